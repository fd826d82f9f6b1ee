import { type Book, caseClosed, caseNumber, caseState, column } from '../book';

export const incidentBook: Book = {
  name: 'incidents',
  procedure: 'incident',
  title: { zh: '突发事件记录', en: 'Record of incidents' },
  source: 'CSD-9 §4.4',
  layout: 'slip',
  columns: [
    caseNumber,
    column('报告时间', 'Raised', 'case.started', 16),
    column('类别', 'Kind', 'context.kind', 12, {
      words: {
        fire: { zh: '火灾', en: 'Fire' },
        water: { zh: '水浸', en: 'Water' },
        power: { zh: '停电', en: 'Power' },
        lift: { zh: '电梯困人', en: 'Lift' },
        'public-health': { zh: '公共卫生', en: 'Public health' },
        'natural-disaster': { zh: '自然灾害', en: 'Natural disaster' },
      },
    }),
    column('发生时间', 'Time', 'context.occurredAt', 16),
    column('地点', 'Place', 'context.place', 24, { sight: 'hidden' }),
    column('情况', 'What is happening', 'context.situation', 36),
    column('确认人', 'Confirmed by', 'steps.CONFIRMED.by', 28),
    column('现场情况', 'Situation', 'steps.SITUATION.data.report', 36),
    column('处置结果', 'Result', 'steps.OVER.data.result', 36),
    column('解除时间', 'Over', 'steps.OVER.at', 18),
    column('处置经过', 'Course of events', 'steps.REVIEWED.data.course', 36),
    column('原因', 'Cause', 'steps.REVIEWED.data.cause', 28),
    column('改进措施', 'Lessons', 'steps.REVIEWED.data.lessons', 28),
    caseState,
    caseClosed,
  ],
  signed: [
    { zh: '值班负责人', en: 'In charge' },
    { zh: '客服经理', en: 'Manager' },
  ],
};
