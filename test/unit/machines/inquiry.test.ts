import type { Scenario } from '../../../testing/scenario';
import { inquiry } from './begin';

const answered = (c: Scenario, by = 'agent:Chen') => c.when('ANSWERED', by, { answer: 'It does.' });
const handedOver = (to = 'after-sales') => inquiry().when('HANDED_OVER', 'agent:Chen', { to, reason: 'not ours' });
const promised = (followUpAt: string) =>
  inquiry().when('FOLLOW_UP_PROMISED', 'agent:Chen', { reason: 'The maker is asked.', followUpAt });

describe('whoever is asked first', () => {
  test('is responsible from the start, and a matter in their scope is done in one go', () => {
    expect(inquiry().state).toBe('answering.first-asked');
    expect(inquiry().cited).toContain('CSD-14 首问负责');
    const done = answered(inquiry());
    expect(done.told).toEqual(['answered → customer']);
    expect(done.state).toBe('answered.resting');
    expect(done.clocks).toEqual({ answer: 'met' });
  });

  test('hands over what is not in their scope to the lead or, if absent, to who is in charge of it', () => {
    expect(handedOver('lead').told).toEqual(['handed-over → lead']);
    expect(handedOver('after-sales').told).toEqual(['handed-over → after-sales']);
    expect(handedOver().messages[0]?.data).toMatchObject({ matter: 'warranty', phone: '+86 100 0000 0303' });
  });

  test('follows what was handed over until the customer has an answer, and hears of it', () => {
    expect(handedOver().after('12 hours').told).toEqual(['answer-due-soon → agent']);
    expect(answered(handedOver(), 'after-sales').told).toEqual(['answered → customer, agent']);
  });

  test('a matter of weight goes to the general manager at once', () => {
    expect(inquiry({ weighty: true }).told).toEqual(['weighty → gm']);
    expect(inquiry().told).toEqual([]);
  });
});

describe('not solved at once', () => {
  test('the reason is explained, and a follow-up promised with its time', () => {
    const waiting = promised('2026-11-23T15:00:00+08:00');
    expect(waiting.told).toEqual(['follow-up-promised → customer']);
    expect(waiting.view.deadlines.find(({ name }) => name === 'followUp')?.due).toBe(
      Date.parse('2026-11-23T15:00:00+08:00'),
    );
  });

  test('a promise must lie ahead', () => {
    const event = { reason: 'r', followUpAt: '2026-11-23T08:59:00+08:00' };
    expect(inquiry().takes('FOLLOW_UP_PROMISED', 'agent', event)).toBe(false);
  });

  test('the promise is kept → met; not kept → whoever was asked first and the lead hear of it', () => {
    expect(answered(promised('2026-11-23T15:00:00+08:00').after('5 hours')).clocks).toMatchObject({ followUp: 'met' });
    const broken = promised('2026-11-23T15:00:00+08:00').after('6 hours');
    expect(broken.told).toEqual(['follow-up-missed → agent, lead']);
  });

  test('no answer within 24 hours → the lead is told, then one level higher each day', () => {
    const told = ['24 hours', '24 hours', '24 hours'].reduce<[Scenario, string[]]>(
      ([now, all], wait) => {
        const next = now.after(wait);
        return [next, [...all, ...next.told]];
      },
      [inquiry(), []],
    )[1];
    expect(told).toEqual([
      'answer-due-soon → agent',
      'answer-due-soon → agent',
      'answer-overdue → lead',
      'answer-overdue → supervisor',
      'answer-overdue → manager',
    ]);
  });
});

describe('CSD-14-6: in urgent cases', () => {
  const urgent = () => answered(inquiry({ urgent: true }));

  test('the customer’s problem is solved first, and the work slip filed after', () => {
    expect(urgent().state).toBe('answered.slip-owed');
    expect(urgent().told).toEqual(['answered → customer', 'slip-asked → agent']);
    expect(urgent().cited).toContain('CSD-14-6');
    expect(urgent().when('SLIP_FILED', 'agent', { slip: 'W-1' }).state).toBe('answered.resting');
  });

  test('the case is not closed before the slip is filed', () => {
    expect(urgent().after('2 weeks').state).toBe('answered.slip-owed');
  });
});

describe('the customer must never have to ask twice', () => {
  test('a second contact on the same matter goes to the lead, a third to the supervisor, a fourth to the manager', () => {
    const again = (c: Scenario) => c.when('ASKED_AGAIN', 'customer');
    expect(again(inquiry()).told).toEqual(['asked-again → lead']);
    expect(again(again(inquiry())).told).toEqual(['asked-again → supervisor']);
    expect(again(again(again(inquiry()))).told).toEqual(['asked-again → manager']);
    expect(again(again(again(again(inquiry())))).told).toEqual(['asked-again → manager']);
  });

  test('asked again after the answer → open again, with a new limit', () => {
    const again = answered(inquiry()).after('24 hours').when('ASKED_AGAIN', 'customer');
    expect(again.state).toBe('answering.first-asked');
    expect(again.told).toEqual(['asked-again → lead']);
    expect(again.clocks).toEqual({ answer: 'running' });
  });

  test('not asked again for three days → closed', () => {
    const end = answered(inquiry()).after('3 calendar days');
    expect(end.view).toMatchObject({ status: 'done', output: { outcome: 'answered', asked: 1 } });
  });
});

test('passing the buck is put on record for human resources, and deducts nothing', () => {
  const record = handedOver().when('BUCK_PASSED', 'lead', { person: 'Sun', remark: 'sent away three times' });
  expect(record.told).toEqual(['buck-passed → hr']);
  expect(record.cited).toEqual(['CSD-14 首问负责']);
  expect(record.state).toBe('answering.handed-over');
});

test('withdrawn before the answer → its clocks end, nothing is said', () => {
  const end = promised('2026-11-23T15:00:00+08:00').when('WITHDRAWN', 'customer');
  expect(end.clocks).toEqual({ answer: 'cancelled', followUp: 'cancelled' });
  expect(end.view).toMatchObject({ status: 'done', output: { outcome: 'withdrawn', asked: 1 } });
});
