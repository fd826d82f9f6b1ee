import { adjudicationRules } from './adjudication';
import { employeeComplaintRules } from './employee-complaint';
import { everyCaseRules } from './every-case';
import { incidentRules } from './incident';
import { inquiryRules } from './inquiry';
import { installationRules } from './installation';
import { majorFaultRules } from './major-fault';
import { nonconformityRules } from './nonconformity';
import type { Rule } from './rule';
import { serviceInterruptionRules } from './service-interruption';
import { supportTicketRules } from './support-ticket';

/** Every rule that is told this way, by its procedure, or by what it is about. */
export const allRules: { readonly [procedure: string]: readonly Rule[] } = {
  adjudication: adjudicationRules,
  'employee-complaint': employeeComplaintRules,
  'every-case': everyCaseRules,
  incident: incidentRules,
  inquiry: inquiryRules,
  installation: installationRules,
  'major-fault': majorFaultRules,
  nonconformity: nonconformityRules,
  'service-interruption': serviceInterruptionRules,
  'support-ticket': supportTicketRules,
};
