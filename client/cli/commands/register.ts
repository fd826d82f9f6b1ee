import { type Difference, differencesOf } from '../../../register/check';
import type { MessageSource } from '../../../register/messages';
import type { Register } from '../../../register/open';
import { everyCase, rebuild } from '../../../register/rebuild';
import type { Cases } from '../../../register/temporal';
import { DuecourseError } from '../../../time/error';
import type { Cli } from '../cli';
import { withRegister } from '../on-record';
import { during } from '../progress';
import { withDesk } from '../with-desk';

const AT_ONCE = 8;
/** As many differences are named in the message; with --json all of them are. */
const NAMED = 20;

/** `duecourse register check|rebuild`. */
export async function register(cli: Cli, [action = '']: readonly string[]): Promise<void> {
  if (action !== 'check' && action !== 'rebuild')
    throw new DuecourseError('USAGE', `duecourse register takes check or rebuild, not "${action}".`);
  const settings = cli.settings();
  const { messageSource } = require('../../../worker/messages') as typeof import('../../../worker/messages');
  const messages = messageSource(settings);
  await withDesk(
    cli,
    ({ desk }) =>
      withRegister(settings, opened => {
        const cases = { client: desk.cases.temporal, taskQueue: settings.taskQueue };
        return action === 'check' ? check(cli, cases, opened, messages) : makeAnew(cli, cases, opened, messages);
      }),
    settings,
  );
}

async function makeAnew(cli: Cli, cases: Cases, { db }: Register, messages: MessageSource): Promise<void> {
  let [n, of] = [0, 0];
  const progress = (done: number, all: number): void => {
    [n, of] = [done, all];
  };
  const work = rebuild(cases, db, progress, messages);
  const { written, kept } = await during(cli, () => cli.say('rebuilding', { n, of }), work);
  cli.result({ written, kept }, () => `${cli.paint.green('✓')} ${cli.say('rebuilt', { written, kept })}`);
}

async function check(cli: Cli, cases: Cases, { db }: Register, messages: MessageSource): Promise<void> {
  const ids = await everyCase(cases, db);
  const differences: Difference[] = [];
  let n = 0;
  const work = (async () => {
    for (let at = 0; at < ids.length; at += AT_ONCE) {
      const some = ids.slice(at, at + AT_ONCE);
      differences.push(...(await Promise.all(some.map(id => differencesOf(cases.client, db, id, messages)))).flat());
      n = at + some.length;
    }
  })();
  await during(cli, () => cli.say('checking', { n, of: ids.length }), work);
  if (differences.length === 0)
    return cli.result({ cases: ids.length, differences }, () => `${cli.paint.green('✓')} ${cli.say('checked', { n })}`);
  const lines = differences.slice(0, NAMED).map(({ case: id, what }) => `  ${id}: ${what}`);
  throw new DuecourseError(
    'REGISTER_DIFFERS',
    `The register differs from the cases in ${differences.length} places of ${ids.length} cases:\n${lines.join('\n')}\n'duecourse register rebuild' writes it anew.`,
    { cases: ids.length, differences },
  );
}
