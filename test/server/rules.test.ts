import { allRules } from '../rules';
import { type Outcome, type Rule, shown } from '../rules/rule';
import { goOn, play, type Step } from '../scenarios/scenario';
import { type Ledger, ledgerOf, quiet, timersLeft } from '../support/history';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';

jest.setTimeout(120_000);

/** What a case says where nothing more is to be said. */
const REFUSALS = ['NOT_ACCEPTED', 'GUARD_REFUSED', 'ROLE_REFUSED', 'CASE_CLOSED'];

/** How many cases are under way at once: most of the time is waiting for the server. */
const AT_ONCE = 6;

interface Played {
  readonly shown: Outcome;
  /** What was answered to each event that may not be sent: the code of the refusal. */
  readonly refusals: readonly string[];
  readonly changed: boolean;
  readonly isDone: boolean;
  readonly ledger: Ledger;
}

const all = Object.entries(allRules).flatMap(([procedure, rules]) =>
  rules.map((rule, i): [string, Rule, string] => [`${procedure}: ${rule.title}`, rule, `${procedure}-rule-${i + 1}`]),
);
const results = new Map<Rule, Promise<Played>>();
let centre: ServiceCentre;

beforeAll(async () => {
  centre = await serviceCentre({ taskQueue: 'rules', maxCachedWorkflows: 20 });
  const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve() as Promise<unknown>);
  for (const [i, [, rule, id]] of all.entries()) {
    const result = lanes[i % AT_ONCE]!.then(() => played(rule, id));
    lanes[i % AT_ONCE] = result.catch(() => undefined);
    results.set(rule, result);
  }
});
afterAll(async () => {
  await Promise.allSettled(results.values());
  await centre?.stop();
});

/** The case comes to rest after each step: what a history holds must not depend on how fast anything is. */
async function played(rule: Rule, id: string): Promise<Played> {
  const { temporal } = centre.desk.cases;
  await play(centre.desk, rule, id, () => quiet(temporal, id));
  const { view } = await centre.desk.show(id);
  const ledger = await ledgerOf(temporal, id);
  const said = await centre.said(id);
  const refusals = await Promise.all((rule.then.refused ?? []).map(step => refusalOf(rule, step, id)));
  const after = (await centre.desk.show(id)).view;
  return {
    shown: shown(view, said, rule.then),
    refusals,
    changed: after.revision !== view.revision,
    isDone: view.status === 'done',
    ledger,
  };
}

async function refusalOf(rule: Rule, step: Step, id: string): Promise<string> {
  try {
    await goOn(centre.desk, rule.procedure, [step], id);
    return 'taken';
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

test.each(all)('%s', async (_, rule) => {
  const { refused = [], codes: _codes, said, ...then } = rule.then;
  const { shown: is, refusals, changed, isDone, ledger } = await results.get(rule)!;
  // Within one instant the order of messages is the outbox's.
  expect([...(is.said ?? [])].sort()).toEqual([...(said ?? is.said ?? [])].sort());
  expect({ ...is, said: undefined }).toEqual({ ...then, said: undefined });
  for (const code of refusals) expect([...REFUSALS, ...(rule.then.codes ?? [])]).toContain(code);
  expect(refusals).toEqual(expect.arrayContaining([...(rule.then.codes ?? [])]));
  expect(refusals).toHaveLength(refused.length);
  expect(changed).toBe(false);

  // No task but for what is asked for: the start, what was said (two messages at once may end in one), what time brought, what people sent.
  const { ACTIVITY_TASK_SCHEDULED: activities = 0, TIMER_FIRED: fired = 0 } = ledger;
  const { WORKFLOW_EXECUTION_UPDATE_ACCEPTED: updates = 0, WORKFLOW_TASK_COMPLETED: tasks } = ledger;
  expect(updates).toBe(rule.steps.filter(step => 'send' in step).length);
  // What is refused costs a task only where something else happens at the same time.
  expect(tasks).toBeLessThanOrEqual(1 + activities + fired + updates + refusals.length);
  if (isDone) expect(timersLeft(ledger)).toBe(0);
});
