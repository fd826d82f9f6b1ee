import { type Message, type Now as NowOf, type On as OnOf, percentOf } from '../message';
import { roleTitle } from '../roles';
import type { Context, Event } from './installation.machine';

type Now = NowOf<Context>;
type On<Type extends Event['type']> = OnOf<Context, Event, Type>;
type Step = 'agreement' | 'acceptance' | 'rework' | 'filing';

export const handedOver = ({ context }: Now): Message => ({
  template: 'handed-over',
  to: ['after-sales'],
  data: what(context),
  summary: '订单移交，请约定日期 · order handed over, the date is to be agreed',
});

export const dateAgreed = ({ context, event }: On<'DATE_AGREED'>): Message => ({
  template: 'date-agreed',
  to: ['customer', 'engineer'],
  customer: context.customer,
  data: { ...what(context), beginsAt: Date.parse(event.beginsAt), endsAt: Date.parse(event.doneBy) },
  summary: '告知约定的日期 · told of the date agreed',
});

export const workDueSoon = ({ context, event }: On<'clock.work.warned'>): Message => ({
  template: 'work-due-soon',
  to: ['engineer'],
  data: { ...what(context), percent: percentOf(event) },
  summary: '完成时间提醒 · the agreed time is nearly over',
});

export const late = ({ context, event }: On<'clock.work.missed' | 'clock.work.escalated'>): Message => {
  const level = event.level ?? 'after-sales';
  return {
    template: 'late',
    to: [...new Set(['engineer', level])],
    data: what(context),
    summary: `超过约定时间，告知${roleTitle(level).zh} · past the agreed time, told: ${roleTitle(level).en}`,
  };
};

export const delay = ({ context, event }: On<'LATE_EXPLAINED'>): Message => ({
  template: 'delay',
  ...toCustomer(context, { reason: event.reason, endsAt: Date.parse(event.doneBy) }),
  summary: '向客户说明延期 · the delay is explained to the customer',
});

export const acceptanceAsked = ({ context }: Now): Message => ({
  template: 'acceptance-asked',
  ...toCustomer(context, {}),
  summary: '请客户验收 · acceptance asked of the customer',
});

/** Refused again, the manager hears of it too. */
export const reworkAsked = ({ context, event }: On<'REFUSED'>): Message => ({
  template: 'rework-asked',
  to: context.reworks > 1 ? ['engineer', 'after-sales', 'manager'] : ['engineer', 'after-sales'],
  data: { ...what(context), defects: event.defects },
  summary: '拒绝验收，请整改 · acceptance refused, rework asked',
});

export const fileAsked = ({ context, event }: On<'ACCEPTED'>): Message => ({
  template: 'file-asked',
  to: ['agent'],
  data: { ...what(context), slip: event.slip },
  summary: '已验收，请建立客户档案 · accepted, the file is to be opened',
});

export const visitsBegin = ({ context, event }: On<'FILE_OPENED'>): Message => ({
  template: 'visits-begin',
  to: ['agent'],
  data: { ...what(context), file: event.file },
  summary: '开始定期回访 · the regular visits begin',
});

export const overdue = ({ context, event }: On<`clock.${Step}.missed`>): Message => {
  const level = event.level ?? 'manager';
  return {
    template: 'overdue',
    to: [inHand[event.clock as Step], level],
    data: { ...what(context), step: event.clock },
    summary: `超期，告知${roleTitle(level).zh} · overdue, told: ${roleTitle(level).en}`,
  };
};

const inHand = { agreement: 'after-sales', acceptance: 'agent', rework: 'engineer', filing: 'agent' } as const;

const what = ({ order, product, site }: Context): Message['data'] => ({ order, product, site });

const toCustomer = (context: Context, data: Message['data']): Pick<Message, 'to' | 'customer' | 'data'> => ({
  to: ['customer'],
  customer: context.customer,
  data: { ...what(context), name: context.customer.name, ...data },
});
