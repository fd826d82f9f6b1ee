import { type Book, caseClosed, caseNumber, caseState, column, signedByKeeper } from '../book';
import { roles } from '../roles';

export const inquiryBook: Book = {
  name: 'inquiries',
  procedure: 'inquiry',
  title: { zh: '来访来电登记', en: 'Register of visits and calls' },
  source: 'SVC 3章一',
  layout: 'list',
  columns: [
    caseNumber,
    column('登记时间', 'Registered', 'case.started', 16),
    column('姓名', 'Name', 'context.customer.name', 10, { sight: 'name' }),
    column('电话', 'Phone', 'context.customer.phone', 18, { sight: 'phone' }),
    column('事项', 'Matter', 'context.matter', 18),
    column('来源', 'Origin', 'context.origin', 8, {
      words: {
        phone: { zh: '电话', en: 'Phone' },
        letter: { zh: '来信', en: 'Letter' },
        visit: { zh: '来访', en: 'Visit' },
        online: { zh: '网上', en: 'Online' },
        'on-site': { zh: '现场', en: 'On site' },
      },
    }),
    column('事由', 'Reason', 'context.reason', 32),
    column('首问负责人', 'First responsible', 'context.first', 12, { words: roles }),
    column('转交给', 'Handed to', 'steps.HANDED_OVER.data.to', 14, { words: roles }),
    column('约定回复', 'Follow-up promised', 'steps.FOLLOW_UP_PROMISED.data.followUpAt', 18),
    column('答复内容', 'Answer', 'steps.ANSWERED.data.answer', 36),
    column('答复人', 'Answered by', 'steps.ANSWERED.by', 16),
    column('答复时间', 'Answered at', 'steps.ANSWERED.at', 18),
    column('答复期限', 'Answer due', 'clocks.answer.due', 16),
    column('是否按期', 'In time', 'clocks.answer.status', 10),
    column('工作单号', 'Slip number', 'steps.SLIP_FILED.data.slip', 14),
    caseState,
    caseClosed,
  ],
  signed: signedByKeeper,
};
