import type { Lang } from '../../time/lang';
import { type Message, type Now as NowOf, type On as OnOf, percentOf } from '../message';
import { markOf } from '../provisional';
import { roleTitle } from '../roles';
import type { Context, Event } from './adjudication.machine';

type Now = NowOf<Context>;
type On<Type extends Event['type']> = OnOf<Context, Event, Type>;

export const opinionsAsked = ({ context }: Now): Message => ({
  template: 'opinions-asked',
  to: context.departments,
  data: { ...about(context), ...promised(context) },
  summary: '请各部门提交意见 · opinions asked of the departments',
});

export const opinionsDueSoon = ({ context, event }: On<'clock.opinions.warned'>): Message => ({
  template: 'opinions-due-soon',
  to: missing(context),
  data: { matter: context.matter, ...promised(context), percent: percentOf(event) },
  summary: '提醒提交意见 · opinion due soon',
});

export const opinionsOverdue = ({ context }: Now): Message => ({
  template: 'opinions-overdue',
  to: [...missing(context), 'office'],
  data: { matter: context.matter, ...promised(context) },
  summary: '部门意见逾期 · opinions overdue',
});

export const decisionAsked = ({ context }: Now): Message => ({
  template: 'decision-asked',
  to: ['office'],
  data: { ...about(context), opinionsZh: opinionsIn(context, 'zh'), opinionsEn: opinionsIn(context, 'en') },
  summary: '意见齐备，请办公室裁决 · all have filed, decision asked of the office',
});

export const decided = ({ context, event }: On<'DECIDED'>): Message => ({
  template: 'decided',
  to: ['supervision', ...context.departments],
  data: { matter: context.matter, decision: event.decision },
  summary: '裁决已下，请督办部门执行 · decided, to be carried out',
});

export const carriedOut = ({ context, event }: On<'CARRIED_OUT'>): Message => ({
  template: 'carried-out',
  to: ['office', ...context.departments],
  data: { matter: context.matter, result: event.result },
  summary: '裁决已执行 · the decision is carried out',
});

export const dueSoon = ({ context, event }: On<'clock.decision.warned' | 'clock.execution.warned'>): Message => ({
  template: 'due-soon',
  to: [inHand(event.clock)],
  data: { matter: context.matter, step: event.clock, percent: percentOf(event) },
  summary: '期限提醒 · due soon',
});

export const overdue = ({ context, event }: On<'clock.decision.missed' | 'clock.execution.missed'>): Message => {
  const level = event.level ?? 'gm';
  return {
    template: 'overdue',
    to: [inHand(event.clock), level],
    data: { matter: context.matter, step: event.clock },
    summary: `逾期，告知${roleTitle(level).zh} · overdue, told: ${roleTitle(level).en}`,
  };
};

/** The departments that have not filed. */
export const missing = ({ departments, opinions }: Context): readonly string[] =>
  departments.filter(each => !(each in opinions));

const inHand = (step: string): string => (step === 'decision' ? 'office' : 'supervision');

const opinionsIn = ({ opinions }: Context, lang: Lang): string =>
  Object.entries(opinions)
    .map(([department, opinion]) => `${roleTitle(department)[lang]}: ${opinion}`)
    .join('\n');

const about = ({ matter, question, reference = '' }: Context): Message['data'] => ({ matter, question, reference });

/** When the opinions are due, and whether that may still change. */
const promised = (context: Context) => ({
  opinionsDue: context.opinionsDue,
  ...markOf(context, 'opinions', context.opinionsDue),
});
