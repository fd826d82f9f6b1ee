import { z } from 'zod';
import { contact, line, prose } from '../fields';
import { type EventsOf, event, instant, schemas, titled } from '../schema';

/** From when until when a service is to be cut off. */
const span = {
  from: titled(instant(), '开始时间', 'From'),
  until: titled(instant(), '预计恢复时间', 'Until'),
};
const endsLater = ({ from, until }: { from: string; until: string }) => Date.parse(until) > Date.parse(from);
const endsTooEarly = { path: ['until'], error: 'must come after from' };

export const serviceInterruptionSchema = schemas({
  startedBy: ['engineering', 'engineer', 'agent', 'supervisor', 'manager'],
  input: z
    .strictObject({
      service: titled(z.enum(['water', 'power', 'gas', 'heating', 'lift', 'network']), '中断的服务', 'Service'),
      area: titled(line(200), '范围', 'Area'),
      reason: titled(prose(), '原因', 'Reason'),
      ...span,
      concerned: titled(contact(), '受影响的业主（群发名单）', 'Those concerned, one list for all'),
      incident: titled(line(60).optional(), '突发事件编号（非计划中断）', 'Incident, if it was not planned'),
    })
    .refine(endsLater, endsTooEarly),
  events: {
    RESCHEDULED: event({
      by: ['engineering', 'supervisor', 'manager'],
      title: { zh: '改期', en: 'Reschedule' },
      data: z.strictObject(span).refine(endsLater, endsTooEarly),
    }),
    ARRANGED: event({
      by: ['engineering', 'agent', 'supervisor'],
      title: { zh: '当日安排就绪', en: 'Arrangements made' },
      data: z.strictObject({ arrangements: titled(prose(), '当日安排', 'Arrangements of the day') }),
    }),
    LONGER: event({
      by: ['engineering', 'engineer'],
      title: { zh: '不能按时恢复', en: 'It takes longer' },
    }),
    ANNOUNCED_AGAIN: event({
      by: ['agent', 'supervisor', 'engineering'],
      title: { zh: '再次预告', en: 'Announce again' },
      data: z.strictObject({
        until: titled(instant(), '预计恢复时间', 'Until'),
        reason: titled(prose(), '延长原因', 'Why it takes longer'),
      }),
    }),
    RESTORED: event({
      by: ['engineering', 'engineer', 'agent'],
      title: { zh: '已恢复', en: 'Restored' },
    }),
  },
});

export type InterruptionInput = z.infer<typeof serviceInterruptionSchema.input>;
export type InterruptionEvent = EventsOf<typeof serviceInterruptionSchema>;
