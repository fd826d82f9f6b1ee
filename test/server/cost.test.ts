import { complaintScenarios } from '../scenarios/complaint';
import { repairScenarios } from '../scenarios/repair';
import { play, type Scenario } from '../scenarios/scenario';
import { attributesWritten, type Ledger, ledgerOf, quiet } from '../support/history';
import { type ServiceCentre, serviceCentre } from '../support/service-centre';
import { bundleTwins } from '../support/twins';

jest.setTimeout(60_000);

interface Cost {
  readonly ledger: Ledger;
  readonly written: readonly object[];
  readonly said: readonly string[];
  /** Bytes of the history, with what the skipping of time wrote. */
  readonly size: number;
}

const scenarios = [complaintScenarios, repairScenarios].flatMap(group =>
  Object.entries(group).map(([name, scenario]): [string, string, Scenario] => [scenario.procedure, name, scenario]),
);
const centres: ServiceCentre[] = [];
/** By procedure and scenario: the machine's cost and the twin's. All are under way at once, for most of the time is waiting for the server. */
const played = new Map<Scenario, Promise<readonly [Cost, Cost]>>();
const rows: Row[] = [];

beforeAll(async () => {
  centres.push(await serviceCentre({ taskQueue: 'cost-machines' }));
  centres.push(await serviceCentre({ taskQueue: 'cost-by-hand', workflowBundle: await bundleTwins() }));
  for (const [, , scenario] of scenarios) {
    const costs = Promise.all([costOf(centres[0]!, scenario), costOf(centres[1]!, scenario)]);
    costs.catch(() => undefined);
    played.set(scenario, costs);
  }
});
afterAll(async () => {
  process.stdout.write(`${table(rows)}\n`);
  await Promise.allSettled(played.values());
  await Promise.all(centres.map(centre => centre.stop()));
});

/** The case comes to rest after each step: what a history holds must not depend on how fast anything is. */
async function costOf(centre: ServiceCentre, scenario: Scenario): Promise<Cost> {
  const { temporal } = centre.desk.cases;
  const id = `${centre.taskQueue}-${scenario.procedure}-${scenario.title.replaceAll(/\W+/g, '-')}`;
  await play(centre.desk, scenario, id, () => quiet(temporal, id));
  return {
    ledger: await ledgerOf(temporal, id),
    written: await attributesWritten(temporal, id),
    said: (await centre.said(id)).sort(),
    size: (await temporal.workflow.getHandle(id).describe()).historySize ?? 0,
  };
}

describe('a case costs what the same procedure costs when written by hand', () => {
  test.each(scenarios)('%s: %s', async (procedure, name, scenario) => {
    const [machine, byHand] = await played.get(scenario)!;
    rows.push(row(procedure, name, machine, byHand));
    expect(machine.said).toEqual(byHand.said);
    expect(machine.ledger).toEqual(byHand.ledger);

    const { ACTIVITY_TASK_SCHEDULED: activities = 0, TIMER_FIRED: fired = 0 } = machine.ledger;
    const { WORKFLOW_EXECUTION_UPDATE_ACCEPTED: updates = 0, WORKFLOW_TASK_COMPLETED: tasks } = machine.ledger;
    expect(tasks).toBe(1 + activities + fired + updates);
    // Tags and next deadline are written when one of them has changed, and not otherwise.
    for (const [i, attributes] of machine.written.entries()) expect(attributes).not.toEqual(machine.written[i - 1]);
  });
});

interface Row {
  readonly [column: string]: string | number;
}

/** One line a scenario; timers are started/fired/cancelled, what stands in pairs is the machine's and the twin's. */
function row(procedure: string, scenario: string, { ledger, written, size }: Cost, twin: Cost): Row {
  const { WORKFLOW_TASK_COMPLETED: tasks = 0, ACTIVITY_TASK_SCHEDULED: activities = 0 } = ledger;
  const { TIMER_STARTED: started = 0, TIMER_FIRED: fired = 0, TIMER_CANCELED: cancelled = 0 } = ledger;
  const events = Object.values(ledger).reduce((sum, count) => sum + count, 0);
  return {
    procedure,
    scenario,
    events,
    tasks,
    activities,
    updates: ledger.WORKFLOW_EXECUTION_UPDATE_ACCEPTED ?? 0,
    timers: `${started}/${fired}/${cancelled}`,
    upserts: `${written.length} | ${twin.written.length}`,
    KiB: [size, twin.size].map(bytes => (bytes / 1024).toFixed(1)).join(' | '),
  };
}

function table(rows: readonly Row[]): string {
  const columns = Object.keys(rows[0] ?? {});
  const lines = [columns, ...rows.map(row => columns.map(column => String(row[column])))];
  const widths = columns.map((_, i) => Math.max(...lines.map(line => line[i]!.length)));
  return lines
    .map(line =>
      line
        .map((cell, i) => cell.padEnd(widths[i]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
