import type { Procedure } from '../statechart/procedure';
import { DuecourseError } from '../time/error';
import { adjudicationSchema } from './complaints/adjudication.schema';
import { customerComplaintSchema } from './complaints/customer-complaint.schema';
import { employeeComplaintSchema } from './complaints/employee-complaint.schema';
import { nonconformitySchema } from './complaints/nonconformity.schema';
import { withEveryCase } from './every-case/every-case.schema';
import { procedures } from './index';
import { loadPolicy } from './policy/load';
import { didYouMean } from './policy/suggest';
import type { ProcedureSchema } from './schema';
import { incidentSchema } from './service/incident.schema';
import { inquirySchema } from './service/inquiry.schema';
import { installationSchema } from './service/installation.schema';
import { majorFaultSchema } from './service/major-fault.schema';
import { repairDispatchSchema } from './service/repair-dispatch.schema';
import { serviceInterruptionSchema } from './service/service-interruption.schema';
import { supportTicketSchema } from './service/support-ticket.schema';

/** A procedure with what may go into it. Node side only. */
export interface Entry {
  readonly procedure: Procedure;
  readonly schema: ProcedureSchema;
}

const schemaOf: { readonly [name: string]: ProcedureSchema } = {
  adjudication: adjudicationSchema,
  'customer-complaint': customerComplaintSchema,
  'employee-complaint': employeeComplaintSchema,
  incident: incidentSchema,
  inquiry: inquirySchema,
  installation: installationSchema,
  'major-fault': majorFaultSchema,
  nonconformity: nonconformitySchema,
  'repair-dispatch': repairDispatchSchema,
  'service-interruption': serviceInterruptionSchema,
  'support-ticket': supportTicketSchema,
};

/** Every procedure of the house, by name. */
export const catalogue: { readonly [name: string]: Entry } = Object.fromEntries(
  procedures.map(procedure => [
    procedure.name,
    { procedure, schema: withEveryCase(schemaOf[procedure.name]!, procedure) },
  ]),
);

/** @throws DuecourseError `UNKNOWN_PROCEDURE` */
export function entryOf(name: string): Entry {
  const entry = Object.hasOwn(catalogue, name) ? catalogue[name] : undefined;
  if (entry) return entry;
  const names = Object.keys(catalogue);
  throw new DuecourseError(
    'UNKNOWN_PROCEDURE',
    `There is no procedure '${name}'${didYouMean(name, names)}. There are: ${names.join(', ')}.`,
    { known: names },
  );
}

/** A policy file of the house, held against what every procedure needs of it. @throws DuecourseError `BAD_POLICY` */
export const housePolicy = (path: string) =>
  loadPolicy(path, { procedures: Object.fromEntries(procedures.map(({ name, needs }) => [name, needs])) });
