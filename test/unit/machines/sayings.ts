import { kinds } from '../../../machines/service/incident.plan';
import type { Said, Scenario } from '../../../testing/scenario';
import {
  adjudication,
  complaint,
  employeeComplaint,
  incident,
  inquiry,
  installation,
  majorFault,
  nonconformity,
  repair,
  serviceInterruption,
  supportTicket,
} from './begin';

/** Plays the steps in turn; all that was said on the way. */
function saidIn(begun: Scenario, ...steps: readonly ((c: Scenario) => Scenario)[]): Said[] {
  const [first, ...rest] = steps;
  return [...begun.messages, ...(first ? saidIn(first(begun), ...rest) : [])];
}

const send =
  (type: string, by: string, data: object = {}) =>
  (c: Scenario) =>
    c.when(type, by, data);
const after = (duration: string) => (c: Scenario) => c.after(duration);

/** Between them these cases say everything that the machines can say, with all that people may leave out given and left out. */
export const examples: { readonly [procedure: string]: readonly Said[] } = {
  adjudication: [
    ...saidIn(
      adjudication(),
      after('1 week'),
      send('OPINION_FILED', 'commerce', { opinion: 'o' }),
      send('OPINION_FILED', 'manufacturing', { opinion: 'o' }),
      after('1 week'),
      send('DECIDED', 'office', { decision: 'd' }),
      after('2 weeks'),
      send('CARRIED_OUT', 'supervision', { result: 'r' }),
    ),
    ...adjudication({ reference: 'CC-1' }).messages,
  ],
  'customer-complaint': [
    ...saidIn(
      complaint(),
      send('JUDGED', 'agent', { grounded: true, finding: 'f' }),
      send('DELAY_EXPLAINED', 'agent', { reason: 'r', nextReplyAt: '2026-11-25T17:00:00+08:00' }),
      after('4 calendar days'),
      send('REPLIED', 'agent', { reply: 'r' }),
      after('1 week'),
    ),
    ...saidIn(
      complaint({ reference: 'SO-1', wish: 'w' }),
      send('REFERRED_UP', 'agent', { reason: 'r' }),
      send('JUDGED', 'supervisor', { grounded: true, finding: 'f', liable: 'manufacturing' }),
    ),
    ...saidIn(complaint(), send('JUDGED', 'agent', { grounded: false, finding: 'f' })),
  ],
  'employee-complaint': [
    ...saidIn(
      employeeComplaint({ complainant: { name: 'He', email: 'he@example.com' }, wish: 'w' }),
      after('15 hours'),
      send('REPORTED', 'agent', { reason: 'r', major: true }),
      send('OPINION_ASKED', 'hr', { from: 'finance', question: 'q' }),
      after('1 calendar day'),
      send('OPINION_GIVEN', 'finance', { opinion: 'o' }),
      after('3 calendar days'),
      send('COMPLAINED_AGAIN', 'gm'),
      send('REFERRED_UP', 'hr', { to: 'chairman', reason: 'r' }),
      send('FINALLY_DECIDED', 'chairman', { grounded: true, reply: 'r' }),
    ),
    ...saidIn(
      employeeComplaint(),
      send('SETTLED', 'agent', { reply: 'r' }),
      send('REVIEW_ASKED', 'employee', { reason: 'r' }),
    ),
    ...saidIn(
      employeeComplaint({ complainant: { name: 'He' } }),
      send('REPORTED', 'agent', { reason: 'r', major: false }),
      send('DECIDED', 'hr', { grounded: false, reply: 'r' }),
    ),
  ],
  incident: [
    ...saidIn(
      incident({ occurredAt: '2026-11-23T08:50:00+08:00' }),
      after('10 minutes'),
      after('20 minutes'),
      send('SITUATION', 'guard', { report: 'r' }),
      send('OVER', 'manager', { result: 'r' }),
      after('3 calendar days'),
      send('REVIEWED', 'manager', { course: 'c', cause: 'c', lessons: 'l' }),
    ),
    ...kinds.flatMap(kind => incident({ kind }).messages),
    ...saidIn(incident(), send('WITHDRAWN', 'agent')),
  ],
  inquiry: [
    ...saidIn(
      inquiry({ weighty: true, urgent: true }),
      send('HANDED_OVER', 'agent', { to: 'after-sales', reason: 'r' }),
      send('BUCK_PASSED', 'lead', { person: 'p', remark: 'r' }),
      send('FOLLOW_UP_PROMISED', 'agent', { reason: 'r', followUpAt: '2026-11-23T12:00:00+08:00' }),
      after('2 calendar days'),
      send('ANSWERED', 'after-sales', { answer: 'a' }),
      send('ASKED_AGAIN', 'customer'),
    ),
    ...saidIn(inquiry({ customer: { name: 'Wu' } }), send('HANDED_OVER', 'agent', { to: 'lead', reason: 'r' })),
  ],
  installation: saidIn(
    installation(),
    after('3 calendar days'),
    send('DATE_AGREED', 'after-sales', {
      beginsAt: '2026-11-27T09:00:00+08:00',
      doneBy: '2026-11-28T09:00:00+08:00',
    }),
    after('40 hours'),
    after('8 hours'),
    send('LATE_EXPLAINED', 'agent', { reason: 'r', doneBy: '2026-11-30T09:00:00+08:00' }),
    send('INSTALLED', 'engineer'),
    send('COMMISSIONED', 'engineer'),
    send('TRAINED', 'engineer', { trained: 1 }),
    after('3 calendar days'),
    send('REFUSED', 'customer', { defects: 'd' }),
    after('3 calendar days'),
    send('REWORKED', 'engineer', { work: 'w' }),
    send('ACCEPTED', 'customer', { slip: 's' }),
    after('1 calendar day'),
    send('FILE_OPENED', 'agent', { file: 'f' }),
  ),
  'major-fault': saidIn(
    majorFault(),
    after('2 hours'),
    send('FILED', 'manager', { number: 'F-1' }),
    after('4 hours'),
    send('ENDED', 'engineering', { result: 'r' }),
    after('2 weeks'),
    send('ANALYSED', 'technical-service', { impact: 'i', handling: 'h', cause: 'c', correction: 'c', prevention: 'p' }),
  ),
  nonconformity: [
    ...saidIn(
      nonconformity({ reference: 'CC-1', foundBy: 'survey' }),
      after('3 calendar days'),
      send('CORRECTED', 'after-sales', { correction: 'c' }),
      after('1 week'),
      send('CAUSE_FOUND', 'lead', { cause: 'c' }),
      send('ACTION_PLANNED', 'lead', { action: 'a', owner: 'engineer', dueAt: '2026-12-23T12:00:00+08:00' }),
      after('30 calendar days'),
      send('ACTION_TAKEN', 'engineer', { done: 'd' }),
      after('40 calendar days'),
      send('EFFECT_CHECKED', 'lead', { effective: false, remark: 'r' }),
    ),
    ...nonconformity({ foundBy: 'inspection' }).messages,
    ...nonconformity({ foundBy: 'complaint' }).messages,
  ],
  'repair-dispatch': [
    ...saidIn(
      repair(),
      send('DISPATCHED', 'agent'),
      after('20 minutes'),
      send('ARRIVED', 'engineer'),
      send('PARTS_MISSING', 'engineer', { part: 'p', expectedAt: '2026-11-25T17:00:00+08:00' }),
      after('1 week'),
      after('1 week'),
      send('PARTS_ARRIVED', 'engineer'),
      after('3 calendar days'),
      send('REPAIRED', 'engineer'),
      after('48 hours'),
    ),
    ...saidIn(repair({ emergency: 'lift' }), send('WITHDRAWN', 'customer')),
  ],
  'service-interruption': [
    ...saidIn(
      serviceInterruption(),
      after('24 hours'),
      send('RESCHEDULED', 'manager', { from: '2026-11-27T09:00:00+08:00', until: '2026-11-27T13:00:00+08:00' }),
      after('1 calendar day'),
      after('46 hours'),
      send('ARRANGED', 'agent', { arrangements: 'a' }),
      after('2 hours'),
      after('3 hours'),
      after('1 hour'),
      send('ANNOUNCED_AGAIN', 'agent', { until: '2026-11-27T15:00:00+08:00', reason: 'r' }),
      send('RESTORED', 'engineer'),
    ),
    ...saidIn(serviceInterruption(), after('3 calendar days')),
    ...saidIn(serviceInterruption(), after('2 calendar days'), send('WITHDRAWN', 'engineering')),
    ...['water', 'power', 'gas', 'heating', 'lift', 'network'].flatMap(
      service => serviceInterruption({ service, incident: 'IN-1' }).messages,
    ),
    ...saidIn(
      serviceInterruption({ from: '2026-11-23T12:00:00+08:00', until: '2026-11-23T13:00:00+08:00' }),
      after('1 minute'),
    ),
  ],
  'support-ticket': [
    ...saidIn(
      supportTicket({ repeats: 'ST-1' }),
      send('REFERRED', 'agent'),
      after('13 hours'),
      after('11 hours'),
      send('REMOTE_OFFERED', 'agent'),
      send('DECLINED', 'customer'),
      after('24 hours'),
      send('VISIT_AGREED', 'agent', { visitAt: '2026-11-25T12:00:00+08:00' }),
      after('24 hours'),
      send('ARRIVED', 'engineer'),
      send('LEFT', 'engineer'),
      send('LATE_EXPLAINED', 'lead', { personal: true, reason: 'r' }),
      send('REPORT_FILED', 'engineer', { solved: true }),
      after('24 hours'),
      send('QUALITY_PROBLEM', 'engineer', { problem: 'p', department: 'manufacturing' }),
      ...['same-fault', 'rudeness', 'favours', 'late'].map(about =>
        send('COMPLAINT_PROVED', 'hr', { about, complaint: 'CC-1' }),
      ),
    ),
    ...saidIn(supportTicket(), send('REFERRED', 'agent', { remark: 'r' }), send('ANSWERED', 'agent', { answer: 'a' })),
    ...saidIn(
      supportTicket({ customer: { name: 'Gu' } }),
      send('VISIT_AGREED', 'agent', { visitAt: '2026-11-25T12:00:00+08:00' }),
    ),
  ],
};
