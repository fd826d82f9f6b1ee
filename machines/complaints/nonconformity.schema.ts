import { z } from 'zod';
import { department, line, prose } from '../fields';
import { type EventsOf, event, instant, schemas, titled } from '../schema';

const owner = z.enum([...department().options, 'agent', 'lead', 'engineer']);

export const nonconformitySchema = schemas({
  startedBy: ['agent', 'lead', 'supervisor', 'manager', 'engineer'],
  input: z.strictObject({
    service: titled(line(), '不合格的服务', 'The service that failed'),
    foundBy: titled(z.enum(['callback', 'inspection', 'survey', 'complaint']), '发现途径', 'Found by'),
    finding: titled(prose(), '不合格情况', 'What was found'),
    reference: titled(line().optional(), '相关案件或地点', 'Case or site'),
    department: titled(department(), '责任部门', 'Liable department'),
  }),
  events: {
    CORRECTED: event({
      by: [...department().options, 'engineer', 'lead'],
      title: { zh: '已纠正', en: 'Corrected' },
      data: z.strictObject({ correction: titled(prose(), '纠正情况', 'What was corrected') }),
    }),
    CAUSE_FOUND: event({
      by: [...department().options, 'lead', 'supervisor', 'manager'],
      title: { zh: '查明原因', en: 'Cause found' },
      data: z.strictObject({ cause: titled(prose(), '原因', 'Cause') }),
    }),
    ACTION_PLANNED: event({
      by: ['lead', 'supervisor', 'manager'],
      title: { zh: '制定预防措施', en: 'Plan the preventive action' },
      data: z.strictObject({
        action: titled(prose(), '预防措施', 'Preventive action'),
        owner: titled(owner, '责任人', 'Owner'),
        dueAt: titled(instant(), '完成日期', 'Due at'),
      }),
    }),
    ACTION_TAKEN: event({
      by: owner.options,
      title: { zh: '措施已落实', en: 'Action taken' },
      data: z.strictObject({ done: titled(prose(), '落实情况', 'What was done') }),
    }),
    EFFECT_CHECKED: event({
      by: ['lead', 'supervisor', 'manager'],
      title: { zh: '验证效果', en: 'Check the effect' },
      data: z.strictObject({
        effective: titled(z.boolean(), '有效', 'Effective'),
        remark: titled(prose(), '验证情况', 'What was seen'),
      }),
    }),
  },
});

export type NonconformityInput = z.infer<typeof nonconformitySchema.input>;
export type NonconformityEvent = EventsOf<typeof nonconformitySchema>;
