import { type Message, type Now as NowOf, type On as OnOf, percentOf } from '../message';
import type { Context, Event } from './support-ticket.machine';

type Now = NowOf<Context>;
type On<Type extends Event['type']> = OnOf<Context, Event, Type>;
type Breach = 'late' | 'left' | 'report';

export const referred = ({ context, event }: On<'REFERRED'>): Message => ({
  template: 'referred',
  to: ['support-centre'],
  data: { product: context.product, question: context.question, remark: event.remark ?? '' },
  summary: '上报总部支撑中心 · reported to headquarters at once',
});

export const answered = ({ context, event }: On<'ANSWERED'>): Message => ({
  template: 'answered',
  ...toCustomer(context, { answer: event.answer }),
  summary: '答复客户 · the customer is answered',
});

export const answerDueSoon = ({ context, event }: On<'clock.answer.warned'>): Message => ({
  template: 'answer-due-soon',
  to: ['agent'],
  data: { product: context.product, percent: percentOf(event) },
  summary: '答复期限提醒 · answer due soon',
});

export const answerOverdue = ({ context, event }: On<'clock.answer.missed' | 'clock.answer.escalated'>): Message => ({
  template: 'answer-overdue',
  to: ['agent', event.level ?? 'supervisor'],
  data: { product: context.product },
  summary: '答复超期 · answer overdue',
});

export const authorisationAsked = ({ context }: Now): Message => ({
  template: 'authorisation-asked',
  ...toCustomer(context, {}),
  summary: '请客户授权远程协助 · authorisation of remote help asked',
});

export const visitToArrange = ({ context: { product } }: Now): Message => ({
  template: 'visit-to-arrange',
  to: ['agent'],
  data: { product },
  summary: '请与客户约定上门时间 · the visit is to be agreed',
});

export const visitNotAgreed = ({ context: { product } }: Now): Message => ({
  template: 'visit-not-agreed',
  to: ['agent', 'supervisor'],
  data: { product },
  summary: '上门时间未约定 · the visit is not agreed',
});

export const dispatched = ({ context, event }: On<'VISIT_AGREED'>): Message => ({
  template: 'dispatched',
  to: ['engineer'],
  data: {
    product: context.product,
    question: context.question,
    name: context.customer.name,
    phone: context.customer.phone ?? '',
    visitAt: Date.parse(event.visitAt),
  },
  summary: '派工程师上门 · an engineer is sent',
});

export const notThere = ({ context: { product } }: Now): Message => ({
  template: 'not-there',
  to: ['engineer', 'agent', 'supervisor'],
  data: { product },
  summary: '到时未到场 · nobody there at the time the customer set',
});

/** Only proposed: a person enters it, nothing is deducted by itself. */
export const fineFor =
  (breach: Breach) =>
  ({ context: { product, policy } }: Now): Message => ({
    template: 'fine-proposed',
    to: ['supervisor', 'hr'],
    data: { product, breach, yuan: policy.numbers[`${breach}Fine`] ?? 0 },
    summary: '提请考核，由人确认 · a fine is proposed, a person confirms it',
  });

export const reportAsked = ({ context: { product } }: Now): Message => ({
  template: 'report-asked',
  to: ['engineer'],
  data: { product },
  summary: '请提交服务报告 · service report asked for',
});

export const reportIncomplete = ({ context: { product } }: Now): Message => ({
  template: 'report-incomplete',
  to: ['engineer'],
  data: { product },
  summary: '服务报告不完整 · service report incomplete',
});

export const reportOverdue = ({ context: { product } }: Now): Message => ({
  template: 'report-overdue',
  to: ['engineer', 'supervisor'],
  data: { product },
  summary: '服务报告超期 · service report overdue',
});

export const qualityProblem = ({ context, event }: On<'QUALITY_PROBLEM'>): Message => ({
  template: 'quality-problem',
  to: [event.department],
  data: { product: context.product, problem: event.problem },
  summary: '严重质量问题转相关部门 · a serious quality problem passed on',
});

export const demeritProposed = ({ context, event }: On<'COMPLAINT_PROVED'>): Message => ({
  template: 'demerit-proposed',
  to: ['hr', 'manager'],
  data: { product: context.product, about: event.about, complaint: event.complaint },
  summary: '提请记大过，由人确认 · a serious demerit is proposed, a person confirms it',
});

export const survey = ({ context }: Now): Message => ({
  template: 'survey',
  ...toCustomer(context, {}),
  summary: '满意度调查 · satisfaction survey',
});

const toCustomer = (
  { customer, product }: Context,
  data: Message['data'],
): Pick<Message, 'to' | 'customer' | 'data'> => ({
  to: ['customer'],
  customer,
  data: { name: customer.name, product, ...data },
});
