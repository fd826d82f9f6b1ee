import { keyOf, type Outgoing } from '../../activities/messages/message';

/** The person that messages of tests are about: none of this may be found in keys, file names, reasons or logs. */
export const PERSON = { name: '欧阳晓晓', phone: '13912345678', email: 'ouyang.xiaoxiao@example.com' };

let count = 0;

/** A message to a customer. Each call makes another one unless a `step` says which. */
export function aMessage({
  channel = 'sms',
  step = String(++count),
  ...more
}: Partial<Omit<Outgoing, 'key' | 'case'>> & { readonly step?: string; readonly case?: string } = {}): Outgoing {
  const { case: id = 'complaint-0001', to = 'customer' } = more;
  return {
    key: keyOf({ case: id, step, rung: '1', receiver: to, channel }),
    case: id,
    procedure: 'customer-complaint',
    template: 'replied',
    to,
    channel,
    at: Date.UTC(2026, 10, 23, 1, 0),
    texts: {
      zh: { subject: '投诉答复 complaint-0001', text: `尊敬的${PERSON.name}：您反映的问题已处理，感谢监督。` },
      en: { subject: 'Reply complaint-0001', text: `Dear ${PERSON.name}, what you told us is settled. Thank you.` },
    },
    ...more,
  };
}
