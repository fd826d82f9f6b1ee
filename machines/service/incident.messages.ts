import type { Lang } from '../../time/lang';
import { type Message, type Now as NowOf, type On as OnOf, percentOf } from '../message';
import { roleTitle } from '../roles';
import type { Context, Event } from './incident.machine';
import { firstOf, nextOf } from './incident.plan';

type Now = NowOf<Context>;
type On<Type extends Event['type']> = OnOf<Context, Event, Type>;

export const alarm = ({ context }: Now): Message => ({
  template: 'alarm',
  to: firstOf(context),
  data: whatHappens(context),
  summary: '突发事件，按预案通知各部门 · an incident, the departments of the plan told at once',
});

/** To whoever is next on the list of each department that has not confirmed, and to the next level. */
export const nextCalled = ({
  context,
  event,
}: On<'clock.confirmation.missed' | 'clock.confirmation.escalated'>): Message => ({
  template: 'next-called',
  to: [...new Set([...nextOf(context), event.level ?? 'manager'])],
  data: {
    ...whatHappens(context),
    missingZh: namesOf(context.unconfirmed, 'zh'),
    missingEn: namesOf(context.unconfirmed, 'en'),
  },
  summary: '未确认，通知预案的下一人 · not confirmed, the next person of the plan is called',
});

/** The first department of the plan is the one in charge. */
export const reportAsked = ({ context }: Now): Message => ({
  template: 'report-asked',
  to: firstOf(context).slice(0, 1),
  data: { kind: context.kind, place: context.place },
  summary: '请报告现场情况 · situation report asked for',
});

export const situation = ({ context: { kind, place, ...plan }, event }: On<'SITUATION'>): Message => ({
  template: 'situation',
  to: [...new Set([...firstOf({ kind, ...plan }), 'manager'])],
  data: { kind, place, report: event.report },
  summary: '现场情况通报 · situation report',
});

export const over = ({ context, event }: On<'OVER'>): Message => ({
  template: 'over',
  to: [...new Set([...firstOf(context), 'manager'])],
  data: { kind: context.kind, place: context.place, result: event.result },
  summary: '事件解除，请提交总结 · it is over, the review is asked for',
});

export const falseAlarm = ({ context }: Now): Message => ({
  template: 'false-alarm',
  to: firstOf(context),
  data: { kind: context.kind, place: context.place },
  summary: '误报，各部门解除 · a false alarm, the departments are told',
});

export const reviewDueSoon = ({ context: { kind, place }, event }: On<'clock.review.warned'>): Message => ({
  template: 'review-due-soon',
  to: ['manager'],
  data: { kind, place, percent: percentOf(event) },
  summary: '总结期限提醒 · review due soon',
});

export const reviewOverdue = ({ context: { kind, place }, event }: On<'clock.review.missed'>): Message => {
  const level = event.level ?? 'gm';
  return {
    template: 'review-overdue',
    to: [...new Set(['manager', level])],
    data: { kind, place },
    summary: `总结超期，告知${roleTitle(level).zh} · review overdue, told: ${roleTitle(level).en}`,
  };
};

export const reviewed = ({ context, event: { course, cause, lessons } }: On<'REVIEWED'>): Message => ({
  template: 'reviewed',
  to: [...new Set([...firstOf(context), 'gm'])],
  data: { kind: context.kind, place: context.place, course, cause, lessons },
  summary: '总结送各部门与总经理 · the review to the departments and the general manager',
});

const whatHappens = ({ kind, place, situation, since }: Context): Message['data'] => ({
  kind,
  place,
  situation,
  since,
});

const namesOf = (departments: readonly string[], lang: Lang): string =>
  departments.map(each => roleTitle(each)[lang]).join(lang === 'zh' ? '、' : ', ');
