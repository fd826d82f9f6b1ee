import { type Message, type Now as NowOf, type On as OnOf, percentOf } from '../message';
import { roleTitle } from '../roles';
import type { Context, Event } from './nonconformity.machine';

type Now = NowOf<Context>;
type On<Type extends Event['type']> = OnOf<Context, Event, Type>;
type Step = 'correction' | 'analysis' | 'action' | 'check';

export const correctionAsked = ({ context }: Now): Message => ({
  template: 'correction-asked',
  to: [context.department],
  data: about(context),
  summary: `请${roleTitle(context.department).zh}纠正 · correction asked of: ${roleTitle(context.department).en}`,
});

export const causeAsked = ({ context, event }: On<'CORRECTED'>): Message => ({
  template: 'cause-asked',
  to: [context.department, 'lead'],
  data: { service: context.service, correction: event.correction },
  summary: '请查明原因并制定预防措施 · cause and preventive action asked',
});

export const actionAsked = ({ context: { service, owner, action, actionDue } }: Now): Message => ({
  template: 'action-asked',
  to: [owner],
  data: { service, action, plannedAt: Date.parse(actionDue) },
  summary: `请${roleTitle(owner).zh}落实预防措施 · preventive action asked of: ${roleTitle(owner).en}`,
});

export const checkAsked = ({ context: { service, action } }: Now): Message => ({
  template: 'check-asked',
  to: ['lead'],
  data: { service, action },
  summary: '请验证预防措施的效果 · effect to be checked',
});

export const repeated = ({ context: { service, action, repeated: times }, event }: On<'EFFECT_CHECKED'>): Message => ({
  template: 'repeated',
  to: ['lead', 'manager'],
  data: { service, action, remark: event.remark, times },
  summary: '措施无效，重新查因 · not effective, repeated',
});

export const dueSoon = ({ context, event }: On<`clock.${Step}.warned`>): Message => ({
  template: 'due-soon',
  to: [inHand(context, event.clock)],
  data: { service: context.service, step: event.clock, percent: percentOf(event) },
  summary: '期限提醒 · due soon',
});

export const overdue = ({ context, event }: On<`clock.${Step}.missed`>): Message => {
  const level = event.level ?? 'lead';
  return {
    template: 'overdue',
    to: [...new Set([inHand(context, event.clock), level])],
    data: { service: context.service, step: event.clock },
    summary: `超期，告知${roleTitle(level).zh} · overdue, told: ${roleTitle(level).en}`,
  };
};

const inHand = ({ department, owner }: Context, step: string): string =>
  step === 'correction' ? department : step === 'action' ? owner : 'lead';

const about = ({ service, foundBy, finding, reference = '' }: Context): Message['data'] => ({
  service,
  foundBy,
  finding,
  reference,
});
