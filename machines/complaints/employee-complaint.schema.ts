import { z } from 'zod';
import { contact, department, line, prose } from '../fields';
import { type EventsOf, event, schemas, titled } from '../schema';

const decision = {
  grounded: titled(z.boolean(), '投诉成立', 'Grounded'),
  reply: titled(prose(), '处理决定（答复内容）', 'Decision, as it is told'),
};

export const employeeComplaintSchema = schemas({
  startedBy: ['agent', 'employee'],
  // An anonymous complaint has no name at all: nothing has to be kept secret that is nowhere.
  nameless: ['employee'],
  input: z.strictObject({
    complainant: titled(
      contact().optional(),
      '投诉人（匿名投诉不填）',
      'Complainant (left out of an anonymous complaint)',
    ),
    subject: titled(line(), '事由', 'Subject'),
    content: titled(prose(), '投诉内容', 'What happened'),
    wish: titled(prose().optional(), '要求', 'What is wanted'),
  }),
  events: {
    SETTLED: event({
      by: ['agent'],
      title: { zh: '专员处理并答复', en: 'Settle' },
      data: z.strictObject({ reply: titled(prose(), '处理结果', 'What was settled') }),
    }),
    REPORTED: event({
      by: ['agent'],
      title: { zh: '上报人事行政部', en: 'Report to human resources' },
      data: z.strictObject({
        reason: titled(prose(), '不能处理的原因', 'Why it cannot be settled'),
        major: titled(z.boolean(), '重大投诉', 'A major complaint'),
      }),
    }),
    EVIDENCE_TAKEN: event({
      by: ['hr'],
      title: { zh: '取证', en: 'Take evidence' },
      data: z.strictObject({ evidence: titled(prose(), '证据', 'Evidence') }),
    }),
    OPINION_ASKED: event({
      by: ['hr'],
      title: { zh: '征求部门意见', en: "Ask a department's opinion" },
      data: z.strictObject({
        from: titled(department(), '涉及部门', 'Department concerned'),
        question: titled(prose(), '请说明的事项', 'What it is asked'),
      }),
    }),
    OPINION_GIVEN: event({
      by: department().options,
      title: { zh: '提出部门意见', en: "Give the department's opinion" },
      data: z.strictObject({ opinion: titled(prose(), '意见', 'Opinion') }),
    }),
    DECIDED: event({
      by: ['hr'],
      title: { zh: '作出处理决定并答复', en: 'Decide and reply' },
      data: z.strictObject(decision),
    }),
    REFERRED_UP: event({
      by: ['hr'],
      title: { zh: '重大投诉，报请最终裁定', en: 'Refer up a major complaint' },
      data: z.strictObject({
        to: titled(z.enum(['gm', 'chairman']), '报请', 'To'),
        reason: titled(prose(), '不能判定的原因', 'Why it cannot be judged'),
      }),
    }),
    FINALLY_DECIDED: event({
      by: ['gm', 'chairman'],
      title: { zh: '最终裁定并答复', en: 'Decide for good and reply' },
      data: z.strictObject(decision),
    }),
    COMPLAINED_AGAIN: event({
      by: ['employee', 'agent', 'gm', 'chairman'],
      title: { zh: '超期再次投诉或越级投诉', en: 'Complained again, or over the head of human resources' },
      data: z.strictObject({ remark: titled(prose().optional(), '经过', 'What happened') }),
    }),
    REVIEW_ASKED: event({
      by: ['employee', 'agent'],
      title: { zh: '申请复议', en: 'Ask for a review' },
      data: z.strictObject({ reason: titled(prose(), '复议理由', 'Reason') }),
    }),
    ACCEPTED: event({ by: ['employee', 'agent'], title: { zh: '接受答复', en: 'Reply accepted' } }),
  },
});

export type EmployeeComplaintInput = z.infer<typeof employeeComplaintSchema.input>;
export type EmployeeComplaintEvent = EventsOf<typeof employeeComplaintSchema>;
