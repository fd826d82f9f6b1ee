import { didYouMean } from '../../../machines/policy/suggest';
import { DuecourseError } from '../../../time/error';
import type { Awaited } from '../../case';
import type { Shown } from '../../desk';
import { zoneOf } from '../case-document';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { labelOf, statesIn } from '../labels';
import { during } from '../progress';
import { caseText } from '../render/case';
import { readSpan, spanAt } from '../span';
import { withDesk } from '../with-desk';

/** `duecourse wait <case> --for done|tag:x|state:y --timeout "30 seconds"`. */
export async function wait(cli: Cli, [id = '']: readonly string[], options: Options): Promise<void> {
  const what = String(options.for ?? 'done');
  const patience = String(options.timeout ?? '30 seconds');
  readSpan(patience);
  const awaited = read(what);
  await withDesk(cli, async ({ desk, show }) => {
    const before = await during(cli, cli.say('working'), desk.show(id));
    requireKnown(before, awaited);
    const timeout = spanAt(patience, Date.now(), zoneOf(before.view));
    await during(cli, cli.say('waiting', { what }), desk.cases.get(id).waitFor(awaited, { timeout }));
    const { shown, document } = await show(id);
    cli.result(document, () => `${cli.paint.green('✓')} ${cli.say('reached')}  ${caseText(cli, shown, document)}`);
  });
}

/** What can be said on a command line: no function. */
type Asked = Exclude<Awaited, { readonly where: unknown }>;

function read(what: string): Asked {
  const [, kind, name] = /^(tag|state):(.+)$/.exec(what) ?? [];
  if (kind === 'tag' && name) return { tag: name };
  if (kind === 'state' && name) return { state: name };
  if (what === 'done') return 'done';
  throw new DuecourseError('USAGE', `--for takes done, tag:<tag> or state:<state>, not "${what}".`);
}

/** A state or tag that no case of the procedure can ever have would be waited for in vain. */
function requireKnown({ entry }: Shown, awaited: Asked): void {
  if (awaited === 'done') return;
  const nodes = statesIn(entry.procedure.machine);
  const [code, asked, known] =
    'tag' in awaited
      ? ['UNKNOWN_TAG', awaited.tag, [...new Set(nodes.flatMap(({ tags }) => tags))]]
      : ['UNKNOWN_STATE', String(awaited.state), nodes.map(node => labelOf(node).id)];
  if (known.includes(asked)) return;
  const word = 'tag' in awaited ? 'tag' : 'state';
  throw new DuecourseError(
    code,
    `'${entry.procedure.name}' has no ${word} "${asked}"${didYouMean(asked, known) || '.'} It has: ${known.join(', ')}.`,
    { [word]: asked, known },
  );
}
