import type { Entry } from '../../../machines/catalogue';
import { didYouMean } from '../../../machines/policy/suggest';
import { DuecourseError } from '../../../time/error';
import type { Late } from '../../case';
import type { Shown } from '../../desk';
import { nextOf, zoneOf } from '../case-document';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { gather } from '../fields/gather';
import { type Here, readInstant } from '../instant';
import { during } from '../progress';
import { reasonOf } from '../reason';
import { caseText } from '../render/case';
import { rolesInWords } from '../render/people';
import { who } from '../who';
import { withDesk } from '../with-desk';

/** `duecourse send <case> <EVENT>`: sends it and shows what it made of the case. */
export async function send(cli: Cli, [id = '', type = '']: readonly string[], options: Options): Promise<void> {
  await withDesk(cli, async ({ desk, show }) => {
    const before = await during(cli, cli.say('working'), desk.show(id));
    const event = eventOf(before.entry, type);
    // What the case would refuse anyway needs no questions; the case has the last word all the same.
    if (cli.asks) requireAccepted(cli, before, type);
    const by = await who(cli, event.by, type);
    const here = { now: before.now, zone: zoneOf(before.view) };
    const data = await gather(cli, { name: type, schema: event.data, refusal: 'BAD_PAYLOAD' }, options, here);
    const late = lateOf(options, here);
    const sent = desk.send(id, type, data, by, { procedure: before.view.name, ...(late && { late }) }).catch(error => {
      throw explained(cli, before, error);
    });
    await during(cli, cli.say('working'), sent);
    const { shown, document } = await show(id);
    cli.result(document, () => `${cli.paint.green('✓')} ${event.title[cli.lang]}  ${caseText(cli, shown, document)}`);
  });
}

/** That it happened earlier: `--at 10:15 --reason "…"`. @throws DuecourseError `USAGE`, `BAD_DURATION` */
function lateOf(options: Options, here: Here): Late | undefined {
  const { at, reason } = options;
  if (typeof at === 'string') return { at: readInstant(at, here), reason: reasonOf(options) };
  if (reason === undefined) return undefined;
  throw new DuecourseError('USAGE', '--reason goes with --at: when it really happened, e.g. --at 10:15.');
}

function eventOf({ schema }: Entry, type: string) {
  const event = Object.hasOwn(schema.events, type) ? schema.events[type] : undefined;
  if (event) return event;
  const known = Object.keys(schema.events);
  if (/^(xstate|clock)\./.test(type))
    throw new DuecourseError('RESERVED_EVENT', `'${type}' can only come from within the case.`, { event: type });
  throw new DuecourseError(
    'UNKNOWN_EVENT',
    `There is no event '${type}' here${didYouMean(type, known) || '.'} There are: ${known.join(', ')}.`,
    { event: type, known },
  );
}

function requireAccepted(cli: Cli, before: Shown, type: string): void {
  const { accepts, status, value } = before.view;
  if (status !== 'active' || accepts.includes(type)) return;
  const details = { event: type, accepts, value };
  throw explained(cli, before, new DuecourseError('NOT_ACCEPTED', `'${type}' is not accepted now.`, details));
}

/** The refusal with, for people, what is accepted instead and by whom. */
function explained(cli: Cli, { view, entry }: Shown, error: unknown): unknown {
  if (cli.json || !(error instanceof DuecourseError) || error.code !== 'NOT_ACCEPTED') return error;
  const lines = nextOf(view, entry).map(
    ({ event, title, by }) => `  ${event}  ${title[cli.lang]}  (${rolesInWords(by, cli.lang)})`,
  );
  if (lines.length === 0) return error;
  return new DuecourseError(
    error.code,
    `${cli.say('notAccepted', { event: String(error.details.event) })}\n${lines.join('\n')}`,
    error.details,
  );
}
