import { after, type Step, send } from '../scenarios/scenario';
import { rules } from './rule';

const rule = rules('installation', {
  customer: { name: '示范学校', phone: '13800000007' },
  order: 'SO-7',
  product: '净水机组',
  site: '食堂',
});

const inDays = (now: number, days: number) => new Date(now + days * 86_400_000).toISOString();
/** It begins tomorrow and is to be done in so many days. */
const agreed = (days: number): Step =>
  send('after-sales', 'DATE_AGREED', now => ({ beginsAt: inDays(now, Math.min(1, days)), doneBy: inDays(now, days) }));
const installed = send('engineer', 'INSTALLED');
const commissioned = send('engineer', 'COMMISSIONED');
const trained = send('engineer', 'TRAINED', { trained: 3 });
const delayed = (days: number): Step =>
  send('agent', 'LATE_EXPLAINED', now => ({ reason: '等待电源。', doneBy: inDays(now, days) }));
const accepted = send('customer', 'ACCEPTED', { slip: 'YS-7' });
const refused = send('customer', 'REFUSED', { defects: '接口渗水。' });
const reworked = send('engineer', 'REWORKED', { work: '更换密封。' });
const filed = send('agent', 'FILE_OPENED', { file: 'DA-7' });

const done = [agreed(3), after('1 calendar day'), installed, commissioned, trained];
const saidWhenAgreed = ['handed-over → after-sales', 'date-agreed → customer', 'date-agreed → engineer'];
const saidWhenDone = [...saidWhenAgreed, 'acceptance-asked → customer'];
const saidLate = [...saidWhenAgreed, 'work-due-soon → engineer', 'late → engineer', 'late → after-sales'];
const rework = ['rework-asked → engineer', 'rework-asked → after-sales'];
const metUntilDone = { agreement: 'met', work: 'met' };

/** 2.6 安装、调试、培训 */
export const installationRules = [
  rule('order handed over', [], {
    said: ['handed-over → after-sales'],
    state: 'handed-over',
    clocks: { agreement: 'running' },
    refused: [installed, agreed(-1)],
  }),
  rule('→ date agreed: the customer and the engineer are told', [agreed(3)], {
    said: saidWhenAgreed,
    state: 'working.installing',
    clocks: { agreement: 'met', work: 'running' },
    cites: ['SUP-S 二3'],
    refused: [commissioned, trained, accepted],
  }),
  rule('… not agreed within three days: after-sales and the manager', [after('3 calendar days')], {
    said: ['handed-over → after-sales', 'overdue → after-sales', 'overdue → manager'],
    state: 'handed-over',
    clocks: { agreement: 'missed' },
  }),
  rule(
    '… and the customer may postpone it',
    [agreed(3), send('customer', 'POSTPONED'), agreed(9), after('5 calendar days')],
    {
      said: [...saidWhenAgreed, 'date-agreed → customer', 'date-agreed → engineer'],
      state: 'working.installing',
      clocks: { agreement: 'met', work: 'running' },
    },
  ),
  rule('→ installed', [agreed(3), installed], { state: 'working.commissioning', refused: [installed, trained] }),
  rule('→ commissioned', [agreed(3), installed, commissioned], { state: 'working.training', refused: [accepted] }),
  rule('→ and users trained within the agreed time', done, {
    said: saidWhenDone,
    state: 'accepting',
    clocks: { ...metUntilDone, acceptance: 'running' },
  }),
  rule('late: the engineer and after-sales are told', [agreed(3), installed, after('3 calendar days')], {
    said: saidLate,
    state: 'working.commissioning',
    clocks: { agreement: 'met', work: 'missed' },
  }),
  rule('… a day later the manager', [agreed(3), after('4 calendar days')], {
    said: [...saidLate, 'late → engineer', 'late → manager'],
  }),
  rule(
    '… the delay is explained to the customer, with a new date that lies ahead',
    [agreed(3), after('3 calendar days'), delayed(1)],
    {
      said: [...saidLate, 'delay → customer'],
      state: 'working.installing',
      refused: [delayed(-1)],
    },
  ),
  rule('… where it is late', [agreed(3)], { refused: [delayed(1)] }),
  rule('… and it goes on', [agreed(3), after('3 calendar days'), installed, commissioned, trained, accepted, filed], {
    output: { outcome: 'accepted', late: true, reworks: 0 },
    clocks: { agreement: 'met', work: 'met-late', acceptance: 'met', filing: 'met' },
  }),
  rule('→ acceptance signed', [...done, accepted], {
    said: [...saidWhenDone, 'file-asked → agent'],
    state: 'filing',
    clocks: { ...metUntilDone, acceptance: 'met', filing: 'running' },
    cites: ['ORG 售后服务'],
  }),
  rule('… not within three days: the agent and the manager', [...done, after('3 calendar days')], {
    said: [...saidWhenDone, 'overdue → agent', 'overdue → manager'],
    clocks: { ...metUntilDone, acceptance: 'missed' },
  }),
  rule('refused acceptance: rework', [...done, refused], {
    said: [...saidWhenDone, ...rework],
    state: 'reworking',
    clocks: { ...metUntilDone, acceptance: 'met', rework: 'running' },
    refused: [accepted, filed],
  }),
  rule('… which has a limit', [...done, refused, after('3 calendar days')], {
    said: [...saidWhenDone, ...rework, 'overdue → engineer', 'overdue → manager'],
    clocks: { ...metUntilDone, acceptance: 'met', rework: 'missed' },
  }),
  rule('… and refused again, the manager hears of it', [...done, refused, reworked, refused], {
    said: [...saidWhenDone, ...rework, 'acceptance-asked → customer', ...rework, 'rework-asked → manager'],
    state: 'reworking',
  }),
  rule('… until it is accepted', [...done, refused, reworked, accepted, filed], {
    output: { outcome: 'accepted', late: false, reworks: 1 },
  }),
  rule('→ file opened → visits begin', [...done, accepted, filed], {
    said: [...saidWhenDone, 'file-asked → agent', 'visits-begin → agent'],
    output: { outcome: 'accepted', late: false, reworks: 0 },
    clocks: { ...metUntilDone, acceptance: 'met', filing: 'met' },
  }),
  rule('… no file within a day: the agent and the manager', [...done, accepted, after('1 calendar day')], {
    said: [...saidWhenDone, 'file-asked → agent', 'overdue → agent', 'overdue → manager'],
    state: 'filing',
  }),
];
