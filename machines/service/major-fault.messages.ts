import { type Message, type Now as NowOf, type On as OnOf, percentOf } from '../message';
import { roleTitle } from '../roles';
import type { Context, Event } from './major-fault.machine';

type Now = NowOf<Context>;
type On<Type extends Event['type']> = OnOf<Context, Event, Type>;

const whatIsWrong = ({ occurredAt, place, symptoms, plan }: Context): Message['data'] => ({
  occurredAt: Date.parse(occurredAt),
  place,
  symptoms,
  plan,
});

export const reported = ({ context }: Now): Message => ({
  template: 'reported',
  to: ['engineering', 'after-sales', 'technical-service', 'sales', 'manager'],
  data: whatIsWrong(context),
  summary: '重大故障，即通知各部门 · a major fault, the departments told at once',
});

export const filingOverdue = ({ context, event }: On<'clock.filing.missed' | 'clock.filing.escalated'>): Message => {
  const level = event.level ?? 'manager';
  return {
    template: 'filing-overdue',
    to: [level],
    data: { place: context.place },
    summary: `未立案，告知${roleTitle(level).zh} · not filed yet, told: ${roleTitle(level).en}`,
  };
};

export const executivesTold = ({ context, event }: On<'FILED'>): Message => ({
  template: 'executives-told',
  to: ['gm'],
  data: { ...whatIsWrong(context), number: event.number },
  summary: '报告领导 · the executives are told',
});

export const reportAsked = ({ context: { place } }: Now): Message => ({
  template: 'report-asked',
  to: ['engineering', 'manager'],
  data: { place },
  summary: '请报告进展 · how does it stand?',
});

export const analysisAsked = ({ context, event }: On<'ENDED'>): Message => ({
  template: 'analysis-asked',
  to: ['technical-service'],
  data: { place: context.place, result: event.result },
  summary: '请提交故障分析 · fault analysis asked for',
});

export const analysisDueSoon = ({ context: { place }, event }: On<'clock.analysis.warned'>): Message => ({
  template: 'analysis-due-soon',
  to: ['technical-service'],
  data: { place, percent: percentOf(event) },
  summary: '故障分析期限提醒 · fault analysis due soon',
});

export const analysisOverdue = ({
  context: { place },
  event,
}: On<'clock.analysis.missed' | 'clock.analysis.escalated'>): Message => {
  const level = event.level ?? 'manager';
  return {
    template: 'analysis-overdue',
    to: [level],
    data: { place },
    summary: `故障分析超期，告知${roleTitle(level).zh} · fault analysis overdue, told: ${roleTitle(level).en}`,
  };
};

export const analysed = ({ context, event }: On<'ANALYSED'>): Message => {
  const { impact, handling, cause, correction, prevention } = event;
  return {
    template: 'analysed',
    to: ['customer', 'sales'],
    customer: context.customer,
    data: { name: context.customer.name, place: context.place, impact, handling, cause, correction, prevention },
    summary: '故障分析送客户与销售 · fault analysis to the customer and to sales',
  };
};
