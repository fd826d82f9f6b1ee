import { after, type Step, send } from '../scenarios/scenario';
import { rules } from './rule';

const rule = rules('nonconformity', {
  service: '到场时间',
  foundBy: 'callback',
  finding: '约定时间无人到场。',
  department: 'after-sales',
});

const corrected = send('after-sales', 'CORRECTED', { correction: '已上门并致歉。' });
const causeFound = send('after-sales', 'CAUSE_FOUND', { cause: '排班冲突。' });
/** The action is promised in so many days. */
const planned = (days: number): Step =>
  send('lead', 'ACTION_PLANNED', now => ({
    action: '每日核对排班。',
    owner: 'engineer',
    dueAt: new Date(now + days * 86_400_000).toISOString().replace('Z', '+00:00'),
  }));
const taken = send('engineer', 'ACTION_TAKEN', { done: '已开始核对。' });
const checked = (effective: boolean): Step => send('lead', 'EFFECT_CHECKED', { effective, remark: '抽查十单。' });
const untilChecking = [corrected, causeFound, planned(3), taken, after('30 calendar days')];
const saidUntilChecking = [
  'correction-asked → after-sales',
  'cause-asked → after-sales',
  'cause-asked → lead',
  'action-asked → engineer',
  'check-asked → lead',
];

/** 1.4 不合格服务的纠正与预防 */
export const nonconformityRules = [
  ...['callback', 'inspection', 'survey', 'complaint'].map(foundBy =>
    rule(
      `a failed service found by ${foundBy} → recorded, and its department is to correct it`,
      [],
      { said: ['correction-asked → after-sales'], state: 'correcting', clocks: { correction: 'running' } },
      { foundBy },
    ),
  ),
  rule('corrected', [corrected], {
    said: ['correction-asked → after-sales', 'cause-asked → after-sales', 'cause-asked → lead'],
    state: 'analysing.finding-cause',
    clocks: { correction: 'met', analysis: 'running' },
    cites: ['ORG 项目服务'],
  }),
  rule('… by the liable department, not by another', [], {
    refused: [{ ...corrected, by: 'finance' } as Step, causeFound, checked(true)],
  }),
  rule('… overdue → the department is reminded, then it and the supervisor are told', [after('3 calendar days')], {
    said: [
      'correction-asked → after-sales',
      'due-soon → after-sales',
      'due-soon → after-sales',
      'overdue → after-sales',
      'overdue → supervisor',
    ],
    state: 'correcting',
  }),
  rule('cause', [corrected, causeFound], {
    state: 'analysing.planning',
    clocks: { correction: 'met', analysis: 'running' },
    refused: [taken],
  }),
  rule('preventive action with owner and date', [corrected, causeFound, planned(3)], {
    said: saidUntilChecking.slice(0, 4),
    state: 'preventing',
    clocks: { correction: 'met', analysis: 'met', action: 'running' },
    refused: [{ ...taken, by: 'lead' } as Step],
  }),
  rule('… and the date lies ahead', [corrected, causeFound], { refused: [planned(-1)] }),
  rule(
    'the date is missed → the owner and the supervisor are told',
    [corrected, causeFound, planned(3), after('3 calendar days')],
    {
      said: [
        ...saidUntilChecking.slice(0, 4),
        'due-soon → engineer',
        'due-soon → engineer',
        'overdue → engineer',
        'overdue → supervisor',
      ],
      state: 'preventing',
      clocks: { correction: 'met', analysis: 'met', action: 'missed' },
    },
  ),
  rule(
    'the effect is checked 30 days after the action, not before',
    [corrected, causeFound, planned(3), taken, after('29 calendar days')],
    {
      state: 'proving',
      clocks: { correction: 'met', analysis: 'met', action: 'met' },
      refused: [checked(true)],
    },
  ),
  rule('effect checked (30 days)', untilChecking, {
    said: saidUntilChecking,
    state: 'checking',
    clocks: { correction: 'met', analysis: 'met', action: 'met', check: 'running' },
  }),
  rule('… the check overdue → the lead and the supervisor are told', [...untilChecking, after('1 week')], {
    said: [...saidUntilChecking, 'due-soon → lead', 'due-soon → lead', 'overdue → lead', 'overdue → supervisor'],
    state: 'checking',
  }),
  rule('→ closed', [...untilChecking, checked(true)], { output: { repeated: 0 } }),
  rule('→ or repeated: cause and action anew, and the manager is told', [...untilChecking, checked(false)], {
    said: [...saidUntilChecking, 'repeated → lead', 'repeated → manager'],
    state: 'analysing.finding-cause',
    clocks: { correction: 'met', analysis: 'running', action: 'met', check: 'met' },
  }),
  rule(
    '… until the effect is there',
    [...untilChecking, checked(false), causeFound, planned(2), taken, after('30 calendar days'), checked(true)],
    { output: { repeated: 1 } },
  ),
];
