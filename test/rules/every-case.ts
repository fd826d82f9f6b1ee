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
