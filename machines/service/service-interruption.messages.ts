import type { Message, Now as NowOf, On as OnOf } from '../message';
import type { Context, Event } from './service-interruption.machine';

type Now = NowOf<Context>;
type On<Type extends Event['type']> = OnOf<Context, Event, Type>;

export const notice = ({ context }: Now): Message => ({
  template: 'notice',
  ...toAll(context, { ...span(context), reason: context.reason }),
  summary: '停用预告 · notice of an interruption',
});

export const shortNotice = ({ context }: Now): Message => ({
  template: 'short-notice',
  to: ['manager'],
  data: { ...what(context), ...span(context) },
  summary: '预告不足规定时间 · notice is shorter than the rule',
});

export const rescheduled = ({ context }: Now): Message => ({
  template: 'rescheduled',
  ...toAll(context, span(context)),
  summary: '告知改期 · told of the new date',
});

export const calledOff = ({ context }: Now): Message => ({
  template: 'called-off',
  ...toAll(context, {}),
  summary: '告知取消 · told that it is called off',
});

export const arrangementsAsked = ({ context }: Now): Message => ({
  template: 'arrangements-asked',
  to: ['engineering', 'agent', 'guard'],
  data: { ...what(context), ...span(context) },
  summary: '请作好当日安排 · arrangements of the day asked for',
});

export const arrangements = ({ context, event }: On<'ARRANGED'>): Message => ({
  template: 'arrangements',
  ...toAll(context, { ...span(context), arrangements: event.arrangements }),
  summary: '告知当日安排 · told of the arrangements',
});

export const notArranged = ({ context }: Now): Message => ({
  template: 'not-arranged',
  to: ['agent', 'supervisor'],
  data: what(context),
  summary: '当日安排未就绪 · arrangements not made',
});

export const interrupted = ({ context }: Now): Message => ({
  template: 'interrupted',
  ...toAll(context, { endsAt: Date.parse(context.until), reason: context.reason }),
  summary: '告知非计划中断 · told of an interruption that was not planned',
});

export const announcementAsked = ({ context }: Now): Message => ({
  template: 'announcement-asked',
  to: ['engineering', 'agent'],
  data: { ...what(context), endsAt: Date.parse(context.until) },
  summary: '将到预告时间，能否恢复 · the announced end is near, is it in time?',
});

export const announcedAgain = ({ context, event }: On<'ANNOUNCED_AGAIN'>): Message => ({
  template: 'announced-again',
  ...toAll(context, { endsAt: Date.parse(event.until), reason: event.reason }),
  summary: '再次预告 · announced again',
});

export const notAnnounced = ({ context }: Now): Message => ({
  template: 'not-announced',
  to: ['agent', 'supervisor'],
  data: what(context),
  summary: '预告时间已过，未恢复也未再次预告 · past the announced end and not announced again',
});

export const restored = ({ context }: Now): Message => ({
  template: 'restored',
  ...toAll(context, {}),
  summary: '告知恢复 · told that it is restored',
});

const what = ({ service, area }: Context): Message['data'] => ({ service, area });

const span = ({ from, until }: Context): Message['data'] => ({
  startsAt: Date.parse(from),
  endsAt: Date.parse(until),
});

const toAll = (context: Context, data: Message['data']): Pick<Message, 'to' | 'customer' | 'data'> => ({
  to: ['customer'],
  customer: context.concerned,
  data: { ...what(context), ...data },
});
