import { type Book, caseClosed, caseNumber, caseState, column, signedByKeeper } from '../book';
import { roles } from '../roles';

export const customerComplaintBook: Book = {
  name: 'customer-complaints',
  procedure: 'customer-complaint',
  title: { zh: '顾客投诉记录', en: 'Record of customer complaints' },
  source: 'SVC 3章三',
  layout: 'list',
  columns: [
    caseNumber,
    column('受理时间', 'Taken in', 'case.started', 16),
    column('投诉人', 'Complainant', 'context.complainant.name', 10, { sight: 'name' }),
    column('电话', 'Phone', 'context.complainant.phone', 18, { sight: 'phone' }),
    column('渠道', 'Channel', 'context.channel', 8, {
      words: {
        phone: { zh: '电话', en: 'Phone' },
        letter: { zh: '来信', en: 'Letter' },
        visit: { zh: '来访', en: 'Visit' },
        online: { zh: '网上', en: 'Online' },
        staff: { zh: '现场人员', en: 'Staff on the spot' },
      },
    }),
    column('事由', 'Subject', 'context.subject', 16),
    column('订单号或地点', 'Order or site', 'context.reference', 16),
    column('投诉内容', 'What happened', 'context.content', 36),
    column('客户要求', 'What is wanted', 'context.wish', 20),
    column('判定', 'Judgement', 'steps.JUDGED.data.finding', 28),
    column('责任部门', 'Liable', 'steps.JUDGED.data.liable', 12, { words: roles }),
    column('答复内容', 'Reply', 'steps.REPLIED.data.reply', 36),
    column('答复人', 'Replied by', 'steps.REPLIED.by', 16),
    column('答复时间', 'Replied at', 'steps.REPLIED.at', 18),
    column('答复期限', 'Reply due', 'clocks.reply.due', 16),
    column('是否按期', 'In time', 'clocks.reply.status', 10),
    column('回访结果', 'Callback', 'steps.CALLED_BACK.data.outcome', 16, {
      words: {
        satisfied: { zh: '满意', en: 'Satisfied' },
        unsatisfied: { zh: '不满意', en: 'Not satisfied' },
        'not-reached': { zh: '未接通', en: 'Not reached' },
      },
    }),
    column('评分', 'Score', 'steps.CALLED_BACK.data.score', 8),
    caseState,
    caseClosed,
  ],
  signed: signedByKeeper,
};
