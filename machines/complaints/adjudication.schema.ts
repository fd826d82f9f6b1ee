import { z } from 'zod';
import { department, line, prose } from '../fields';
import { type EventsOf, event, schemas, titled } from '../schema';

export const adjudicationSchema = schemas({
  startedBy: ['agent', 'lead', 'supervisor', 'manager', 'gm'],
  input: z.strictObject({
    matter: titled(line(), '事项', 'Matter'),
    question: titled(prose(), '分歧', 'What they disagree on'),
    reference: titled(line().optional(), '相关案件', 'Case'),
    departments: titled(
      z
        .array(department())
        .min(2)
        .max(department().options.length)
        .refine(all => new Set(all).size === all.length, 'each department stands here once'),
      '有分歧的部门',
      'Departments that disagree',
    ),
  }),
  events: {
    OPINION_FILED: event({
      by: department().options,
      title: { zh: '提交书面意见', en: 'File an opinion' },
      data: z.strictObject({ opinion: titled(prose(), '意见', 'Opinion') }),
    }),
    DECIDED: event({
      by: ['office'],
      title: { zh: '作出裁决', en: 'Decide' },
      data: z.strictObject({
        decision: titled(prose(), '裁决', 'Decision'),
        liable: titled(department().optional(), '责任部门', 'Liable department'),
      }),
    }),
    CARRIED_OUT: event({
      by: ['supervision'],
      title: { zh: '督办完毕', en: 'Carried out' },
      data: z.strictObject({ result: titled(prose(), '执行结果', 'Result') }),
    }),
  },
});

export type AdjudicationInput = z.infer<typeof adjudicationSchema.input>;
export type AdjudicationEvent = EventsOf<typeof adjudicationSchema>;
