import { after, type Scenario, type Step, send } from './scenario';

const input = {
  complainant: { name: '测试客户', phone: '13800000000' },
  channel: 'phone',
  subject: '延迟交货',
  content: '订单晚到三天。',
};

const judged = (role = 'agent'): Step => send(role, 'JUDGED', { grounded: true, finding: '属实', liable: 'commerce' });
const replied = (role = 'agent'): Step => send(role, 'REPLIED', { reply: '已补发并致歉。' });
const calledBack = (outcome: string): Step => send('agent', 'CALLED_BACK', { outcome });
const complaint = (title: string, steps: readonly Step[]): Scenario => ({
  title,
  procedure: 'customer-complaint',
  input,
  steps,
});

export const complaintScenarios = {
  inTime: complaint('answered on the first day, satisfied at the first callback', [
    judged(),
    after('20 hours'),
    replied(),
    send('customer', 'ACCEPTED'),
    after('7 calendar days'),
    calledBack('satisfied'),
  ]),
  fourCallbacks: complaint('four weekly callbacks, the customer never reached', [
    judged(),
    replied(),
    send('customer', 'ACCEPTED'),
    ...Array.from({ length: 4 }, () => [after('7 calendar days'), calledBack('not-reached')]).flat(),
  ]),
  missed: complaint('3 days missed, then a level each further day', [
    judged(),
    after('121 hours'),
    replied(),
    send('customer', 'ACCEPTED'),
    after('7 calendar days'),
    calledBack('satisfied'),
  ]),
  reopened: complaint('unsatisfied at the callback, reopened with a new clock', [
    judged(),
    replied(),
    send('customer', 'ACCEPTED'),
    after('7 calendar days'),
    calledBack('unsatisfied'),
    after('1 hour'),
  ]),
  withdrawn: complaint('withdrawn before the reply', [judged(), after('2 hours'), send('customer', 'WITHDRAWN', {})]),
  ungrounded: complaint('not grounded: explained, then the callback', [
    send('agent', 'JUDGED', { grounded: false, finding: '按合同交付。' }),
    after('7 calendar days'),
    calledBack('satisfied'),
  ]),
} as const;
