import { after, type Step, send } from '../scenarios/scenario';
import { rules } from './rule';

const inHours = (now: number, hours: number) => new Date(now + hours * 3_600_000).toISOString();

/** Planned in three days, for four hours. */
const rule = rules('service-interruption', now => ({
  service: 'water',
  area: '3 号楼',
  reason: '更换主管阀门',
  from: inHours(now, 72),
  until: inHours(now, 76),
  concerned: { name: '3 号楼业主', phone: '13800000005' },
}));

const rescheduled = (hours: number): Step =>
  send('engineering', 'RESCHEDULED', now => ({ from: inHours(now, hours), until: inHours(now, hours + 4) }));
const calledOff = send('engineering', 'WITHDRAWN');
const arranged = send('engineering', 'ARRANGED', { arrangements: '楼前设临时取水点。' });
const longer = send('engineer', 'LONGER');
const announcedAgain = (hours: number): Step =>
  send('agent', 'ANNOUNCED_AGAIN', now => ({ until: inHours(now, hours), reason: '阀门锈死。' }));
const restored = send('engineering', 'RESTORED');

const untilTheDay = [after('70 hours')];
const saidUntilTheDay = [
  'notice → customer',
  'arrangements-asked → engineering',
  'arrangements-asked → agent',
  'arrangements-asked → guard',
];
const untilBegun = [...untilTheDay, arranged, after('2 hours')];
const saidUntilBegun = [...saidUntilTheDay, 'arrangements → customer'];
const nearItsEnd = [...untilBegun, after('3 hours')];
const saidNearItsEnd = [...saidUntilBegun, 'announcement-asked → engineering', 'announcement-asked → agent'];

/** 2.7 停水停电等通知 */
export const serviceInterruptionRules = [
  rule('planned, more than 48 hours ahead: nobody is told yet', [after('23 hours')], { said: [], state: 'planned' }),
  rule('notice beforehand (48 h) to those concerned', [after('24 hours')], {
    said: ['notice → customer'],
    state: 'announced.waiting',
    cites: ['ORG 物业服务'],
  }),
  rule(
    'planned at short notice: told at once, and the manager that it is less than the rule',
    [after('1 minute')],
    { said: ['notice → customer', 'short-notice → manager'], state: 'announced.waiting' },
    (now: number) => ({ from: inHours(now, 10), until: inHours(now, 12) }),
  ),
  rule('rescheduled before anybody was told: the notice goes by the new date', [rescheduled(100), after('51 hours')], {
    said: [],
    state: 'planned',
    refused: [rescheduled(-1), restored],
  }),
  rule(
    'rescheduled after the notice: told at once, and again 48 hours before',
    [after('24 hours'), rescheduled(72), after('24 hours')],
    {
      said: ['notice → customer', 'rescheduled → customer', 'notice → customer'],
      state: 'announced.waiting',
    },
  ),
  rule('called off before anybody was told: nobody is', [calledOff], {
    said: [],
    output: { outcome: 'withdrawn', prolonged: 0 },
  }),
  rule('called off after the notice: told', [...untilTheDay, calledOff], {
    said: [...saidUntilTheDay, 'called-off → customer'],
    output: { outcome: 'withdrawn', prolonged: 0 },
    clocks: { arrangements: 'cancelled' },
  }),
  rule('arrangements on the day: asked for two hours before it begins', untilTheDay, {
    said: saidUntilTheDay,
    state: 'announced.arranging',
    clocks: { arrangements: 'running' },
    cites: ['ORG 物业服务'],
  }),
  rule('… and those concerned are told of them', [...untilTheDay, arranged], {
    said: saidUntilBegun,
    state: 'announced.arranged',
    clocks: { arrangements: 'met' },
    refused: [arranged],
  }),
  rule('… not made when it begins: the agent and the supervisor hear of it', [...untilTheDay, after('2 hours')], {
    said: [...saidUntilTheDay, 'not-arranged → agent', 'not-arranged → supervisor'],
    state: 'interrupted.as-announced',
    // Recorded as missed; nothing can be arranged beforehand any more.
    clocks: { arrangements: 'cancelled' },
  }),
  rule('restoration told', [...untilBegun, after('2 hours'), restored], {
    said: [...saidUntilBegun, 'restored → customer'],
    output: { outcome: 'restored', prolonged: 0 },
    clocks: { arrangements: 'met' },
  }),
  rule('an hour before the announced end engineering and the agent are asked', nearItsEnd, {
    said: saidNearItsEnd,
    state: 'interrupted.announce-again',
    clocks: { arrangements: 'met', announcement: 'running' },
  }),
  rule('longer than announced: told again before the announced end', [...nearItsEnd, announcedAgain(4)], {
    said: [...saidNearItsEnd, 'announced-again → customer'],
    state: 'interrupted.as-announced',
    clocks: { arrangements: 'met', announcement: 'met' },
  }),
  rule(
    '… as often as it is needed',
    [...nearItsEnd, announcedAgain(4), after('3 hours'), announcedAgain(2), restored],
    {
      said: [
        ...saidNearItsEnd,
        'announced-again → customer',
        'announcement-asked → engineering',
        'announcement-asked → agent',
        'announced-again → customer',
        'restored → customer',
      ],
      output: { outcome: 'restored', prolonged: 2 },
      clocks: { arrangements: 'met', announcement: 'met' },
    },
  ),
  rule('… at once where engineering knows', [...untilBegun, longer, announcedAgain(6)], {
    said: [...saidUntilBegun, 'announced-again → customer'],
    state: 'interrupted.as-announced',
    clocks: { arrangements: 'met', announcement: 'met' },
  }),
  rule('… to an end that lies ahead', [...untilBegun, longer], {
    state: 'interrupted.announce-again',
    refused: [announcedAgain(-1), longer],
  }),
  rule('… not told again in time: the agent and the supervisor hear of it', [...nearItsEnd, after('1 hour')], {
    said: [...saidNearItsEnd, 'not-announced → agent', 'not-announced → supervisor'],
    state: 'interrupted.announce-again',
    clocks: { arrangements: 'met', announcement: 'missed' },
  }),
  rule('restored in time after all: nothing needs to be announced again', [...nearItsEnd, restored], {
    output: { outcome: 'restored', prolonged: 0 },
    clocks: { arrangements: 'met', announcement: 'cancelled' },
  }),
  rule(
    'not planned, opened by an incident: told at once',
    [],
    { said: ['interrupted → customer'], state: 'interrupted.as-announced' },
    (now: number) => ({ from: inHours(now, 0), until: inHours(now, 2), incident: 'IN-1' }),
  ),
];
