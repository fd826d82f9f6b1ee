import { after, type Step, send } from '../scenarios/scenario';
import { rules } from './rule';

const complaint = rules('customer-complaint', {
  complainant: { name: '测试客户', phone: '13800000001' },
  channel: 'phone',
  subject: '送货延误',
  content: '约定的货物未到。',
});
const repair = rules('repair-dispatch', {
  owner: { name: '测试业主', phone: '13800000002' },
  address: '样板路8号',
  fault: '水槽漏水。',
});

const urged = send('customer', 'URGED', { remark: '请尽快。' });
const supervised = send('gm', 'SUPERVISED', { instruction: '今日内报告进展。' });
const reassigned = send('supervisor', 'REASSIGNED', { to: 'after-sales', reason: '属售后职责。' });
const held = send('agent', 'HOLD', { reason: '请提供订单号。' });
const resumed = send('customer', 'RESUME', { remark: '订单号 SO-1。' });
const asked = send('agent', 'EXTENSION_ASKED', { reason: '等待检测结果。' });
const approved = send('supervisor', 'EXTENSION_APPROVED');
const refusedExtension = send('supervisor', 'EXTENSION_REFUSED', { reason: '可按时完成。' });
const duplicateFound = send('agent', 'DUPLICATE_FOUND', { case: 'CC-1' });
const reopened = send('customer', 'REOPENED', { reason: '问题仍在。' });
/** On hold until so many days from now. */
const heldFor = (days: number): Step =>
  send('agent', 'HOLD', now => ({
    reason: '请提供订单号。',
    until: new Date(now + days * 86_400_000).toISOString().replace('Z', '+00:00'),
  }));
const withdrawn = send('customer', 'WITHDRAWN', { reason: '已自行解决。' });
const dispatched = send('agent', 'DISPATCHED');
const arrived = send('engineer', 'ARRIVED');
const sentBy = (step: Step, by: string): Step => ({ ...step, by }) as Step;

/** What holds for every procedure, on two that have little else in common. */
export const everyCaseRules = [
  complaint('urged by the customer → whoever has it in hand is told, and its clock runs on', [urged], {
    said: ['received → customer', 'urged → agent'],
    state: 'answering.judging',
    clocks: { reply: 'running' },
    refused: [sentBy(urged, 'finance')],
  }),
  complaint('urged a second time → the supervisor is told as well', [urged, after('1 hour'), urged], {
    said: ['received → customer', 'urged → agent', 'urged → agent', 'urged → supervisor'],
  }),
  complaint('put under supervision from above → who supervises hears when it is urged', [supervised, urged], {
    said: ['received → customer', 'supervised → agent', 'urged → agent', 'urged → gm'],
    clocks: { reply: 'running' },
    refused: [sentBy(supervised, 'agent'), sentBy(supervised, 'customer')],
  }),
  complaint(
    'supervised until the supervision is ended, and no longer',
    [supervised, send('gm', 'SUPERVISION_ENDED'), urged],
    { said: ['received → customer', 'supervised → agent', 'urged → agent'] },
  ),
  complaint('reassigned → whoever it is given to is told, and has it in hand', [reassigned, urged], {
    said: ['received → customer', 'reassigned → after-sales', 'urged → after-sales'],
    clocks: { reply: 'running' },
    refused: [sentBy(reassigned, 'agent'), sentBy(reassigned, 'customer')],
  }),
  complaint(
    'none of it gives a deadline its time back',
    [after('2 calendar days'), supervised, reassigned, urged, after('1 calendar day')],
    {
      said: [
        'received → customer',
        'reply-due-soon → agent',
        'supervised → agent',
        'reassigned → after-sales',
        'urged → after-sales',
        'urged → gm',
        'reply-due-soon → agent',
        'reply-overdue → manager',
      ],
      clocks: { reply: 'missed' },
    },
  ),
  complaint('withdrawn by whoever raised it, before the reply', [withdrawn], {
    said: ['received → customer'],
    output: { outcome: 'withdrawn', level: 'agent', callbacks: 0 },
    clocks: { reply: 'cancelled' },
    refused: [urged],
  }),
  complaint(
    'on hold for the customer: the clock stops, and runs on with what was left',
    [after('2 calendar days'), held, after('2 calendar days'), resumed, after('1 calendar day')],
    {
      said: [
        'received → customer',
        'reply-due-soon → agent',
        'held → customer',
        'reply-due-soon → agent',
        'reply-overdue → manager',
      ],
      clocks: { reply: 'missed' },
    },
  ),
  complaint('held: it cannot be held again, and nothing else is in the way', [held], {
    clocks: { reply: 'paused' },
    state: 'answering.judging',
    refused: [held, sentBy(resumed, 'finance')],
    codes: ['ALREADY_ON_HOLD'],
  }),
  complaint(
    'held for as long as may be: the customer is reminded once, then the clock goes on',
    [held, after('2 weeks')],
    {
      said: ['received → customer', 'held → customer', 'hold-reminded → customer', 'hold-over → agent'],
      clocks: { reply: 'running' },
    },
  ),
  complaint('no longer than the policy allows, and not into the past', [], {
    clocks: { reply: 'running' },
    refused: [heldFor(15), heldFor(-1), resumed],
    codes: ['HOLD_TOO_LONG', 'HOLD_IN_PAST', 'NOT_ON_HOLD'],
  }),
  complaint(
    'an extension asked for before expiry and approved moves the deadline once',
    [asked, approved, after('3 calendar days')],
    {
      said: [
        'received → customer',
        'extension-asked → supervisor',
        'extension-answered → agent',
        'reply-due-soon → agent',
      ],
      clocks: { reply: 'running' },
      refused: [asked, approved],
      codes: ['EXTENSION_USED'],
    },
  ),
  complaint('the longer limit is missed as well', [asked, approved, after('4 calendar days')], {
    clocks: { reply: 'missed' },
  }),
  complaint('asked for once at a time; approved by whoever may', [asked], {
    clocks: { reply: 'running' },
    refused: [asked, sentBy(approved, 'agent')],
    codes: ['EXTENSION_PENDING'],
  }),
  complaint('refused, it can be asked for again', [asked, refusedExtension, asked, approved], {
    clocks: { reply: 'running' },
    refused: [refusedExtension],
    codes: ['EXTENSION_USED'],
  }),
  complaint('not approved after expiry', [asked, after('3 calendar days')], {
    clocks: { reply: 'missed' },
    refused: [approved],
    codes: ['EXTENSION_TOO_LATE'],
  }),
  complaint(
    'not asked for after expiry; nobody answers what nobody asked, or ends a supervision that there is not',
    [after('3 calendar days')],
    {
      refused: [asked, approved, send('gm', 'SUPERVISION_ENDED')],
      codes: ['EXTENSION_TOO_LATE', 'EXTENSION_NOT_ASKED', 'NOT_SUPERVISED'],
    },
  ),
  complaint(
    'opened again within the callback period: judged anew, with a limit of its own',
    [send('agent', 'JUDGED', { grounded: false, finding: '说明已送达。' }), after('1 calendar day'), reopened],
    {
      said: ['received → customer', 'explained → customer', 'judgement-asked → agent'],
      state: 'answering.judging',
      clocks: { reply: 'running' },
      refused: [reopened],
    },
  ),
  complaint('… and too late once it is closed', [withdrawn], { refused: [reopened], codes: ['REOPENED_TOO_LATE'] }),
  complaint('another is found to be a duplicate of it: on record, and nothing else changes', [duplicateFound], {
    said: ['received → customer'],
    state: 'answering.judging',
    clocks: { reply: 'running' },
    refused: [sentBy(duplicateFound, 'customer')],
  }),
  repair(
    'a repair that does not hold is opened again, and dispatched anew',
    [dispatched, arrived, send('engineer', 'REPAIRED'), reopened],
    { state: 'dispatched.awaiting-arrival', clocks: { arrival: 'running', finish: 'met' } },
  ),
  repair('a repair is urged like any other case', [dispatched, urged], {
    said: ['work-order → engineering', 'urged → agent'],
    state: 'dispatched.awaiting-arrival',
    clocks: { arrival: 'running' },
  }),
  repair('a repair that is withdrawn is called off with engineering', [dispatched, withdrawn], {
    said: ['work-order → engineering', 'order-cancelled → engineering'],
    output: { outcome: 'withdrawn', reopened: 0 },
    clocks: { arrival: 'cancelled' },
  }),
  repair('… and not any more once somebody is there', [dispatched, arrived], {
    said: ['work-order → engineering'],
    state: 'repairing',
    refused: [withdrawn],
  }),
];
