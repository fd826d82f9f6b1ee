import { after, type Scenario, type Step, send } from './scenario';

const input = {
  owner: { name: '测试业主', phone: '13800000001' },
  address: '测试小区 1 栋',
  unit: '101',
  fault: '厨房水龙头漏水。',
};

export const dispatched = send('agent', 'DISPATCHED');
export const engineerAccepted = send('engineer', 'ACCEPTED');
export const arrived = send('engineer', 'ARRIVED');
/** The agent phones the owner and promises somebody in so many minutes. */
export const calledOwner = (minutes: number): Step =>
  send('agent', 'CALLED_OWNER', now => ({
    reason: '堵车',
    promisedAt: new Date(now + minutes * 60_000).toISOString().replace('Z', '+00:00'),
  }));
export const repaired = send('engineer', 'REPAIRED', { work: '更换垫片' });
const opinion = send('customer', 'OPINION', { satisfied: true });
const calledBack = (good: boolean): Step => send('agent', 'CALLED_BACK', { good });
const parts = send('engineer', 'PARTS_MISSING', now => ({
  part: '阀芯',
  expectedAt: new Date(now + 10 * 86_400_000).toISOString().replace('Z', '+00:00'),
}));

const repair = (title: string, steps: readonly Step[], more: object = {}): Scenario => ({
  title,
  procedure: 'repair-dispatch',
  input: { ...input, ...more },
  steps,
});

const toTheEnd = [repaired, opinion, after('48 hours'), calledBack(true)];

/** What happens to repairs. Each is played on the real server, against the rule and against its hand-written twin. */
export const repairScenarios = {
  inTime: repair('there after 19 minutes', [dispatched, engineerAccepted, after('19 minutes'), arrived, ...toTheEnd]),
  nobodyThere: repair('nobody there after 20 minutes', [dispatched, engineerAccepted, after('20 minutes')]),
  late: repair('nobody there after 20 minutes, phoned, there as promised', [
    dispatched,
    engineerAccepted,
    after('20 minutes'),
    calledOwner(30),
    after('25 minutes'),
    arrived,
    ...toTheEnd,
  ]),
  brokenPromises: repair('every promised time missed', [
    dispatched,
    after('20 minutes'),
    calledOwner(30),
    after('31 minutes'),
    calledOwner(30),
    after('31 minutes'),
    calledOwner(30),
    arrived,
    ...toTheEnd,
  ]),
  emergency: repair('an emergency, nobody there after 5 minutes', [after('5 minutes')], { emergency: 'water' }),
  waitedForParts: repair('parts missing for 10 days', [
    dispatched,
    after('10 minutes'),
    arrived,
    after('24 hours'),
    parts,
    after('10 calendar days'),
    send('engineer', 'PARTS_ARRIVED'),
    after('24 hours'),
    ...toTheEnd,
  ]),
  waitedTooLong: repair('parts missing for 15 days', [
    dispatched,
    arrived,
    after('24 hours'),
    parts,
    after('15 calendar days'),
    send('engineer', 'PARTS_ARRIVED'),
    ...toTheEnd,
  ]),
  reopened: repair('a bad result, reopened', [
    dispatched,
    arrived,
    repaired,
    opinion,
    after('48 hours'),
    calledBack(false),
    after('19 minutes'),
    arrived,
    ...toTheEnd,
  ]),
  withdrawn: repair('withdrawn before anybody is there', [dispatched, send('customer', 'WITHDRAWN', {})]),
} as const satisfies { readonly [name: string]: Scenario };
