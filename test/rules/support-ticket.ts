import { after, type Step, send } from '../scenarios/scenario';
import { rules } from './rule';

const rule = rules('support-ticket', {
  customer: { name: '示范工厂', phone: '13800000006' },
  product: 'X2 控制柜',
  question: '报 E14，不能启动。',
});

const answered = send('agent', 'ANSWERED', { answer: '请复位急停后重启。' });
const referred = send('agent', 'REFERRED');
const offered = send('engineer', 'REMOTE_OFFERED');
const authorised = send('customer', 'AUTHORISED', { given: '设备主管，电话' });
const declined = send('customer', 'DECLINED');
const remoteEnded = (solved: boolean) => send('engineer', 'REMOTE_ENDED', { solved, work: '更新参数。' });
/** The customer sets the time, so many hours ahead. */
const agreed = (hours: number): Step =>
  send('agent', 'VISIT_AGREED', now => ({ visitAt: new Date(now + hours * 3_600_000).toISOString() }));
const arrived = send('engineer', 'ARRIVED');
const called = send('engineer', 'CALLED_CENTRE');
const left = send('engineer', 'LEFT');
const report = { solved: true, cause: '模块老化', remedy: '更换', parts: '模块 1 件', opinion: '满意', form: 'MY-1' };
const filed = (more: object = {}) => send('engineer', 'REPORT_FILED', { ...report, ...more });
const surveyed = send('customer', 'SURVEYED', { score: 5 });
const proved = (about: string) => send('supervisor', 'COMPLAINT_PROVED', { about, complaint: 'TS-1' });
const explained = (personal: boolean) => send('supervisor', 'LATE_EXPLAINED', { personal, reason: '睡过头' });

const visit = [agreed(2), after('1 hour'), arrived, called, left];
const saidOnVisit = ['dispatched → engineer', 'report-asked → engineer'];
const lateVisit = [agreed(2), after('3 hours'), arrived, called, left];
const saidLate = [
  'dispatched → engineer',
  'not-there → engineer',
  'not-there → agent',
  'not-there → supervisor',
  'report-asked → engineer',
];
const fine = ['fine-proposed → supervisor', 'fine-proposed → hr'];
const demerit = ['demerit-proposed → hr', 'demerit-proposed → manager'];

/** 2.3 技术支持 */
export const supportTicketRules = [
  rule('hotline answer, then the survey', [answered], {
    said: ['answered → customer', 'survey → customer'],
    state: 'surveying',
    clocks: { answer: 'met' },
    cites: ['CSD-14 被动服务'],
  }),
  rule('what the desk cannot answer is reported to headquarters at once', [referred], {
    said: ['referred → support-centre'],
    state: 'answering.headquarters',
    clocks: { answer: 'running' },
    cites: ['SUP-S 三2'],
    refused: [referred],
  }),
  rule('… which answers', [referred, { ...answered, by: 'support-centre' } as Step], {
    said: ['referred → support-centre', 'answered → customer', 'survey → customer'],
    clocks: { answer: 'met' },
  }),
  rule('answer within 24 hours of the request: the agent is reminded', [after('23 hours')], {
    said: ['answer-due-soon → agent', 'answer-due-soon → agent'],
    clocks: { answer: 'running' },
  }),
  rule('… overdue: the agent and the supervisor, a day later the manager; it goes on', [referred, after('48 hours')], {
    said: [
      'referred → support-centre',
      'answer-due-soon → agent',
      'answer-due-soon → agent',
      'answer-overdue → agent',
      'answer-overdue → supervisor',
      'answer-overdue → agent',
      'answer-overdue → manager',
    ],
    state: 'answering.headquarters',
    clocks: { answer: 'missed' },
  }),
  rule("remote help only with the customer's authorisation", [offered], {
    said: ['authorisation-asked → customer'],
    state: 'answering.authorising',
    clocks: { answer: 'running' },
    refused: [remoteEnded(true), { ...authorised, by: 'engineer' } as Step],
  }),
  rule('… authorised, and solved from afar', [offered, authorised, remoteEnded(true)], {
    said: ['authorisation-asked → customer', 'survey → customer'],
    state: 'surveying',
    clocks: { answer: 'met' },
  }),
  rule('… not solved from afar: a visit is to be agreed', [offered, authorised, remoteEnded(false)], {
    said: ['authorisation-asked → customer', 'visit-to-arrange → agent'],
    state: 'arranging',
    clocks: { answer: 'met', arrangement: 'running' },
  }),
  rule('… declined: a visit is to be agreed', [offered, declined], {
    said: ['authorisation-asked → customer', 'visit-to-arrange → agent'],
    state: 'arranging',
  }),
  rule('… not agreed within a day: the agent and the supervisor', [offered, declined, after('24 hours')], {
    said: [
      'authorisation-asked → customer',
      'visit-to-arrange → agent',
      'visit-not-agreed → agent',
      'visit-not-agreed → supervisor',
    ],
    state: 'arranging',
    clocks: { answer: 'met', arrangement: 'missed' },
  }),
  rule('on site at the time the customer set', [agreed(2), after('1 hour'), arrived], {
    said: ['dispatched → engineer'],
    state: 'visiting.on-site',
    clocks: { answer: 'met', arrival: 'met' },
    cites: ['SUP-S 四'],
  }),
  rule('… which lies ahead', [], { refused: [agreed(-1)] }),
  rule(
    '… and which the customer may change',
    [agreed(2), send('customer', 'POSTPONED'), agreed(30), after('25 hours')],
    {
      said: ['dispatched → engineer', 'visit-to-arrange → agent', 'dispatched → engineer'],
      state: 'visiting.expected',
      clocks: { answer: 'met', arrangement: 'met', arrival: 'running' },
    },
  ),
  rule(
    'nobody there at that time: the engineer, the agent and the supervisor are told',
    [agreed(2), after('2 hours')],
    {
      said: saidLate.slice(0, 4),
      state: 'visiting.expected',
      clocks: { answer: 'met', arrival: 'missed' },
    },
  ),
  rule('late for a personal reason is recorded, and 50 yuan proposed', [...lateVisit, explained(true)], {
    said: [...saidLate, ...fine],
    state: 'reporting',
    refused: [explained(true)],
  }),
  rule('… for another reason only recorded', [...lateVisit, explained(false)], { said: saidLate }),
  rule('… and who was not late explains nothing', visit, { refused: [explained(true)] }),
  rule(
    'the engineer may not leave before calling the centre: 50 yuan proposed',
    [agreed(2), after('1 hour'), arrived, left],
    {
      said: ['dispatched → engineer', ...fine, 'report-asked → engineer'],
      state: 'reporting',
      cites: ['SUP-S 四'],
    },
  ),
  rule('… having called, nothing is', visit, { said: saidOnVisit, state: 'reporting' }),
  rule(
    "a service report with cause, remedy, parts, the customer's opinion, and the satisfaction form",
    [...visit, filed()],
    {
      said: [...saidOnVisit, 'survey → customer'],
      state: 'surveying',
      clocks: { answer: 'met', arrival: 'met', report: 'met' },
      cites: ['SUP-S 四'],
    },
  ),
  ...['cause', 'remedy', 'parts', 'opinion', 'form'].map(field =>
    rule(
      `… without ${field} it is incomplete: 20 yuan proposed, to be filed again`,
      [...visit, filed({ [field]: undefined })],
      {
        said: [...saidOnVisit, ...fine, 'report-incomplete → engineer'],
        state: 'reporting',
        clocks: { answer: 'met', arrival: 'met', report: 'running' },
      },
    ),
  ),
  rule('… within a day, else the engineer and the supervisor are told', [...visit, after('24 hours')], {
    said: [...saidOnVisit, 'report-overdue → engineer', 'report-overdue → supervisor'],
    clocks: { answer: 'met', arrival: 'met', report: 'missed' },
  }),
  rule(
    'the same fault repaired twice, where a complaint proved true: serious demerit proposed',
    [...visit, filed({ solved: false }), ...visit, proved('same-fault')],
    {
      said: [...saidOnVisit, 'visit-to-arrange → agent', ...saidOnVisit, ...demerit],
      cites: ['SUP-S 四2'],
    },
  ),
  rule('… also over two tickets', [proved('same-fault')], { said: demerit }, { repeats: 'ST-1' }),
  rule('… not after the first repair', visit, { refused: [proved('same-fault')] }),
  ...['rudeness', 'favours'].map(about =>
    rule(`${about}, where a complaint proved true: serious demerit proposed`, [...visit, proved(about)], {
      said: [...saidOnVisit, ...demerit],
      cites: ['SUP-S 四2'],
    }),
  ),
  rule('late service, where a complaint proved true: serious demerit proposed', [...lateVisit, proved('late')], {
    said: [...saidLate, ...demerit],
  }),
  rule('… not where nobody was late', visit, { refused: [proved('late')] }),
  rule(
    'calls, letters, dispatches and costs are registered',
    [
      ...['call', 'letter', 'dispatch'].map(kind => send('agent', 'REGISTERED', { kind, remark: '已登记' })),
      send('agent', 'REGISTERED', { kind: 'cost', remark: '交通', yuan: 80 }),
      ...visit,
      send('engineer', 'REGISTERED', { kind: 'cost', remark: '配件', yuan: 20 }),
      filed(),
      surveyed,
    ],
    {
      output: { visits: 1, cost: 100 },
      cites: ['SUP-S 三9'],
    },
  ),
  rule(
    'serious quality problems are passed to the department concerned',
    [send('engineer', 'QUALITY_PROBLEM', { problem: '批次焊点开裂', department: 'manufacturing' })],
    {
      said: ['quality-problem → manufacturing'],
      state: 'answering.hotline',
    },
  ),
  rule('survey after each case', [...visit, filed(), surveyed], {
    said: [...saidOnVisit, 'survey → customer'],
    output: { visits: 1, cost: 0 },
    cites: ['SUP-D 三'],
  }),
  rule('… which ends it even if the customer does not answer within a week', [answered, after('1 week')], {
    output: { visits: 0, cost: 0 },
  }),
];
