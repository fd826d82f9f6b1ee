import { z } from 'zod';
import { line, prose } from '../fields';
import { type Role, roles } from '../roles';
import { type EventsOf, event, instant, schemas, titled } from '../schema';
import { kinds } from './incident.plan';

/** Whoever a plan of the policy may name. */
const inHouse = (Object.keys(roles) as Role[]).filter(role => role !== 'customer');

export const incidentSchema = schemas({
  startedBy: ['agent', 'guard', 'engineer', 'employee', 'lead', 'supervisor', 'manager', 'customer'],
  input: z.strictObject({
    kind: titled(z.enum(kinds), '类别', 'Kind'),
    place: titled(line(200), '地点', 'Place'),
    situation: titled(prose(), '情况', 'What is happening'),
    occurredAt: titled(instant().optional(), '发生时间', 'Time'),
  }),
  events: {
    CONFIRMED: event({
      by: inHouse,
      title: { zh: '确认已接到通知', en: 'Confirm the call' },
    }),
    SITUATION: event({
      by: ['engineering', 'engineer', 'guard', 'agent', 'lead', 'office', 'supervisor', 'manager'],
      title: { zh: '现场情况报告', en: 'Situation report' },
      data: z.strictObject({ report: titled(prose(), '现场情况', 'How it stands') }),
    }),
    OVER: event({
      by: ['lead', 'supervisor', 'manager', 'gm'],
      title: { zh: '事件解除', en: 'It is over' },
      data: z.strictObject({ result: titled(prose(), '处置结果', 'Result') }),
    }),
    REVIEWED: event({
      by: ['manager'],
      title: { zh: '提交总结', en: 'File the review' },
      data: z.strictObject({
        course: titled(prose(), '处置经过', 'Course of events'),
        cause: titled(prose(), '原因', 'Cause'),
        lessons: titled(prose(), '改进措施', 'What is to be done better'),
      }),
    }),
  },
});

export type IncidentInput = z.infer<typeof incidentSchema.input>;
export type IncidentEvent = EventsOf<typeof incidentSchema>;
