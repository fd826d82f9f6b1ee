import { entryOf } from '../../../machines/catalogue';
import { formatLeft } from '../../../time/duration';
import type { CaseDocument } from '../case-document';
import type { Cli } from '../cli';
import { fieldsOf } from '../fields/model';
import { statesIn } from '../labels';
import { indent, table } from './table';

/** Each case with its state, its nearest deadline and its page, open ones last: next to what may be typed. */
export function casesText(cli: Cli, documents: readonly CaseDocument[]): string {
  const { lang, paint } = cli;
  const inOrder = [...documents].sort((a, b) => Number(a.status === 'open') - Number(b.status === 'open'));
  return inOrder
    .map(document => {
      const states = document.states.map(({ title }) => title[lang]).join(', ');
      const open = document.status === 'open';
      return [
        `  ${paint.bold(document.id)}  ${document.title[lang]} · ${open ? paint.cyan(states) : paint.dim(states)}${open ? nearest(document, lang) : ''}`,
        ...(document.link ? [`    ${paint.dim(document.link)}`] : []),
      ].join('\n');
    })
    .join('\n');
}

function nearest({ deadlines }: CaseDocument, lang: Cli['lang']): string {
  const open = deadlines.filter(({ leftMs }) => leftMs !== undefined);
  const [first] = open.sort((a, b) => (a.leftMs ?? 0) - (b.leftMs ?? 0));
  return first?.leftMs === undefined ? '' : ` · ${first.title[lang]} ${formatLeft(first.leftMs, lang)}`;
}

export interface Suggestion {
  readonly command: string;
  readonly why: string;
}

export const suggestionsText = (cli: Cli, suggestions: readonly Suggestion[]): string =>
  indent(
    table(
      cli,
      [],
      suggestions.map(({ command, why }) => [cli.paint.bold(command), cli.paint.dim(why)]),
    ),
  );

/** Commands that work as they stand, for the cases that are open. */
export function suggestionsFor(
  cli: Cli,
  documents: readonly CaseDocument[],
  { dataDir, skips }: { readonly dataDir: string | undefined; readonly skips: boolean },
): Suggestion[] {
  const duecourse = (rest: string) => `npx duecourse ${rest}${dataDir === undefined ? '' : ` --data-dir ${dataDir}`}`;
  const open = documents.filter(({ status }) => status === 'open').slice(-2);
  const last = open.at(-1);
  return [
    { command: duecourse('list --open'), why: cli.say('openCases') },
    ...(last ? [{ command: duecourse(`show ${last.id} --watch`), why: last.title[cli.lang] }] : []),
    ...(last && skips ? [{ command: duecourse(`forward ${last.id} "20 minutes"`), why: cli.say('forwardHint') }] : []),
    ...open.flatMap(document =>
      sendOf(document).map(({ rest, why }) => ({ command: duecourse(rest), why: why[cli.lang] })),
    ),
    { command: duecourse('outbox'), why: cli.say('outboxHint') },
  ];
}

/**
 * The first event that is likely to be taken as typed: not sent before, no end of the case, and nothing to fill in but texts.
 * A guard may still refuse it; the view does not say.
 */
function sendOf({ id, procedure, next, journal }: CaseDocument) {
  const { schema, procedure: known } = entryOf(procedure);
  const sent = new Set(journal.flatMap(line => (line.type === 'event' ? [line.event] : [])));
  for (const { event, title, by } of next) {
    const required = fieldsOf(schema.events[event]!.data).filter(field => field.required);
    if (sent.has(event) || ends(known.machine, event) || required.some(({ kind }) => kind !== 'text')) continue;
    const sets = required.map(({ path }) => ` --set ${path}="…"`).join('');
    return [{ rest: `send ${id} ${event}${sets} --as ${by[0]}`, why: title }];
  }
  return [];
}

/** Does the event lead to a final state, wherever it is taken? */
function ends(machine: Parameters<typeof statesIn>[0], event: string): boolean {
  const taken = statesIn(machine).flatMap(node => node.transitions.get(event) ?? []);
  return taken.length > 0 && taken.every(({ target }) => target?.every(({ type }) => type === 'final') === true);
}
