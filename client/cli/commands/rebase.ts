import { catalogue, entryOf, housePolicy } from '../../../machines/catalogue';
import { loadCalendar } from '../../../machines/policy/calendar';
import type { Policy } from '../../../machines/policy/load';
import { REPAIRERS } from '../../../statechart/protocol';
import { DuecourseError } from '../../../time/error';
import { CHANGE_RULES, type ChangeRule } from '../../../time/rebase';
import { runningCases } from '../../migrate-cases';
import { rebaseCases } from '../../rebase-cases';
import type { Cli } from '../cli';
import type { Options } from '../command-table';
import { exitCodes } from '../exit-codes';
import { during } from '../progress';
import { reasonOf } from '../reason';
import { policyFor } from '../rebase-policy';
import { rebasedDocument, rebasedText } from '../render/rebased';
import { who } from '../who';
import { withDesk } from '../with-desk';

/** `duecourse rebase`: running cases go by another policy or calendar; exit code 4 if one of them cannot. */
export async function rebase(cli: Cli, _: readonly string[], options: Options): Promise<void> {
  const rule = ruleOf(options.rule);
  const dryRun = options.dryRun === true;
  const only = options.onlyProvisional === true ? ('provisional' as const) : undefined;
  const settings = cli.settings();
  const house = policyOf(settings.policy, options);
  if (options.procedure !== undefined) entryOf(String(options.procedure));
  const reason = dryRun ? '' : reasonOf(options);
  await withDesk(
    cli,
    async ({ desk: { cases } }) => {
      const by = dryRun ? undefined : await who(cli, REPAIRERS, 'rebase');
      const asked = (options.case ?? []) as readonly string[];
      const procedures = options.procedure === undefined ? Object.keys(catalogue) : [String(options.procedure)];
      const all = async () => (await Promise.all(procedures.map(each => runningCases(cases, each)))).flat();
      const ids = asked.length > 0 ? asked : await during(cli, cli.say('working'), all());
      const wish = { rule, policyFor: policyFor(house, only), ...(only && { only }) } as const;
      const order = by && { order: { by, reason } };
      let n = 0;
      const moving = rebaseCases(cases, ids, { ...wish, ...order }, () => void n++);
      const outcomes = await during(cli, () => cli.say('migrating', { n, of: ids.length }), moving);
      const document = { dryRun, rule, ...(only && { only }), cases: outcomes.map(rebasedDocument) };
      cli.result(document, () => rebasedText(cli, outcomes, house, dryRun));
      if (outcomes.some(({ outcome }) => outcome === 'refused')) process.exitCode = exitCodes.refused.code;
    },
    settings,
  );
}

/** The policy in use (`--policy` names another), with another calendar in it if one is given. @throws DuecourseError `BAD_POLICY`, `BAD_CALENDAR` */
function policyOf(file: string, { calendar }: Options): Policy {
  const read = housePolicy(file);
  if (calendar === undefined) return read;
  const other = loadCalendar(String(calendar));
  if (other.zone === read.zone) return { ...read, calendar: other };
  throw new DuecourseError(
    'BAD_CALENDAR',
    `${other.file} is one of ${other.zone}, and the policy is one of ${read.zone}.`,
  );
}

function ruleOf(rule: unknown = 'keepUsed'): ChangeRule {
  const known = CHANGE_RULES.find(one => one === rule);
  if (known) return known;
  throw new DuecourseError('USAGE', `--rule takes ${CHANGE_RULES.join(', ')}, not "${String(rule)}".`);
}
