import { z } from 'zod';
import { line, prose } from '../fields';
import type { Role } from '../roles';
import { type EventsOf, event, type ProcedureSchema, titled } from '../schema';

/** Who supervises from above. */
const above: readonly Role[] = ['supervisor', 'manager', 'gm', 'chairman', 'office', 'supervision'];

/** Whom a case can be given to. */
const staff = [
  'agent',
  'lead',
  'supervisor',
  'manager',
  'hr',
  'engineer',
  'engineering',
  'liable-department',
  'commerce',
  'after-sales',
  'manufacturing',
  'technical-service',
  'warehouse',
  'purchasing',
  'finance',
] as const satisfies readonly Role[];

/** What people may send to every case; `raisedBy` may withdraw and urge it. */
export const everyCaseEvents = (raisedBy: readonly Role[]) => ({
  WITHDRAWN: event({
    by: raisedBy,
    title: { zh: '撤回', en: 'Withdraw' },
    data: z.strictObject({ reason: titled(prose().optional(), '原因', 'Reason') }),
  }),
  URGED: event({
    by: [...new Set<Role>([...raisedBy, 'agent'])],
    title: { zh: '催办', en: 'Urge' },
    data: z.strictObject({ remark: titled(prose().optional(), '催办内容', 'Remark') }),
  }),
  SUPERVISED: event({
    by: above,
    title: { zh: '督办', en: 'Supervise' },
    data: z.strictObject({ instruction: titled(prose(), '督办要求', 'Instruction') }),
  }),
  SUPERVISION_ENDED: event({ by: above, title: { zh: '解除督办', en: 'End the supervision' } }),
  REASSIGNED: event({
    by: ['lead', 'supervisor', 'manager', 'gm'],
    title: { zh: '转办', en: 'Reassign' },
    data: z.strictObject({
      to: titled(z.enum(staff), '转给', 'To'),
      person: titled(line(60).optional(), '经办人', 'Person'),
      reason: titled(prose().optional(), '原因', 'Reason'),
    }),
  }),
});

export type EveryCaseEvent = EventsOf<{
  startedBy: [];
  input: z.ZodObject;
  events: ReturnType<typeof everyCaseEvents>;
}>;

/** A procedure's schema with what people may send to every case; what the procedure itself says of an event stands before it. */
export const withEveryCase = (schema: ProcedureSchema): ProcedureSchema => ({
  ...schema,
  events: { ...schema.events, ...everyCaseEvents(schema.startedBy), ...schema.events },
});
