import { type Message, type Now as NowOf, type On as OnOf, percentOf } from '../message';
import { markOf } from '../provisional';
import { roleTitle } from '../roles';
import type { Context, Event } from './customer-complaint.machine';

type Now = NowOf<Context>;
type On<Type extends Event['type']> = OnOf<Context, Event, Type>;

export const received = ({ context }: Now): Message => ({
  template: 'received',
  ...toComplainant(context, promised(context)),
  summary: '告知客户已受理 · complaint received',
});

export const judgementAsked = ({ context }: Now): Message => ({
  template: 'judgement-asked',
  to: [context.level],
  data: { subject: context.subject, ...promised(context) },
  summary: `请${roleTitle(context.level).zh}判定 · judgement asked of: ${roleTitle(context.level).en}`,
});

export const handlingAsked = ({ context, event }: On<'JUDGED'>): Message => ({
  template: 'handling-asked',
  to: [event.liable ?? 'liable-department'],
  data: {
    subject: context.subject,
    reference: context.reference ?? '',
    content: context.content,
    wish: context.wish ?? '',
    finding: event.finding,
    ...promised(context),
  },
  summary: '转责任部门处理 · handed to the liable department',
});

export const explained = ({ context, event }: On<'JUDGED'>): Message => ({
  template: 'explained',
  ...toComplainant(context, { finding: event.finding }),
  summary: '向客户说明投诉不成立 · explained to the customer',
});

export const delayExplained = ({ context, event }: On<'DELAY_EXPLAINED'>): Message => ({
  template: 'delay-explained',
  ...toComplainant(context, { reason: event.reason, nextReplyAt: Date.parse(event.nextReplyAt) }),
  to: ['customer', 'manager'],
  summary: '说明暂不能解决及下次答复时间 · delay explained, next reply dated',
});

export const replied = ({ context, event }: On<'REPLIED'>): Message => ({
  template: 'replied',
  ...toComplainant(context, { reply: event.reply }),
  summary: '答复客户 · reply to the customer',
});

export const replyDueSoon = ({ context, event }: On<'clock.reply.warned'>): Message => ({
  template: 'reply-due-soon',
  to: [context.level],
  data: { subject: context.subject, ...promised(context), percent: percentOf(event) },
  summary: '答复期限提醒 · reply due soon',
});

export const replyOverdue = ({ context, event }: On<'clock.reply.missed' | 'clock.reply.escalated'>): Message => {
  const level = event.level ?? context.level;
  return {
    template: 'reply-overdue',
    to: [level],
    data: { subject: context.subject, ...promised(context) },
    summary: `答复超期，告知${roleTitle(level).zh} · reply overdue, told: ${roleTitle(level).en}`,
  };
};

export const callbackDue = ({ context: { subject, callbacks } }: Now): Message => ({
  template: 'callback-due',
  to: ['agent'],
  data: { subject, number: callbacks + 1 },
  summary: '请回访客户 · callback due',
});

/** When the reply is due, and whether that may still change. */
const promised = (context: Context) => ({
  replyDue: context.replyDue,
  ...markOf(context, 'reply', context.replyDue),
});

/** The complainant is addressed by name, and reminded of what it is about. */
function toComplainant(
  { complainant, subject }: Context,
  data: Message['data'],
): Pick<Message, 'to' | 'customer' | 'data'> {
  return { to: ['customer'], customer: complainant, data: { name: complainant.name, subject, ...data } };
}
