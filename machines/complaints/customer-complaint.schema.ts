import { z } from 'zod';
import { contact, line, prose } from '../fields';
import { type EventsOf, event, instant, schemas, titled } from '../schema';

export const customerComplaintSchema = schemas({
  startedBy: ['agent', 'customer'],
  input: z.strictObject({
    complainant: titled(contact(), '投诉人', 'Complainant'),
    channel: titled(z.enum(['phone', 'letter', 'visit', 'online', 'staff']), '投诉渠道', 'Channel'),
    subject: titled(line(), '事由', 'Subject'),
    reference: titled(line().optional(), '订单号或地点', 'Order or site'),
    content: titled(prose(), '投诉内容', 'What happened'),
    wish: titled(prose().optional(), '客户要求', 'What is wanted'),
  }),
  events: {
    JUDGED: event({
      by: ['agent', 'supervisor', 'manager', 'gm'],
      title: { zh: '作出判定', en: 'Judge' },
      data: z.strictObject({
        grounded: titled(z.boolean(), '投诉成立', 'Grounded'),
        finding: titled(prose(), '判定说明', 'Finding'),
        liable: titled(
          z.enum(['commerce', 'after-sales', 'manufacturing', 'liable-department']).optional(),
          '责任部门',
          'Liable department',
        ),
      }),
    }),
    REFERRED_UP: event({
      by: ['agent', 'supervisor', 'manager'],
      title: { zh: '上报上级判定', en: 'Refer up' },
      data: z.strictObject({ reason: titled(prose(), '上报原因', 'Reason') }),
    }),
    DELAY_EXPLAINED: event({
      by: ['agent', 'supervisor', 'manager', 'gm'],
      title: { zh: '说明暂不能解决', en: 'Explain a delay' },
      data: z.strictObject({
        reason: titled(prose(), '原因', 'Reason'),
        nextReplyAt: titled(instant(), '下次答复时间', 'Next reply at'),
      }),
    }),
    REPLIED: event({
      by: ['agent', 'supervisor', 'manager', 'gm'],
      title: { zh: '答复客户', en: 'Reply' },
      data: z.strictObject({ reply: titled(prose(), '处理过程与结果', 'Process and result') }),
    }),
    ACCEPTED: event({ by: ['customer', 'agent'], title: { zh: '接受答复', en: 'Reply accepted' } }),
    REFUSED: event({
      by: ['customer', 'agent'],
      title: { zh: '不接受答复', en: 'Reply refused' },
      data: z.strictObject({ reason: titled(prose().optional(), '原因', 'Reason') }),
    }),
    CALLED_BACK: event({
      by: ['agent'],
      title: { zh: '回访', en: 'Called back' },
      data: z.strictObject({
        outcome: titled(z.enum(['satisfied', 'unsatisfied', 'not-reached']), '回访结果', 'Outcome'),
        score: titled(z.int().min(1).max(5).optional(), '评分（1–5）', 'Score (1–5)'),
        remark: titled(prose().optional(), '客户评价', "Customer's words"),
      }),
    }),
  },
});

export type ComplaintInput = z.infer<typeof customerComplaintSchema.input>;
export type ComplaintEvent = EventsOf<typeof customerComplaintSchema>;
