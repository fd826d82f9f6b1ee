import { type Book, caseClosed, caseNumber, caseState, column } from '../book';

export const majorFaultBook: Book = {
  name: 'major-faults',
  procedure: 'major-fault',
  title: { zh: '重大故障档案', en: 'File of major faults' },
  source: 'CSD-14 重大故障',
  layout: 'slip',
  columns: [
    caseNumber,
    column('报告时间', 'Reported', 'case.started', 16),
    column('备案编号', 'File number', 'steps.FILED.data.number', 14),
    column('立案时间', 'Filed', 'steps.FILED.at', 18),
    column('客户', 'Customer', 'context.customer.name', 12, { sight: 'name' }),
    column('电话', 'Phone', 'context.customer.phone', 18, { sight: 'phone' }),
    column('发生时间', 'Time', 'context.occurredAt', 16),
    column('地点', 'Place', 'context.place', 24, { sight: 'hidden' }),
    column('故障现象', 'Symptoms', 'context.symptoms', 36),
    column('处理方案', 'Plan', 'context.plan', 36),
    column('处理进展', 'Progress', 'steps.PROGRESS.data.report', 36),
    column('处理结果', 'Result', 'steps.ENDED.data.result', 36),
    column('影响', 'Impact', 'steps.ANALYSED.data.impact', 28),
    column('处理经过', 'Handling', 'steps.ANALYSED.data.handling', 36),
    column('原因', 'Cause', 'steps.ANALYSED.data.cause', 28),
    column('纠正措施', 'Correction', 'steps.ANALYSED.data.correction', 28),
    column('预防措施', 'Prevention', 'steps.ANALYSED.data.prevention', 28),
    caseState,
    caseClosed,
  ],
  signed: [
    { zh: '分管经理', en: 'Manager in charge' },
    { zh: '技术服务负责人', en: 'Head of technical service' },
  ],
};
