import { z } from 'zod';
import { contact, department, line, prose } from '../fields';
import { type EventsOf, event, instant, schemas, titled } from '../schema';

const desk = ['agent', 'lead', 'supervisor'] as const;

export const supportTicketSchema = schemas({
  startedBy: ['agent', 'customer', 'engineer', 'sales'],
  input: z.strictObject({
    customer: titled(contact(), '客户', 'Customer'),
    product: titled(line(), '产品', 'Product'),
    question: titled(prose(), '问题', 'Question'),
    repeats: titled(line(60).optional(), '同一故障的前次单号', 'Earlier ticket of the same fault'),
  }),
  events: {
    ANSWERED: event({
      by: ['agent', 'engineer', 'support-centre'],
      title: { zh: '答复客户', en: 'Answer' },
      data: z.strictObject({ answer: titled(prose(), '答复', 'Answer') }),
    }),
    REFERRED: event({
      by: ['agent'],
      title: { zh: '上报总部支撑中心', en: 'Report to headquarters' },
      data: z.strictObject({ remark: titled(prose().optional(), '说明', 'Remark') }),
    }),
    REMOTE_OFFERED: event({
      by: ['agent', 'engineer', 'support-centre'],
      title: { zh: '提出远程协助', en: 'Offer remote help' },
    }),
    AUTHORISED: event({
      by: ['customer', 'agent'],
      title: { zh: '客户授权', en: 'Authorise' },
      data: z.strictObject({ given: titled(line(), '授权人与方式', 'By whom, and how') }),
    }),
    DECLINED: event({ by: ['customer', 'agent'], title: { zh: '客户不授权', en: 'Decline' } }),
    REMOTE_ENDED: event({
      by: ['agent', 'engineer', 'support-centre'],
      title: { zh: '远程协助结束', en: 'End remote help' },
      data: z.strictObject({
        solved: titled(z.boolean(), '已解决', 'Solved'),
        work: titled(prose(), '处理内容', 'Work done'),
      }),
    }),
    VISIT_AGREED: event({
      by: ['agent', 'customer'],
      title: { zh: '约定上门时间', en: 'Agree the visit' },
      data: z.strictObject({ visitAt: titled(instant(), '客户指定的时间', 'Time the customer set') }),
    }),
    POSTPONED: event({ by: ['customer', 'agent'], title: { zh: '客户改期', en: 'The customer postpones' } }),
    ARRIVED: event({ by: ['engineer', 'agent'], title: { zh: '到场', en: 'Arrived' } }),
    LATE_EXPLAINED: event({
      by: desk,
      title: { zh: '登记迟到原因', en: 'Record why it was late' },
      data: z.strictObject({
        personal: titled(z.boolean(), '个人原因', 'Personal reason'),
        reason: titled(prose(), '原因', 'Reason'),
      }),
    }),
    CALLED_CENTRE: event({ by: ['engineer', 'agent'], title: { zh: '离场前致电中心', en: 'Call the centre' } }),
    LEFT: event({ by: ['engineer', 'agent'], title: { zh: '离场', en: 'Left' } }),
    REPORT_FILED: event({
      by: ['engineer'],
      title: { zh: '提交服务报告', en: 'File the service report' },
      data: z.strictObject({
        solved: titled(z.boolean(), '已解决', 'Solved'),
        cause: titled(prose().optional(), '原因', 'Cause'),
        remedy: titled(prose().optional(), '处理措施', 'Remedy'),
        parts: titled(line(500).optional(), '更换配件', 'Parts'),
        opinion: titled(prose().optional(), '客户意见', "Customer's opinion"),
        form: titled(line(40).optional(), '满意度表编号', 'Satisfaction form'),
      }),
    }),
    REGISTERED: event({
      by: ['agent', 'engineer', 'support-centre'],
      title: { zh: '登记来电、来函、派工、费用', en: 'Register a call, letter, dispatch or cost' },
      data: z.strictObject({
        kind: titled(z.enum(['call', 'letter', 'dispatch', 'cost']), '类别', 'Kind'),
        remark: titled(prose(), '内容', 'Content'),
        yuan: titled(z.int().min(0).optional(), '费用（元）', 'Cost in yuan'),
      }),
    }),
    QUALITY_PROBLEM: event({
      by: ['engineer', 'agent', 'support-centre'],
      title: { zh: '严重质量问题', en: 'A serious quality problem' },
      data: z.strictObject({
        problem: titled(prose(), '质量问题', 'Problem'),
        department: titled(department(), '相关部门', 'Department concerned'),
      }),
    }),
    COMPLAINT_PROVED: event({
      by: ['supervisor', 'manager', 'hr'],
      title: { zh: '投诉属实', en: 'A complaint proved true' },
      data: z.strictObject({
        about: titled(z.enum(['same-fault', 'rudeness', 'favours', 'late']), '投诉事由', 'About'),
        complaint: titled(line(60), '投诉编号', 'Complaint'),
      }),
    }),
    SURVEYED: event({
      by: ['customer', 'agent'],
      title: { zh: '满意度调查', en: 'Survey' },
      data: z.strictObject({
        score: titled(z.int().min(1).max(5), '评分 1–5', 'Score 1–5'),
        remark: titled(prose().optional(), '意见', 'Remark'),
      }),
    }),
  },
});

export type TicketInput = z.infer<typeof supportTicketSchema.input>;
export type TicketEvent = EventsOf<typeof supportTicketSchema>;
