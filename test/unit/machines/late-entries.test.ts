import type { JournalEntry } from '../../../statechart/types';
import type { Scenario } from '../../../testing/scenario';
import { DAY, HOUR, MINUTE } from '../../../time/duration';
import { AT, complaint, repair } from './begin';

const start = Date.parse(AT);
const late = (time: string) => ({ happened: `2026-11-23T${time}:00+08:00`, reason: 'No signal on the site.' });
const at = (time: string) => Date.parse(late(time).happened);
const clocksIn = (entries: readonly JournalEntry[], clock: string) =>
  entries.flatMap(entry => (entry.type === 'clock' && entry.clock === clock ? [entry] : []));
const deadline = (c: Scenario, name: string) => c.view.deadlines.find(each => each.name === name)!;

/** Dispatched at nine, checked at 9:20, entered at 9:40. */
const unseen = () => repair().when('DISPATCHED', 'agent').after('20 minutes').after('20 minutes');

describe('clocks go by when something happened, not by when it was told', () => {
  test('a deadline that was missed only because the entry came late is put right', () => {
    const told = unseen().when('ARRIVED', 'agent:Li', {}, late('09:15'));
    expect(told.state).toBe('repairing');
    expect(told.clocks).toMatchObject({ arrival: 'met' });
    expect(clocksIn(told.happened, 'arrival')).toEqual([
      { type: 'clock', at: at('09:40'), happened: at('09:15'), clock: 'arrival', what: 'corrected', cycle: 1 },
      { type: 'clock', at: at('09:40'), happened: at('09:15'), clock: 'arrival', what: 'met', cycle: 1 },
    ]);
  });

  test('the journal says when it happened and was recorded, who said so and why', () => {
    const told = unseen().when('ARRIVED', 'agent:Li', {}, late('09:15'));
    expect(told.happened[0]).toMatchObject({
      type: 'event',
      event: 'ARRIVED',
      at: at('09:40'),
      happened: at('09:15'),
      by: { role: 'agent', name: 'Li' },
      reason: 'No signal on the site.',
    });
  });

  test('what has gone out stays in the record', () => {
    const told = unseen().when('ARRIVED', 'agent', {}, late('09:15'));
    expect(clocksIn(told.view.journal, 'arrival').map(({ what }) => what)).toEqual([
      'started',
      'missed',
      'corrected',
      'met',
    ]);
  });

  test('what happened after the deadline was late all the same', () => {
    for (const time of ['09:20', '09:30'])
      expect(unseen().when('ARRIVED', 'agent', {}, late(time)).clocks).toMatchObject({ arrival: 'met-late' });
  });

  test('what begins with a late entry began when that happened', () => {
    const told = unseen().when('ARRIVED', 'agent', {}, late('09:15'));
    expect(deadline(told, 'finish')).toMatchObject({ due: at('09:15') + 3 * DAY });
    const done = told.after('1 hour').when('REPAIRED', 'engineer', {}, late('09:50'));
    expect(deadline(done, 'xstate.after.callback.repair-dispatch.awaiting-opinion')).toMatchObject({
      due: at('09:50') + 48 * HOUR,
    });
  });

  test('what would have been due meanwhile is due at once, and says when it was', () => {
    const waiting = repair()
      .when('DISPATCHED', 'agent')
      .when('ARRIVED', 'engineer')
      .when('PARTS_MISSING', 'engineer', { part: 'pipe', expectedAt: '2026-11-24T09:00:00+08:00' })
      .after('5 calendar days');
    const told = waiting.when('PARTS_ARRIVED', 'agent', {}, late('12:00'));
    expect(told.clocks).toMatchObject({ finish: 'missed' });
    expect(told.told).toEqual(['finish-overdue → agent, supervisor']);
    const [resumed, warned, missed] = clocksIn(told.happened, 'finish');
    expect([resumed?.what, warned?.what, missed?.what]).toEqual(['resumed', 'warned', 'missed']);
    expect(missed).toMatchObject({ at: start + 5 * DAY, happened: at('12:00') + 3 * DAY });
  });

  test('a pause that began earlier than it was told has not used the time in between', () => {
    const working = repair().when('DISPATCHED', 'agent').when('ARRIVED', 'engineer').after('70 hours');
    expect(working.told).toEqual(['finish-due-soon → agent, engineering']);
    const data = { part: 'pipe', expectedAt: '2026-11-30T09:00:00+08:00' };
    const paused = working.when('PARTS_MISSING', 'agent', data, late('12:00'));
    expect(deadline(paused, 'finish')).toMatchObject({ status: 'paused', left: 3 * DAY - 3 * HOUR });
    const on = paused.after('1 hour').when('PARTS_ARRIVED', 'warehouse');
    expect(deadline(on, 'finish').due).toBe(on.view.at + 3 * DAY - 3 * HOUR);
    // The reminder of 9 o'clock on the third day is out, and does not come again.
    expect(on.after('68 hours').told).toEqual([]);
    expect(on.after('69 hours').told).toEqual(['finish-overdue → agent, supervisor']);
  });

  test('a deadline that a late pause has put right can be missed again', () => {
    const over = repair().when('DISPATCHED', 'agent').when('ARRIVED', 'engineer').after('80 hours');
    expect(over.clocks).toMatchObject({ finish: 'missed' });
    const data = { part: 'pipe', expectedAt: '2026-11-30T09:00:00+08:00' };
    const paused = over.when('PARTS_MISSING', 'agent', data, late('12:00'));
    expect(paused.clocks).toMatchObject({ finish: 'paused' });
    const on = paused.when('PARTS_ARRIVED', 'warehouse');
    expect(on.clocks).toMatchObject({ finish: 'running' });
    expect(on.after('69 hours').clocks).toMatchObject({ finish: 'missed' });
  });

  test('somebody who replied in time is not late because the entry is', () => {
    const judged = complaint().when('JUDGED', 'agent', { grounded: true, finding: 'f' });
    const over = judged.after('4 calendar days');
    expect(over.clocks).toEqual({ reply: 'missed' });
    const told = over.when('REPLIED', 'agent', { reply: 'r' }, late('17:00'));
    expect(told.clocks).toEqual({ reply: 'met' });
    expect(deadline(told, 'reply').left).toBe(3 * DAY - (at('17:00') - start));
  });

  test('an entry that is not late is what it always was', () => {
    const now = { happened: '2026-11-23T09:40:00+08:00', reason: 'r' };
    const told = unseen().when('ARRIVED', 'agent', {}, now);
    expect(told.clocks).toMatchObject({ arrival: 'met-late' });
    expect(told.happened[0]).not.toHaveProperty('happened');
    expect(deadline(told, 'finish').due).toBe(start + 40 * MINUTE + 3 * DAY);
  });
});
