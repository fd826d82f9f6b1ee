import { after, type Scenario, type Step, send } from './scenario';

const input = {
  customer: { name: '测试客户', phone: '13800000003' },
  origin: 'phone',
  matter: '保修期',
  reason: '水泵是否在保修期内？',
};

export const answered = send('agent', 'ANSWERED', { answer: '在保修期内。' });
const handedOver = send('agent', 'HANDED_OVER', { to: 'after-sales', reason: '保修由售后部答复。' });
const askedAgain = send('customer', 'ASKED_AGAIN');
/** A follow-up is promised in so many minutes. */
const promised = (minutes: number): Step =>
  send('agent', 'FOLLOW_UP_PROMISED', now => ({
    reason: '正在核对。',
    followUpAt: new Date(now + minutes * 60_000).toISOString().replace('Z', '+00:00'),
  }));

const inquiry = (title: string, steps: readonly Step[], more: object = {}): Scenario => ({
  title,
  procedure: 'inquiry',
  input: { ...input, ...more },
  steps,
});

/** What happens to inquiries. Each is played on the real server. */
export const inquiryScenarios = {
  inOneGo: inquiry('answered in one go', [answered, after('3 calendar days')]),
  handedOver: inquiry('handed over and answered there', [
    handedOver,
    after('13 hours'),
    send('after-sales', 'ANSWERED', { answer: '在保修期内。' }),
  ]),
  weighty: inquiry('a matter of weight', [], { weighty: true }),
  promiseBroken: inquiry('the promised follow-up missed', [promised(60), after('61 minutes')]),
  overdue: inquiry('no answer for three days', [after('3 calendar days')]),
  urgent: inquiry(
    'urgent, slip filed after',
    [answered, after('1 week'), send('agent', 'SLIP_FILED', { slip: 'W-1' }), after('3 calendar days')],
    { urgent: true },
  ),
  askedAgain: inquiry('asked again before and after the answer', [askedAgain, answered, after('24 hours'), askedAgain]),
  withdrawn: inquiry('withdrawn', [promised(60), send('customer', 'WITHDRAWN')]),
};
