import type { Scenario } from '../../../testing/scenario';
import { DAY, HOUR } from '../../../time/duration';
import { repair } from './begin';

const dispatched = (more: object = {}) => repair(more).when('DISPATCHED', 'agent');
const arrived = () => dispatched().when('ARRIVED', 'engineer:Zhao');
const repaired = () => arrived().when('REPAIRED', 'engineer:Zhao');
const promise = (c: Scenario, promisedAt: string) =>
  c.when('CALLED_OWNER', 'agent', { reason: 'Still at another site.', promisedAt });

describe('the work order', () => {
  test('goes to engineering when the agent dispatches', () => {
    expect(repair().state).toBe('reported');
    expect(dispatched().told).toEqual(['work-order → engineering']);
    expect(dispatched().messages[0]?.data).toMatchObject({ site: '8 Model Road 1202', phone: '+86 100 0000 0202' });
  });

  test('is accepted by one engineer', () => {
    const accepted = dispatched().when('ACCEPTED', 'engineer:Zhao');
    expect(accepted.view.context).toMatchObject({ acceptedBy: 'Zhao' });
    expect(accepted.takes('ACCEPTED', 'engineer:Qian')).toBe(false);
  });

  test('may be withdrawn until somebody arrives; engineering is told', () => {
    const end = dispatched().when('WITHDRAWN', 'customer');
    expect(end.told).toEqual(['order-cancelled → engineering']);
    expect(end.clocks).toEqual({ arrival: 'cancelled' });
    expect(end.view).toMatchObject({ status: 'done', output: { outcome: 'withdrawn', reopened: 0 } });
    expect(repair().when('WITHDRAWN', 'agent').told).toEqual([]);
    expect(arrived().takes('WITHDRAWN', 'customer')).toBe(false);
  });
});

describe('arrival is checked 20 minutes after dispatch', () => {
  test('arrived after 19 minutes → nobody is phoned', () => {
    const there = repair().after('2 hours').when('DISPATCHED', 'agent').after('19 minutes').when('ARRIVED', 'engineer');
    expect(there.state).toBe('repairing');
    expect(there.clocks).toMatchObject({ arrival: 'met' });
    expect(there.after('20 minutes').told).toEqual([]);
  });

  test('nobody arrived after 20 minutes → the agent must phone the owner', () => {
    const late = dispatched().after('20 minutes');
    expect(late.state).toBe('dispatched.calling-owner');
    expect(late.told).toEqual(['call-owner → agent']);
    expect(late.cited).toEqual(['CSD-9 §4.9']);
    expect(late.clocks).toEqual({ arrival: 'missed' });
  });

  test('the agent records why, and the new arrival that was promised is followed up', () => {
    const promised = promise(dispatched().after('20 minutes'), '2026-11-23T10:00:00+08:00');
    expect(promised.state).toBe('dispatched.promised');
    expect(promised.cited).toEqual(['CSD-9 §4.9']);
    expect(promised.view.deadlines.at(-1)).toMatchObject({
      name: 'promisedArrival',
      due: Date.parse('2026-11-23T10:00:00+08:00'),
    });
    const there = promised.after('39 minutes').when('ARRIVED', 'engineer');
    expect(there.clocks).toMatchObject({ arrival: 'met-late', promisedArrival: 'met' });
  });

  test('a promise must lie ahead', () => {
    const late = dispatched().after('20 minutes');
    expect(late.takes('CALLED_OWNER', 'agent', { reason: '', promisedAt: '2026-11-23T09:20:00+08:00' })).toBe(false);
  });

  test('missed again: the supervisor is told, then the manager, each with another call', () => {
    let late = dispatched().after('20 minutes');
    const told = ['10:00', '11:00', '12:00'].map(time => {
      const at = `2026-11-23T${time}:00+08:00`;
      late = promise(late, at).until(at);
      expect(late.state).toBe('dispatched.calling-owner');
      expect(late.clocks).toEqual({ arrival: 'missed', promisedArrival: 'cancelled' });
      return late.told;
    });
    expect(told).toEqual([
      ['call-owner → agent, supervisor'],
      ['call-owner → agent, manager'],
      ['call-owner → agent, manager'],
    ]);
    expect(promise(late, '2026-11-23T13:00:00+08:00').cited).toEqual([]);
    expect(late.when('ARRIVED', 'agent').state).toBe('repairing');
  });
});

describe('an emergency', () => {
  const emergency = () => repair({ emergency: 'water' });

  test('is dispatched at once, and engineering told at once', () => {
    expect(emergency().state).toBe('dispatched.awaiting-arrival');
    expect(emergency().told).toEqual(['emergency-order → engineering']);
  });

  test('is checked after 5 minutes, which no article says', () => {
    expect(emergency().after('4 minutes').told).toEqual([]);
    const late = emergency().after('5 minutes');
    expect(late.told).toEqual(['call-owner → agent']);
    expect(late.clocks).toEqual({ emergencyArrival: 'missed' });
    expect(late.cited).toEqual([]);
    expect(late.view.deadlines[0]).not.toHaveProperty('rule');
  });
});

describe('the repair', () => {
  const waiting = () =>
    arrived()
      .after('24 hours')
      .when('PARTS_MISSING', 'engineer', { part: 'pipe', expectedAt: '2026-11-30T09:00:00+08:00' });

  test('waits for parts with its clock paused, and the owner knows the date', () => {
    expect(waiting().told).toEqual(['parts-awaited → customer']);
    expect(waiting().messages[0]).toMatchObject({
      customer: { phone: '+86 100 0000 0202' },
      data: { part: 'pipe', expectedAt: Date.parse('2026-11-30T09:00:00+08:00') },
    });
    const days = waiting().after('6 calendar days');
    expect(days.told).toEqual([]);
    expect(days.clocks).toMatchObject({ finish: 'paused' });
    const on = days.when('PARTS_ARRIVED', 'warehouse');
    expect(on.view.deadlines.find(({ name }) => name === 'finish')).toMatchObject({ status: 'running', left: 2 * DAY });
  });

  test('parts that do not come are chased; after two weeks the clock goes on with what was left', () => {
    const week = waiting().after('1 week');
    expect(week.told).toEqual(['parts-chased → agent, warehouse']);
    expect(week.clocks).toMatchObject({ finish: 'paused' });
    const tooLong = week.after('1 week');
    expect(tooLong.told).toEqual(['parts-overdue → agent, supervisor']);
    expect(tooLong.state).toBe('waiting-for-parts');
    expect(tooLong.view.deadlines.find(({ name }) => name === 'finish')).toMatchObject({
      status: 'running',
      left: 2 * DAY,
      pause: { reason: 'parts', title: { en: 'Waiting for parts' }, until: tooLong.view.at },
    });
    const over = tooLong.after('34 hours').after('14 hours');
    expect(over.told).toEqual(['finish-overdue → agent, supervisor']);
    expect(over.when('PARTS_ARRIVED', 'warehouse').clocks).toMatchObject({ finish: 'missed' });
  });

  test('a reminder at four fifths of its time; missed, the supervisor is told', () => {
    const soon = arrived().after('58 hours');
    expect(soon.told).toEqual(['finish-due-soon → agent, engineering']);
    const over = soon.after('14 hours');
    expect(over.told).toEqual(['finish-overdue → agent, supervisor']);
    expect(over.state).toBe('repairing');
  });
});

describe('after the repair', () => {
  test('the owner is asked, and called back within 48 hours', () => {
    expect(repaired().told).toEqual(['opinion-asked → customer']);
    const asked = repaired().after('1 hour').when('OPINION', 'customer', { satisfied: true });
    expect(asked.after('47 hours').told).toEqual([]);
    expect(asked.after('48 hours').told).toEqual(['callback-due → agent']);
    const end = asked.after('2 hours').when('CALLED_BACK', 'agent', { good: true });
    expect(end.view).toMatchObject({ status: 'done', output: { outcome: 'closed', reopened: 0 } });
    expect(end.view.deadlines.filter(({ status }) => status === 'waiting')).toEqual([]);
  });

  test('an owner who says nothing is called back all the same', () => {
    expect(repaired().after('48 hours').told).toEqual(['callback-due → agent']);
  });

  test('a bad result sends the engineers out again, with a new arrival check', () => {
    const again = repaired()
      .when('OPINION', 'customer', { satisfied: true })
      .after('48 hours')
      .when('CALLED_BACK', 'agent', { good: false });
    expect(again.state).toBe('dispatched.awaiting-arrival');
    expect(again.told).toEqual(['work-order → engineering']);
    expect(again.clocks).toMatchObject({ arrival: 'running', finish: 'met' });
    expect(again.takes('ACCEPTED', 'engineer:Qian')).toBe(true);
    expect(again.after('20 minutes').told).toEqual(['call-owner → agent']);
    expect(again.view.deadlines[0]?.left).toBe(HOUR / 3);
  });
});
