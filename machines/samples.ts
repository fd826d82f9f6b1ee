import { adjudicationSamples } from './complaints/adjudication.samples';
import { customerComplaintSamples } from './complaints/customer-complaint.samples';
import { employeeComplaintSamples } from './complaints/employee-complaint.samples';
import { nonconformitySamples } from './complaints/nonconformity.samples';
import { everyCaseSamples } from './every-case/every-case.samples';
import type { Samples } from './sample';
import { incidentSamples } from './service/incident.samples';
import { inquirySamples } from './service/inquiry.samples';
import { installationSamples } from './service/installation.samples';
import { majorFaultSamples } from './service/major-fault.samples';
import { repairDispatchSamples } from './service/repair-dispatch.samples';
import { serviceInterruptionSamples } from './service/service-interruption.samples';
import { supportTicketSamples } from './service/support-ticket.samples';

/** What the messages of each procedure of the house are filled with, and those of every case. */
export const samples: { readonly [procedure: string]: Samples } = {
  adjudication: adjudicationSamples,
  'customer-complaint': customerComplaintSamples,
  'employee-complaint': employeeComplaintSamples,
  'every-case': everyCaseSamples,
  incident: incidentSamples,
  inquiry: inquirySamples,
  installation: installationSamples,
  'major-fault': majorFaultSamples,
  nonconformity: nonconformitySamples,
  'repair-dispatch': repairDispatchSamples,
  'service-interruption': serviceInterruptionSamples,
  'support-ticket': supportTicketSamples,
};

/** The samples that have a template of a procedure: its own, or those of every case. */
export function samplesFor(procedure: string, template: string): Samples | undefined {
  const places = [procedure, 'every-case'].filter(name => Object.hasOwn(samples, name)).map(name => samples[name]!);
  return places.find(({ messages }) => Object.hasOwn(messages, template));
}
