import { type Message, type Now as NowOf, type On as OnOf, percentOf } from '../message';
import { markOf } from '../provisional';
import { roleTitle } from '../roles';
import type { Context, Event } from './inquiry.machine';

type Now = NowOf<Context>;
type On<Type extends Event['type']> = OnOf<Context, Event, Type>;

export const weightyTold = ({ context: { matter, reason } }: Now): Message => ({
  template: 'weighty',
  to: ['gm'],
  data: { matter, reason },
  summary: '重大事项，即报总经理 · a matter of weight, the general manager told at once',
});

export const handedOver = ({ context, event }: On<'HANDED_OVER'>): Message => ({
  template: 'handed-over',
  to: [event.to],
  data: {
    matter: context.matter,
    reason: context.reason,
    why: event.reason,
    name: context.customer.name,
    phone: context.customer.phone ?? '',
    ...promised(context),
  },
  summary: `转交${roleTitle(event.to).zh} · handed over to: ${roleTitle(event.to).en}`,
});

export const followUpPromised = ({ context, event }: On<'FOLLOW_UP_PROMISED'>): Message => ({
  template: 'follow-up-promised',
  ...toCustomer(context, { reason: event.reason, followUpAt: Date.parse(event.followUpAt) }),
  summary: '说明原因，约定回复时间 · explained, follow-up promised',
});

export const followUpMissed = ({ context }: Now): Message => ({
  template: 'follow-up-missed',
  to: [context.first, 'lead'],
  data: { matter: context.matter, promisedAt: Date.parse(context.promisedAt) },
  summary: '约定回复时间已过 · the promised follow-up is missed',
});

export const answerDueSoon = ({ context, event }: On<'clock.answer.warned'>): Message => ({
  template: 'answer-due-soon',
  to: [context.first],
  data: { matter: context.matter, ...promised(context), percent: percentOf(event) },
  summary: '答复期限提醒 · answer due soon',
});

export const answerOverdue = ({ context, event }: On<'clock.answer.missed' | 'clock.answer.escalated'>): Message => {
  const level = event.level ?? 'lead';
  return {
    template: 'answer-overdue',
    to: [level],
    data: { matter: context.matter, ...promised(context) },
    summary: `答复超期，告知${roleTitle(level).zh} · answer overdue, told: ${roleTitle(level).en}`,
  };
};

export const askedAgain = ({ context: { matter, level, asked } }: Now): Message => ({
  template: 'asked-again',
  to: [level],
  data: { matter, asked },
  summary: `客户再次来询，报${roleTitle(level).zh} · asked again, told: ${roleTitle(level).en}`,
});

export const conductRecorded = ({ context: { matter }, event }: On<'BUCK_PASSED'>): Message => ({
  template: 'buck-passed',
  to: ['hr'],
  data: { matter, person: event.person, remark: event.remark },
  summary: '推诿记录 · passing the buck is recorded',
});

export const answered = ({ context, event }: On<'ANSWERED'>): Message => ({
  template: 'answered',
  ...toCustomer(context, { answer: event.answer }),
  to: event.by.role === context.first ? ['customer'] : ['customer', context.first],
  summary: '答复客户 · answered',
});

export const slipAsked = ({ context: { first, matter } }: Now): Message => ({
  template: 'slip-asked',
  to: [first],
  data: { matter },
  summary: '请补填工作单 · the work slip is to be filed now',
});

function toCustomer({ customer, matter }: Context, data: Message['data']): Pick<Message, 'to' | 'customer' | 'data'> {
  return { to: ['customer'], customer, data: { name: customer.name, matter, ...data } };
}

/** When the answer is due, and whether that may still change. */
const promised = (context: Context) => ({
  answerDue: context.answerDue,
  ...markOf(context, 'answer', context.answerDue),
});
