import { type Book, caseClosed, caseNumber, caseState, column } from '../book';
import { roles } from '../roles';

export const employeeComplaintBook: Book = {
  name: 'employee-complaints',
  procedure: 'employee-complaint',
  title: { zh: '员工投诉登记本', en: 'Register of employee complaints' },
  layout: 'list',
  columns: [
    caseNumber,
    column('登记时间', 'Registered', 'case.started', 16),
    column('投诉人', 'Complainant', 'context.complainant.name', 10, {
      sight: 'name',
      empty: { zh: '匿名', en: 'anonymous' },
    }),
    column('电话', 'Phone', 'context.complainant.phone', 18, { sight: 'phone' }),
    column('事由', 'Subject', 'context.subject', 18),
    column('投诉内容', 'What happened', 'context.content', 36),
    column('要求', 'What is wanted', 'context.wish', 20),
    column('专员处理', 'Settled by the officer', 'steps.SETTLED.data.reply', 28),
    column('上报时间', 'Reported', 'steps.REPORTED.at', 18),
    column('征求部门', 'Department asked', 'steps.OPINION_ASKED.data.from', 14, { words: roles }),
    column('部门意见', "The department's opinion", 'steps.OPINION_GIVEN.data.opinion', 28),
    column('处理决定', 'Decision', 'steps.DECIDED.data.reply', 28),
    column('最终裁定', 'Final decision', 'steps.FINALLY_DECIDED.data.reply', 28),
    column('裁定人', 'Decided by', 'steps.FINALLY_DECIDED.by', 16),
    column('复议理由', 'Review asked because', 'steps.REVIEW_ASKED.data.reason', 20),
    column('答复期限', 'Reply due', 'clocks.reply.due', 16),
    column('是否按期', 'In time', 'clocks.reply.status', 10),
    caseState,
    caseClosed,
  ],
  signed: [
    { zh: '投诉专员', en: 'Complaint officer' },
    { zh: '人事行政部', en: 'Human resources' },
  ],
};
