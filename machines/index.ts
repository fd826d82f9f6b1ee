import type { Procedure } from '../statechart/procedure';
import { adjudication } from './complaints/adjudication.machine';
import { customerComplaint } from './complaints/customer-complaint.machine';
import { employeeComplaint } from './complaints/employee-complaint.machine';
import { nonconformity } from './complaints/nonconformity.machine';
import { incident } from './service/incident.machine';
import { inquiry } from './service/inquiry.machine';
import { installation } from './service/installation.machine';
import { majorFault } from './service/major-fault.machine';
import { repairDispatch } from './service/repair-dispatch.machine';
import { serviceInterruption } from './service/service-interruption.machine';
import { supportTicket } from './service/support-ticket.machine';

/** The procedures of the house, as the workflow bundle sees them: machines without schemas. */
export const procedures: readonly Procedure[] = [
  adjudication,
  customerComplaint,
  employeeComplaint,
  incident,
  inquiry,
  installation,
  majorFault,
  nonconformity,
  repairDispatch,
  serviceInterruption,
  supportTicket,
];
