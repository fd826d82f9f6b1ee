import { entryOf, housePolicy } from '../../../machines/catalogue';
import { sliceOf } from '../../../machines/policy/load';
import { DuecourseError } from '../../../time/error';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { gather } from '../fields/gather';
import { during } from '../progress';
import { caseText } from '../render/case';
import { who } from '../who';
import { withDesk } from '../with-desk';

/** A worker that runs answers in this time (ms); without one the case is opened all the same. */
const ANSWER_MS = 8_000;

/** `duecourse start <procedure>`: opens a case and shows what is due and what comes next. */
export async function start(cli: Cli, [name = '']: readonly string[], options: Options): Promise<void> {
  const { schema } = entryOf(name);
  const settings = cli.settings();
  const now = Date.now();
  const { zone } = sliceOf(housePolicy(settings.policy), name, now);
  await withDesk(
    cli,
    async ({ desk, show }) => {
      const by = await who(cli, schema.startedBy, `start ${name}`);
      const input = await gather(cli, { name, schema: schema.input, refusal: 'BAD_INPUT' }, options, { now, zone });
      const id = options.id as string | undefined;
      const { id: opened } = await during(
        cli,
        cli.say('working'),
        desk.start(name, { input, by, ...(id !== undefined && { id }) }),
      );
      const deadline = Date.now() + ANSWER_MS;
      const answer = desk.cases.temporal.connection.withDeadline(deadline, () => show(opened));
      try {
        const { shown, document } = await during(cli, cli.say('working'), answer);
        cli.result(document, () => `${cli.paint.green('✓')} ${cli.say('opened')}  ${caseText(cli, shown, document)}`);
      } catch (error) {
        if (!(error instanceof DuecourseError)) throw error;
        cli.result({ id: opened, procedure: name }, () => cli.paint.yellow(cli.say('noWorker', { id: opened })));
      }
    },
    settings,
  );
}
