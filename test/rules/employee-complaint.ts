import { after, type Step, send } from '../scenarios/scenario';
import { rules } from './rule';

const input = { subject: '排班不公', content: '连续三周排夜班。' };
const anonymous = rules('employee-complaint', input);
const rule = rules('employee-complaint', { ...input, complainant: { name: '测试员工', phone: '13800000004' } });

const reported = (major = false): Step => send('agent', 'REPORTED', { reason: '涉及其他部门。', major });
const settled = send('agent', 'SETTLED', { reply: '已调整排班。' });
const evidence = send('hr', 'EVIDENCE_TAKEN', { evidence: '排班表。' });
const opinionAsked = send('hr', 'OPINION_ASKED', { from: 'engineering', question: '为何连续排夜班？' });
const opinionOf = (department: string): Step => send(department, 'OPINION_GIVEN', { opinion: '人手不足。' });
const decided = send('hr', 'DECIDED', { grounded: true, reply: '投诉成立，调整排班。' });
const referredTo = (to: 'gm' | 'chairman'): Step => send('hr', 'REFERRED_UP', { to, reason: '涉及部门负责人。' });
const decidedBy = (role: 'gm' | 'chairman'): Step =>
  send(role, 'FINALLY_DECIDED', { grounded: false, reply: '按公司规定排班，不予调整。' });
const reviewAsked = send('employee', 'REVIEW_ASKED', { reason: '未查考勤。' });
const complainedAgain = (role: string): Step => send(role, 'COMPLAINED_AGAIN');
const accepted = send('employee', 'ACCEPTED');

/** 1.2 员工投诉 */
export const employeeComplaintRules = [
  rule('intake by the complaint officer: the complainant is told that it was received', [], {
    said: ['received → customer'],
    state: 'answering.with-officer',
    clocks: { reply: 'running', report: 'running' },
  }),
  rule('what the officer can settle is answered at once', [settled], {
    said: ['received → customer', 'replied → customer'],
    clocks: { reply: 'met', report: 'met' },
    cites: ['CSD-5 §4.1'],
  }),
  rule('what the officer cannot settle is reported the same day', [reported()], {
    said: ['received → customer', 'investigation-asked → hr'],
    state: 'answering.with-hr.investigating',
    clocks: { reply: 'running', report: 'met' },
    cites: ['CSD-5 §4.1'],
  }),
  rule('… not reported by the end of the day → the officer and human resources are told', [after('1 calendar day')], {
    said: ['received → customer', 'report-overdue → agent', 'report-overdue → hr'],
    state: 'answering.with-officer',
  }),
  rule('human resources investigates, takes evidence and decides', [reported(), evidence, evidence, decided], {
    said: ['received → customer', 'investigation-asked → hr', 'replied → customer'],
    state: 'replied',
    clocks: { reply: 'met', report: 'met' },
    cites: ['CSD-5 §4.1'],
  }),
  rule('… and nobody else decides at this level', [reported()], {
    refused: [{ ...decided, by: 'agent' } as Step, decidedBy('gm'), decidedBy('chairman'), settled],
  }),
  rule(
    'CSD-5 §4.1.3: the department concerned gives its opinion, and no other does',
    [reported(), opinionAsked, opinionOf('engineering')],
    {
      said: ['received → customer', 'investigation-asked → hr', 'opinion-asked → engineering', 'opinion-given → hr'],
      state: 'answering.with-hr.investigating',
      cites: ['CSD-5 §4.1.3'],
      refused: [opinionOf('engineering'), opinionOf('finance')],
    },
  ),
  rule('… only the department that was asked', [reported(), opinionAsked], {
    state: 'answering.with-hr.opinion-asked',
    refused: [opinionOf('finance')],
  }),
  rule(
    '… its opinion overdue → it and human resources are told, and the decision does not wait for it',
    [reported(), opinionAsked, after('1 calendar day'), decided],
    {
      said: [
        'received → customer',
        'investigation-asked → hr',
        'opinion-asked → engineering',
        'opinion-overdue → engineering',
        'opinion-overdue → hr',
        'replied → customer',
      ],
      state: 'replied',
    },
  ),
  rule('replies within 3 days', [reported(), after('71 hours'), decided], {
    clocks: { reply: 'met', report: 'met' },
  }),
  rule(
    '… missed → the general manager is told, the next day the chairman, and the case goes on',
    [reported(), after('4 calendar days')],
    {
      said: [
        'received → customer',
        'investigation-asked → hr',
        'reply-due-soon → hr',
        'reply-due-soon → hr',
        'reply-overdue → gm',
        'reply-overdue → chairman',
      ],
      state: 'answering.with-hr.investigating',
      clocks: { reply: 'missed', report: 'met' },
    },
  ),
  rule(
    'a major one that human resources cannot judge goes to the general manager within 1 day',
    [reported(true), after('23 hours'), referredTo('gm')],
    {
      said: ['received → customer', 'investigation-asked → hr', 'final-decision-asked → gm'],
      state: 'answering.with-executive',
      clocks: { reply: 'running', report: 'met', referral: 'met' },
    },
  ),
  rule(
    '… or to the chairman, for the final decision',
    [reported(true), referredTo('chairman'), decidedBy('chairman')],
    {
      said: [
        'received → customer',
        'investigation-asked → hr',
        'final-decision-asked → chairman',
        'replied → customer',
      ],
      state: 'replied',
      cites: ['CSD-5 §4.1', 'CSD-5 §5.1'],
    },
  ),
  rule(
    '… neither decided nor referred within 1 day → the general manager is told',
    [reported(true), after('1 calendar day')],
    {
      said: ['received → customer', 'investigation-asked → hr', 'referral-overdue → hr', 'referral-overdue → gm'],
      clocks: { reply: 'running', report: 'met', referral: 'missed' },
    },
  ),
  rule('the day to refer it up is one of major complaints only', [reported(), after('1 calendar day')], {
    said: ['received → customer', 'investigation-asked → hr'],
  }),
  rule('CSD-5 §5.1: the employee may ask for a review of what the officer settled', [settled, reviewAsked], {
    said: ['received → customer', 'replied → customer', 'review-asked → hr'],
    state: 'answering.with-hr.investigating',
    cites: ['CSD-5 §5.1'],
  }),
  rule('… and of what human resources decided', [reported(), decided, reviewAsked], {
    said: ['received → customer', 'investigation-asked → hr', 'replied → customer', 'review-asked → gm'],
    state: 'answering.with-executive',
    clocks: { reply: 'running', report: 'met' },
  }),
  rule("CSD-5 §5.1: the general manager's decision is final", [reported(), decided, reviewAsked, decidedBy('gm')], {
    state: 'replied',
    refused: [reviewAsked],
  }),
  rule("… and so is the chairman's", [reported(true), referredTo('chairman'), decidedBy('chairman')], {
    refused: [reviewAsked],
  }),
  rule(
    'CSD-5 §7.1.1: 3 days missed and complained again → 50 yuan proposed, each time',
    [reported(), after('3 calendar days'), complainedAgain('employee'), complainedAgain('employee')],
    {
      said: [
        'received → customer',
        'investigation-asked → hr',
        'reply-due-soon → hr',
        'reply-due-soon → hr',
        'reply-overdue → gm',
        'fine-proposed → gm',
        'fine-proposed → gm',
      ],
      cites: ['CSD-5 §7.1.1'],
      state: 'answering.with-hr.investigating',
    },
  ),
  rule("… or over human resources' head", [reported(), after('3 calendar days'), complainedAgain('chairman')], {
    cites: ['CSD-5 §7.1.1'],
  }),
  rule('… not before the 3 days are over', [reported(), after('71 hours')], {
    refused: [complainedAgain('employee'), complainedAgain('gm')],
  }),
  rule('a reply that is accepted closes the case', [reported(), decided, accepted], {
    output: { outcome: 'grounded', level: 'hr' },
  }),
  rule('no review asked for within a week → closed', [settled, after('1 week')], {
    output: { outcome: 'settled', level: 'agent' },
  }),
  anonymous(
    'an anonymous complaint has nobody who could be written to: the officer keeps the reply',
    [reported(), decided],
    {
      said: ['investigation-asked → hr', 'reply-kept → agent'],
      state: 'replied',
    },
  ),
  anonymous(
    '… and may be reviewed like any other, asked for without a name',
    [settled, reviewAsked, decided, reviewAsked, decidedBy('gm'), accepted],
    {
      said: [
        'reply-kept → agent',
        'review-asked → hr',
        'reply-kept → agent',
        'review-asked → gm',
        'reply-kept → agent',
      ],
      output: { outcome: 'ungrounded', level: 'gm' },
    },
  ),
];
