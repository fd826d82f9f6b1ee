import { z } from 'zod';
import { contact, line, prose } from '../fields';
import { type EventsOf, event, instant, schemas, titled } from '../schema';

export const majorFaultSchema = schemas({
  startedBy: ['agent', 'engineer', 'employee', 'sales', 'customer'],
  input: z.strictObject({
    customer: titled(contact(), '客户', 'Customer'),
    occurredAt: titled(instant(), '发生时间', 'Time'),
    place: titled(line(200), '地点', 'Place'),
    symptoms: titled(prose(), '故障现象', 'Symptoms'),
    plan: titled(prose(), '处理方案', 'Plan'),
  }),
  events: {
    FILED: event({
      by: ['manager'],
      title: { zh: '立案并报告领导', en: 'File it and tell the executives' },
      data: z.strictObject({ number: titled(line(40), '备案编号', 'File number') }),
    }),
    PROGRESS: event({
      by: ['engineer', 'engineering', 'agent', 'manager', 'technical-service'],
      title: { zh: '处理进展', en: 'Progress' },
      data: z.strictObject({ report: titled(prose(), '进展', 'How it stands') }),
    }),
    ENDED: event({
      by: ['manager', 'engineering', 'technical-service'],
      title: { zh: '故障消除', en: 'The fault is over' },
      data: z.strictObject({ result: titled(prose(), '处理结果', 'Result') }),
    }),
    ANALYSED: event({
      by: ['technical-service'],
      title: { zh: '提交故障分析', en: 'File the fault analysis' },
      data: z.strictObject({
        impact: titled(prose(), '影响', 'Impact'),
        handling: titled(prose(), '处理经过', 'Handling'),
        cause: titled(prose(), '原因', 'Cause'),
        correction: titled(prose(), '纠正措施', 'Correction'),
        prevention: titled(prose(), '预防措施', 'Prevention'),
      }),
    }),
  },
});

export type FaultInput = z.infer<typeof majorFaultSchema.input>;
export type FaultEvent = EventsOf<typeof majorFaultSchema>;
