import { type Book, caseClosed, caseNumber, caseState, column, signedByKeeper } from '../book';
import { roles } from '../roles';

export const nonconformityBook: Book = {
  name: 'nonconformities',
  procedure: 'nonconformity',
  title: { zh: '不合格服务处理记录', en: 'Record of services that failed' },
  source: 'ORG 项目服务',
  layout: 'list',
  columns: [
    caseNumber,
    column('登记时间', 'Recorded', 'case.started', 16),
    column('服务', 'Service', 'context.service', 16),
    column('发现途径', 'Found by', 'context.foundBy', 10, {
      words: {
        callback: { zh: '回访', en: 'Callback' },
        inspection: { zh: '巡检', en: 'Inspection' },
        survey: { zh: '调查', en: 'Survey' },
        complaint: { zh: '投诉', en: 'Complaint' },
      },
    }),
    column('不合格情况', 'What was found', 'context.finding', 36),
    column('相关案件或地点', 'Case or site', 'context.reference', 16),
    column('责任部门', 'Liable', 'context.department', 12, { words: roles }),
    column('纠正情况', 'Corrected', 'steps.CORRECTED.data.correction', 28),
    column('原因', 'Cause', 'steps.CAUSE_FOUND.data.cause', 28),
    column('预防措施', 'Preventive action', 'steps.ACTION_PLANNED.data.action', 28),
    column('责任人', 'Owner', 'steps.ACTION_PLANNED.data.owner', 12, { words: roles }),
    column('完成日期', 'Due', 'steps.ACTION_PLANNED.data.dueAt', 16),
    column('落实情况', 'Taken', 'steps.ACTION_TAKEN.data.done', 28),
    column('效果有效', 'Effective', 'steps.EFFECT_CHECKED.data.effective', 10),
    column('验证情况', 'What was seen', 'steps.EFFECT_CHECKED.data.remark', 28),
    caseState,
    caseClosed,
  ],
  signed: signedByKeeper,
};
