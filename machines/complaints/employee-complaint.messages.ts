import { type Message, type Now as NowOf, type On as OnOf, percentOf } from '../message';
import { markOf } from '../provisional';
import { roleTitle } from '../roles';
import type { Context, Event } from './employee-complaint.machine';

type Now = NowOf<Context>;
type On<Type extends Event['type']> = OnOf<Context, Event, Type>;

export const received = ({ context }: Now): Message => ({
  template: 'received',
  ...toComplainant(context, promised(context)),
  summary: '告知投诉人已受理 · complaint received',
});

/** Whoever gave no name has nobody to write to: the reply is kept by the officer for whoever asks with the case number. */
export const replied = ({ context, event }: On<'SETTLED' | 'DECIDED' | 'FINALLY_DECIDED'>): Message => {
  const summary = '答复投诉人 · reply to the complainant';
  const { level, subject } = context;
  const isFinal = level === 'gm' || level === 'chairman';
  if (context.complainant)
    return { template: 'replied', ...toComplainant(context, { reply: event.reply, isFinal }), summary };
  return { template: 'reply-kept', to: ['agent'], data: { subject, reply: event.reply, isFinal }, summary };
};

export const investigationAsked = ({ context, event }: On<'REPORTED'>): Message => ({
  template: 'investigation-asked',
  to: ['hr'],
  data: { ...caseOf(context), reason: event.reason, major: event.major },
  summary: '请人事行政部调查 · investigation asked of human resources',
});

export const reportOverdue = ({ context: { subject } }: Now): Message => ({
  template: 'report-overdue',
  to: ['agent', 'hr'],
  data: { subject },
  summary: '当日未处理也未上报 · neither settled nor reported the same day',
});

export const opinionAsked = ({ context, event }: On<'OPINION_ASKED'>): Message => ({
  template: 'opinion-asked',
  to: [event.from],
  data: { subject: context.subject, question: event.question, ...promised(context) },
  summary: `征求${roleTitle(event.from).zh}意见 · opinion asked of: ${roleTitle(event.from).en}`,
});

export const opinionGiven = ({ context: { subject }, event }: On<'OPINION_GIVEN'>): Message => ({
  template: 'opinion-given',
  to: ['hr'],
  data: { subject, opinion: event.opinion },
  summary: '部门已提出意见 · the department has given its opinion',
});

export const opinionOverdue = ({ context: { subject, asked } }: Now): Message => ({
  template: 'opinion-overdue',
  to: [asked, 'hr'],
  data: { subject },
  summary: '部门意见逾期 · the opinion of the department is overdue',
});

export const finalDecisionAsked = ({ context, event }: On<'REFERRED_UP'>): Message => ({
  template: 'final-decision-asked',
  to: [event.to],
  data: { ...caseOf(context), reason: event.reason, evidence: context.evidence },
  summary: `请${roleTitle(event.to).zh}最终裁定 · final decision asked of: ${roleTitle(event.to).en}`,
});

export const referralOverdue = ({ context: { subject } }: Now): Message => ({
  template: 'referral-overdue',
  to: ['hr', 'gm'],
  data: { subject },
  summary: '重大投诉一日内未决未报 · major, neither decided nor referred up in time',
});

export const reviewAsked = ({ context, event }: On<'REVIEW_ASKED'>): Message => ({
  template: 'review-asked',
  to: [context.level],
  data: { ...caseOf(context), reason: event.reason },
  summary: `请${roleTitle(context.level).zh}复议 · review asked of: ${roleTitle(context.level).en}`,
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

export const fineProposed = ({ context }: Now): Message => ({
  template: 'fine-proposed',
  to: ['gm'],
  data: { subject: context.subject, ...promised(context), yuan: context.policy.numbers.fine ?? 0 },
  summary: '超期后再次投诉，提请扣罚 · overdue and complained again, a fine is proposed',
});

/** What is told within the house: never who complained. */
const caseOf = (context: Context): Message['data'] => ({
  subject: context.subject,
  content: context.content,
  wish: context.wish ?? '',
  ...promised(context),
});

/** When the reply is due, and whether that may still change. */
const promised = (context: Context) => ({
  replyDue: context.replyDue,
  ...markOf(context, 'reply', context.replyDue),
});

function toComplainant({ complainant, subject }: Context, data: Message['data']) {
  return {
    to: ['customer'],
    data: { name: complainant?.name ?? '', subject, ...data },
    ...(complainant && { customer: complainant }),
  };
}
