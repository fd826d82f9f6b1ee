import { at, type Samples, text } from '../sample';

export const customerComplaintSamples: Samples = {
  values: {
    subject: text('延迟交货', 'late delivery'),
    number: 1,
    name: text('李女士', 'Ms Li'),
    reason: text('配件尚未到货', 'the parts have not come yet'),
    nextReplyAt: at('2026-11-27 10:00'),
    finding: text('发货时漏装一箱。', 'One box was left out when it was sent.'),
    reference: 'SO-20261123-01',
    content: text('订单晚到三天，至今未装。', 'The order came three days late and is not fitted yet.'),
    wish: text('尽快安装', 'to have it fitted soon'),
    replyDue: at('2026-11-26 17:00'),
    provisional: true,
    reply: text('已补发，今天下午送到并安装。', 'It has been sent again and will be fitted this afternoon.'),
    percent: 80,
  },
  messages: {
    'callback-due': ['subject', 'number'],
    'delay-explained': ['name', 'subject', 'reason', 'nextReplyAt'],
    explained: ['name', 'subject', 'finding'],
    'handling-asked': ['subject', 'reference', 'content', 'wish', 'finding', 'replyDue', 'provisional?'],
    'judgement-asked': ['subject', 'replyDue', 'provisional?'],
    received: ['name', 'subject', 'replyDue', 'provisional?'],
    replied: ['name', 'subject', 'reply'],
    'reply-due-soon': ['subject', 'replyDue', 'percent', 'provisional?'],
    'reply-overdue': ['subject', 'replyDue', 'provisional?'],
  },
  toCustomer: ['delay-explained', 'explained', 'received', 'replied'],
};
