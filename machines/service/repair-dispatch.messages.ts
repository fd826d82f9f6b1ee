import { type Message, type Now as NowOf, type On as OnOf, percentOf } from '../message';
import type { Context, Event } from './repair-dispatch.machine';

type Now = NowOf<Context>;
type On<Type extends Event['type']> = OnOf<Context, Event, Type>;

export const workOrder = ({ context }: Now): Message => {
  const urgent = context.emergency !== 'none';
  const data = { ...whereAndWho(context), fault: context.fault, reopened: context.reopened };
  return {
    template: urgent ? 'emergency-order' : 'work-order',
    to: ['engineering'],
    data: urgent ? { ...data, emergency: context.emergency } : data,
    summary: urgent
      ? '紧急，立即通知工程组 · emergency, engineering told at once'
      : '维修工作单 · work order to engineering',
  };
};

export const orderCancelled = ({ context }: Now): Message => ({
  template: 'order-cancelled',
  to: ['engineering'],
  data: { site: siteOf(context) },
  summary: '撤销工作单 · work order cancelled',
});

/** The first time it is the agent's own affair; after each broken promise one level higher hears of it. */
export const callOwner = ({ context }: Now): Message => {
  const level = context.missedArrivals > 2 ? 'manager' : 'supervisor';
  return {
    template: 'call-owner',
    to: context.missedArrivals > 1 ? ['agent', level] : ['agent'],
    data: { ...whereAndWho(context), missed: context.missedArrivals },
    summary: '无人到场，请致电业主 · nobody there, the owner must be phoned',
  };
};

export const partsAwaited = ({ context, event }: On<'PARTS_MISSING'>): Message => ({
  template: 'parts-awaited',
  ...toOwner(context, { part: event.part, expectedAt: Date.parse(event.expectedAt) }),
  summary: '告知业主配件到货日期 · owner told when the parts come',
});

export const partsChased = ({ context }: Now): Message => ({
  template: 'parts-chased',
  to: ['agent', 'warehouse'],
  data: { site: siteOf(context) },
  summary: '催配件 · parts to be chased',
});

export const partsOverdue = ({ context }: Now): Message => ({
  template: 'parts-overdue',
  to: ['agent', 'supervisor'],
  data: { site: siteOf(context) },
  summary: '等待配件期满，完工期限继续计时 · parts awaited for too long, the time to finish goes on',
});

export const finishDueSoon = ({ context, event }: On<'clock.finish.warned'>): Message => ({
  template: 'finish-due-soon',
  to: ['agent', 'engineering'],
  data: { site: siteOf(context), percent: percentOf(event) },
  summary: '完工期限提醒 · finish due soon',
});

export const finishOverdue = ({ context, event }: On<'clock.finish.missed' | 'clock.finish.escalated'>): Message => ({
  template: 'finish-overdue',
  to: event.level === undefined ? ['agent'] : ['agent', event.level],
  data: { site: siteOf(context) },
  summary: '完工超期 · finish overdue',
});

export const opinionAsked = ({ context }: Now): Message => ({
  template: 'opinion-asked',
  ...toOwner(context, {}),
  summary: '征询业主意见 · owner asked for an opinion',
});

export const callbackDue = ({ context }: Now): Message => ({
  template: 'callback-due',
  to: ['agent'],
  data: { site: siteOf(context) },
  summary: '请回访业主 · callback due',
});

const siteOf = ({ address, unit }: Context): string => (unit === undefined ? address : `${address} ${unit}`);

const whereAndWho = (context: Context) => ({
  site: siteOf(context),
  name: context.owner.name,
  phone: context.owner.phone,
});

function toOwner(context: Context, data: Message['data']): Pick<Message, 'to' | 'customer' | 'data'> {
  const { owner } = context;
  return { to: ['customer'], customer: owner, data: { name: owner.name, site: siteOf(context), ...data } };
}
