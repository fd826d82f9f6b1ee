import { adjudicationRules } from './adjudication';
import { employeeComplaintRules } from './employee-complaint';
import { inquiryRules } from './inquiry';
import { majorFaultRules } from './major-fault';
import { nonconformityRules } from './nonconformity';
import type { Rule } from './rule';

/** Every rule of every procedure that is told this way, by its procedure. */
export const allRules: { readonly [procedure: string]: readonly Rule[] } = {
  adjudication: adjudicationRules,
  'employee-complaint': employeeComplaintRules,
  inquiry: inquiryRules,
  'major-fault': majorFaultRules,
  nonconformity: nonconformityRules,
};
