import { type Book, caseClosed, caseNumber, caseState, column } from '../book';
import { roles } from '../roles';

export const adjudicationBook: Book = {
  name: 'adjudications',
  procedure: 'adjudication',
  title: { zh: '部门分歧裁决记录', en: 'Record of adjudications' },
  source: 'CSD-14',
  layout: 'list',
  columns: [
    caseNumber,
    column('提请时间', 'Asked', 'case.started', 16),
    column('事项', 'Matter', 'context.matter', 18),
    column('分歧', 'What they disagree on', 'context.question', 36),
    column('相关案件', 'About case', 'context.reference', 16),
    column('分歧部门', 'Departments', 'context.departments', 18, { words: roles }),
    column('各部门意见', 'Opinions', 'steps.OPINION_FILED.data.opinion', 40),
    column('提交人', 'Filed by', 'steps.OPINION_FILED.by', 20),
    column('意见期限', 'Opinions due', 'clocks.opinions.due', 16),
    column('裁决', 'Decision', 'steps.DECIDED.data.decision', 36),
    column('责任部门', 'Liable', 'steps.DECIDED.data.liable', 12, { words: roles }),
    column('裁决时间', 'Decided', 'steps.DECIDED.at', 18),
    column('执行结果', 'Carried out', 'steps.CARRIED_OUT.data.result', 28),
    caseState,
    caseClosed,
  ],
  signed: [
    { zh: '办公室', en: 'Office' },
    { zh: '督办部门', en: 'Supervising department' },
  ],
};
