import { z } from 'zod';
import { rootOf } from '../../statechart/internals';
import type { Procedure } from '../../statechart/procedure';
import { knows } from '../../statechart/view';
import { line, prose } from '../fields';
import type { Role } from '../roles';
import { type EventsOf, event, instant, type ProcedureSchema, titled } from '../schema';

/** Who supervises from above. */
const above: readonly Role[] = ['supervisor', 'manager', 'gm', 'chairman', 'office', 'supervision'];

/** Who keeps the case: holds it, resumes it, finds that it is a duplicate. */
const desk: readonly Role[] = ['agent', 'lead', 'supervisor', 'manager'];

/** Who approves an extension. */
const approvers: readonly Role[] = ['supervisor', 'manager', 'gm', 'chairman'];

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
  HOLD: event({
    by: desk,
    title: { zh: '挂起（等待客户）', en: 'Hold for the customer' },
    data: z.strictObject({
      reason: titled(prose(), '等待什么', 'What is waited for'),
      until: titled(instant().optional(), '挂起至', 'Until'),
    }),
  }),
  RESUME: event({
    by: [...new Set<Role>([...raisedBy, ...desk])],
    title: { zh: '恢复办理', en: 'Resume' },
    data: z.strictObject({ remark: titled(prose().optional(), '客户答复', "Customer's answer") }),
  }),
  EXTENSION_ASKED: event({
    by: staff,
    title: { zh: '申请延期', en: 'Ask for an extension' },
    data: z.strictObject({ reason: titled(prose(), '延期原因', 'Reason') }),
  }),
  EXTENSION_APPROVED: event({
    by: approvers,
    title: { zh: '批准延期', en: 'Approve the extension' },
    data: z.strictObject({ reason: titled(prose().optional(), '说明', 'Remark') }),
  }),
  EXTENSION_REFUSED: event({
    by: approvers,
    title: { zh: '不批准延期', en: 'Refuse the extension' },
    data: z.strictObject({ reason: titled(prose(), '原因', 'Reason') }),
  }),
  DUPLICATE: event({
    by: desk,
    title: { zh: '并入重复案件', en: 'A duplicate of another' },
    data: z.strictObject({ of: titled(line(200), '原案件编号', 'The other case') }),
  }),
  DUPLICATE_FOUND: event({
    by: desk,
    title: { zh: '登记重复案件', en: 'Another is a duplicate of it' },
    data: z.strictObject({ case: titled(line(200), '重复的案件编号', 'The duplicate') }),
  }),
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
export function withEveryCase(schema: ProcedureSchema, { machine }: Pick<Procedure, 'machine'>): ProcedureSchema {
  const again = knows(rootOf(machine), 'REOPENED') && { REOPENED: reopenedBy(schema.startedBy) };
  return { ...schema, events: { ...schema.events, ...again, ...everyCaseEvents(schema.startedBy), ...schema.events } };
}

/** Of a procedure with a callback period. */
const reopenedBy = (raisedBy: readonly Role[]) =>
  event({
    by: [...new Set<Role>([...raisedBy, ...desk])],
    title: { zh: '重新办理', en: 'Open again' },
    data: z.strictObject({ reason: titled(prose(), '原因', 'Reason') }),
  });
