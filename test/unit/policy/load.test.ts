import { join } from 'node:path';
import { loadPolicy, sliceOf } from '../../../machines/policy/load';
import { budgetOf, planOf } from '../../../statechart/policy';
import { DAY, HOUR, MINUTE } from '../../../time/duration';
import { formatInstant } from '../../../time/zone';
import { shippedNeeds } from './needs';

const file = join(__dirname, '../../../policy/service-centre.yaml');
const at = Date.parse('2026-11-26T01:30:00Z');

describe('the shipped policy', () => {
  const policy = loadPolicy(file, { procedures: shippedNeeds });

  test('a complaint is answered within three days, and one level more is told each day after', () => {
    const slice = sliceOf(policy, 'customer-complaint', at);
    expect(budgetOf(slice, 'reply', at)).toBe(3 * DAY);
    expect(budgetOf(slice, 'callback', at)).toBe(7 * DAY);
    expect(slice.numbers).toMatchObject({ callbacks: 4 });
    expect(planOf(slice, 'reply')).toEqual({
      warnAt: [0.5, 0.8],
      every: { kind: 'calendarDays', days: 1 },
      levels: ['manager', 'gm', 'chairman'],
    });
    expect(slice.zone.dayEnd).toBe(17 * 60 + 30);
    expect(formatInstant(at, slice.zone)).toBe('2026-11-26 09:30');
  });

  test('a repair is checked after twenty minutes, in an emergency after five', () => {
    const slice = sliceOf(policy, 'repair-dispatch', at);
    const budgets = ['arrival', 'emergencyArrival', 'callback', 'finish'].map(name => budgetOf(slice, name, at));
    expect(budgets).toEqual([20 * MINUTE, 5 * MINUTE, 48 * HOUR, 3 * DAY]);
    expect(planOf(slice, 'arrival')).toEqual({ warnAt: [], levels: [] });
    expect(planOf(slice, 'promisedArrival')).toEqual({ warnAt: [], levels: [] });
    expect(planOf(slice, 'finish')).toEqual({ warnAt: [0.8], levels: ['supervisor'] });
  });

  test('what a case carries is plain JSON under 1 KB', () => {
    for (const procedure of Object.keys(shippedNeeds)) {
      const slice = sliceOf(policy, procedure, at, at, { kind: 'fire' });
      expect(JSON.parse(JSON.stringify(slice))).toEqual(slice);
      expect(JSON.stringify(slice).length).toBeLessThan(1024);
    }
  });

  test('a slice is only for procedures and limits that there are', () => {
    expect(() => sliceOf(policy, 'toString', at)).toThrow(expect.objectContaining({ code: 'UNKNOWN_PROCEDURE' }));
    const slice = sliceOf(policy, 'repair-dispatch', at);
    expect(() => budgetOf(slice, 'reply', at)).toThrow(expect.objectContaining({ code: 'UNKNOWN_LIMIT' }));
  });
});

test('a file that is not there is named with the reason', () => {
  expect(() => loadPolicy('no/such.yaml', { procedures: shippedNeeds })).toThrow(
    expect.objectContaining({ code: 'BAD_POLICY', message: 'no/such.yaml: the policy file cannot be read (ENOENT).' }),
  );
});
