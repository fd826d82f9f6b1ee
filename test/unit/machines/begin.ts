import { join } from 'node:path';
import { entryOf, housePolicy } from '../../../machines/catalogue';
import { sliceOf } from '../../../machines/policy/load';
import { given, type Scenario } from '../../../testing/scenario';

export const AT = '2026-11-23T09:00:00+08:00';

const policy = housePolicy(join(__dirname, '../../../policy/service-centre.yaml'));

/** A case of the house under the shipped policy, begun on a Monday at nine in Shanghai. */
export function begin(name: string, input: object): Scenario {
  const slice = sliceOf(policy, name, Date.parse(AT));
  return given(entryOf(name).procedure, input, { at: AT, policy: slice, by: 'agent:Chen' });
}

export const complaint = (more: object = {}): Scenario =>
  begin('customer-complaint', {
    complainant: { name: 'Lin', phone: '+86 100 0000 0101' },
    channel: 'phone',
    subject: 'late delivery',
    content: 'Nothing has come.',
    ...more,
  });

export const repair = (more: object = {}): Scenario =>
  begin('repair-dispatch', {
    owner: { name: 'Zhou', phone: '+86 100 0000 0202' },
    address: '8 Model Road',
    unit: '1202',
    fault: 'The sink leaks.',
    ...more,
  });

export const majorFault = (): Scenario =>
  begin('major-fault', {
    customer: { name: 'Wu', phone: '+86 100 0000 0404' },
    occurredAt: '2026-11-23T08:20:00+08:00',
    place: 'plant 2',
    symptoms: 'Both chillers have stopped.',
    plan: 'Switch over.',
  });

export const incident = (more: object = {}): Scenario =>
  begin('incident', { kind: 'fire', place: 'building 3', situation: 'Smoke.', ...more });

export const inquiry = (more: object = {}): Scenario =>
  begin('inquiry', {
    customer: { name: 'Wu', phone: '+86 100 0000 0303' },
    origin: 'phone',
    matter: 'warranty',
    reason: 'Does it cover the pump?',
    ...more,
  });

export const employeeComplaint = (more: object = {}): Scenario =>
  begin('employee-complaint', { subject: 'overtime', content: 'Three weekends are not paid.', ...more });

export const nonconformity = (more: object = {}): Scenario =>
  begin('nonconformity', {
    service: 'arrival',
    foundBy: 'callback',
    finding: 'Nobody came.',
    department: 'after-sales',
    ...more,
  });

export const adjudication = (more: object = {}): Scenario =>
  begin('adjudication', {
    matter: 'who pays',
    question: 'Packing or order entry?',
    departments: ['commerce', 'manufacturing'],
    ...more,
  });

export const supportTicket = (more: object = {}): Scenario =>
  begin('support-ticket', {
    customer: { name: 'Gu', phone: '+86 100 0000 0606' },
    product: 'X2',
    question: 'It shows E14.',
    ...more,
  });

/** Planned for four hours, three days ahead. */
export const serviceInterruption = (more: object = {}): Scenario =>
  begin('service-interruption', {
    service: 'water',
    area: 'building 3',
    reason: 'A valve.',
    from: '2026-11-26T09:00:00+08:00',
    until: '2026-11-26T13:00:00+08:00',
    concerned: { name: 'building 3', phone: '+86 100 0000 0505' },
    ...more,
  });

export const installation = (more: object = {}): Scenario =>
  begin('installation', {
    customer: { name: 'Qian', phone: '+86 100 0000 0707' },
    order: 'SO-7',
    product: 'W4',
    site: 'canteen',
    ...more,
  });
