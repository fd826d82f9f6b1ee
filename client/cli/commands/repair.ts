import { catalogue } from '../../../machines/catalogue';
import { SKIP } from '../../../statechart/protocol';
import type { Repair } from '../../../statechart/repair';
import type { Json } from '../../../statechart/types';
import type { View } from '../../../statechart/view';
import { DuecourseError } from '../../../time/error';
import { incidentsIn } from '../case-document';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { type Draft, put } from '../fields/assign';
import { operator } from '../operator';
import { during } from '../progress';
import { reasonOf } from '../reason';
import { errorText } from '../render/error';
import { withDesk } from '../with-desk';
import { skipHeld } from './skip-signal';

/** `duecourse repair <case> retry|skip|resolve|context|move|skip-signal`: a person's decision about a case that is stuck, put on record. */
export async function repair(cli: Cli, [id = '', what = '']: readonly string[], options: Options): Promise<void> {
  if (what === SKIP) return skipHeld(cli, id, options);
  const orderFor = kindOf(what);
  const reason = reasonOf(options);
  await withDesk(cli, async ({ desk }) => {
    const of = desk.cases.get(id);
    const view = await during(cli, cli.say('working'), of.view());
    const order = orderFor(view, options);
    const by = await operator(cli, view.name, `repair ${what}`);
    const answer = await during(cli, cli.say('working'), of.repair({ ...order, reason, ...(by && { by }) }));
    const left = incidentsIn(await of.view());
    const { value: state, status, tags, revision } = answer;
    cli.result({ id, what, state, status, tags, revision, incidents: left }, () =>
      [
        `${cli.paint.green('✓')} ${cli.paint.bold(id)}  ${cli.say('repaired')}: ${what}`,
        ...left.map(({ actor, error }) => `  ${cli.say('stillStuck', { actor })} ${cli.paint.red(errorText(error))}`),
      ].join('\n'),
    );
  });
}

type OrderFor = (view: View, options: Options) => Repair;

const kinds: { readonly [what in Repair['what']]: OrderFor } = {
  retry: (view, options) => ({ what: 'retry', actor: actorOf(view, options) }),
  skip: (view, options) => ({ what: 'skip', actor: actorOf(view, options) }),
  resolve: (view, options) => ({
    what: 'resolve',
    actor: actorOf(view, options),
    ...(options.output !== undefined && { output: jsonOf(String(options.output)) }),
  }),
  context: (view, options) => ({
    what: 'context',
    patch: patchOf(view, (options.set ?? []) as readonly string[]),
    ...(options.force === true && { force: true }),
  }),
  move: (view, { state }) => {
    if (state === undefined) throw new DuecourseError('USAGE', 'Say where to: --state <state>.');
    const root = catalogue[view.name]?.procedure.machine.id ?? view.name;
    return { what: 'move', state: `${state}`.startsWith(`${root}.`) ? `${state}` : `${root}.${state}` };
  },
};

function kindOf(what: string): OrderFor {
  if (Object.hasOwn(kinds, what)) return kinds[what as Repair['what']];
  throw new DuecourseError('USAGE', `A repair is ${[...Object.keys(kinds), SKIP].join(', ')}, not "${what}".`);
}

/** The work that is meant; where only one is parked it need not be named. */
function actorOf({ incidents }: View, { actor }: Options): string {
  if (actor !== undefined) return String(actor);
  if (incidents.length === 1) return incidents[0]!.actor;
  if (incidents.length === 0) throw new DuecourseError('NO_INCIDENT', 'Nothing of this case is parked.');
  throw new DuecourseError('USAGE', `Say which by --actor: ${incidents.map(one => one.actor).join(', ')} are parked.`);
}

/** Whole fields of the context: what stands beside a nested key is kept. */
function patchOf({ context }: View, sets: readonly string[]): { readonly [field: string]: Json } {
  if (sets.length === 0) throw new DuecourseError('USAGE', 'Say what to put right: --set key=value.');
  const draft: Draft = {};
  for (const set of sets) {
    const at = set.indexOf('=');
    if (at < 1) throw new DuecourseError('USAGE', `--set takes key=value, not "${set}".`);
    const path = set.slice(0, at).trim();
    const field = path.split('.')[0]!;
    if (path !== field) draft[field] ??= structuredClone((context as { [name: string]: Json } | null)?.[field]);
    put(
      draft,
      { path, kind: 'json', title: { zh: path, en: path }, required: false },
      meant(context, path, set.slice(at + 1)),
    );
  }
  return draft as { [field: string]: Json };
}

/** Where a text stands now, what is written is a text: `unit=302` is no number. */
function meant(context: Json, path: string, written: string): Json {
  const old = path
    .split('.')
    .reduce<unknown>((at, key) => (at as { [key: string]: unknown } | undefined)?.[key], context);
  return typeof old === 'string' && !written.startsWith('"') ? written : jsonOf(written);
}

/** JSON, or the text itself. */
function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
