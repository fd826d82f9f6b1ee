import { after, type Scenario, type Step, send } from './scenario';

const input = {
  complainant: { name: '测试客户', phone: '13800000000' },
  channel: 'phone',
  subject: '延迟交货',
  content: '订单晚到三天。',
};

export const judged = (role = 'agent'): Step =>
  send(role, 'JUDGED', { grounded: true, finding: '属实', liable: 'commerce' });
export const replied = (role = 'agent'): Step => send(role, 'REPLIED', { reply: '已补发并致歉。' });
export const accepted = send('customer', 'ACCEPTED');
export const refused = send('customer', 'REFUSED', {});
export const calledBack = (outcome: string): Step => send('agent', 'CALLED_BACK', { outcome });

const complaint = (title: string, steps: readonly Step[]): Scenario => ({
  title,
  procedure: 'customer-complaint',
  input,
  steps,
});

/** What happens to complaints. Each is played on the real server, against the rule and against its hand-written twin. */
export const complaintScenarios = {
  nothingDone: complaint('nobody does anything yet', []),
  inTime: complaint('answered on the first day, satisfied at the first callback', [
    judged(),
    after('20 hours'),
    replied(),
    accepted,
    after('7 calendar days'),
    calledBack('satisfied'),
  ]),
  justInTime: complaint('2 days 23 hours 59 minutes, not answered', [judged(), after('4319 minutes')]),
  missed: complaint('3 days, not answered', [judged(), after('4320 minutes')]),
  escalated: complaint('3 days missed, a level each further day, answered on the sixth', [
    judged(),
    after('4320 minutes'),
    after('24 hours'),
    after('24 hours'),
    after('24 hours'),
    replied(),
    accepted,
    after('7 calendar days'),
    calledBack('satisfied'),
  ]),
  fourCallbacks: complaint('four weekly callbacks, the customer never reached', [
    judged(),
    replied(),
    accepted,
    ...Array.from({ length: 4 }, () => [after('7 calendar days'), calledBack('not-reached')]).flat(),
  ]),
  reopened: complaint('unsatisfied at the callback, reopened with a new clock', [
    judged(),
    replied(),
    accepted,
    after('7 calendar days'),
    calledBack('unsatisfied'),
    // Each reminder is waited for: a server that skips time does not see a timer of a run that is only about to begin.
    after('40 hours'),
    after('20 hours'),
    after('12 hours'),
    judged(),
    replied(),
    accepted,
    after('7 calendar days'),
    calledBack('satisfied'),
  ]),
  refusedToTheTop: complaint('refused at every level', [
    judged('agent'),
    replied('agent'),
    refused,
    judged('supervisor'),
    replied('supervisor'),
    refused,
    judged('manager'),
    replied('manager'),
    refused,
    judged('gm'),
    replied('gm'),
    refused,
  ]),
  withdrawn: complaint('withdrawn before the reply', [judged(), after('2 hours'), send('customer', 'WITHDRAWN', {})]),
  ungrounded: complaint('not grounded: explained, then the callback', [
    send('agent', 'JUDGED', { grounded: false, finding: '按合同交付。' }),
    after('7 calendar days'),
    calledBack('satisfied'),
  ]),
} as const satisfies { readonly [name: string]: Scenario };
