import { randomInt } from 'node:crypto';
import type { z } from 'zod';
import { type Entry, entryOf, housePolicy } from '../machines/catalogue';
import { type Policy, sliceOf } from '../machines/policy/load';
import type { ProcedureSchema } from '../machines/schema';
import type { Sender } from '../statechart/types';
import type { Answer, View } from '../statechart/view';
import { DuecourseError } from '../time/error';
import type { CaseHandle, Late } from './case';
import type { Cases } from './connect';
import { forward } from './forward';
import { requireOther, tooLateToReopen } from './other-case';
import { nowOf } from './time-skipping';

export interface StartCase {
  readonly input: unknown;
  readonly by: Sender;
  /** The case number; made up if absent. */
  readonly id?: string;
  readonly taskQueue?: string;
}

/** A case with what people call it, and the instant (ms) that it is for the case. */
export interface Shown {
  readonly id: string;
  readonly entry: Entry;
  readonly view: View;
  readonly now: number;
}

/** The service centre's desk: the procedures of the house on one server, checked by their schemas before anything leaves. */
export class Desk {
  private policy: Policy | undefined;

  constructor(
    readonly cases: Cases,
    private readonly policyFile: string,
  ) {}

  /**
   * Starts a case of a procedure under the policy as it is now.
   * @throws DuecourseError `UNKNOWN_PROCEDURE`, `ROLE_REFUSED`, `BAD_INPUT`, `BAD_POLICY`, `CASE_EXISTS`
   */
  async start(name: string, { input, by, id = caseNumber(name), taskQueue }: StartCase): Promise<CaseHandle> {
    const { procedure, schema } = entryOf(name);
    if (!schema.startedBy.includes(by.role as never)) {
      throw new DuecourseError(
        'ROLE_REFUSED',
        `'${name}' may be started by ${schema.startedBy.join(', ')}, not by ${by.role}.`,
        { allowed: schema.startedBy, role: by.role },
      );
    }
    const data = parsed(schema.input, input, 'BAD_INPUT', name);
    this.policy ??= housePolicy(this.policyFile);
    const now = Date.now();
    const policy = sliceOf(this.policy, name, now, now, data);
    return this.cases.start(name, {
      id,
      ...(taskQueue !== undefined && { taskQueue }),
      input: data,
      summary: `${procedure.title.zh} · ${procedure.title.en}`,
      details: `${procedure.source.join(' · ')} — ${name}@${procedure.version}, policy ${policy.version}`,
      searchAttributes: { procedure: name },
      carry: { version: procedure.version, policy, by: asNamed(schema, by) },
    });
  }

  /**
   * Sends an event of the case's procedure. `procedure` spares a look at the case when it is known; `late` says when it really happened.
   * @throws DuecourseError `UNKNOWN_EVENT`, `BAD_PAYLOAD`, what `requireOther` refuses, `REOPENED_TOO_LATE`, and the case's own refusals
   */
  async send(
    id: string,
    type: string,
    data: object,
    by: Sender,
    { procedure, late }: { readonly procedure?: string; readonly late?: Late } = {},
  ): Promise<Answer> {
    const { schema } = entryOf(procedure ?? (await this.procedureOf(id)));
    const event = Object.hasOwn(schema.events, type) ? schema.events[type] : undefined;
    if (!event) {
      const known = Object.keys(schema.events);
      throw new DuecourseError('UNKNOWN_EVENT', `There is no event '${type}' here; there are ${known.join(', ')}.`, {
        event: type,
        known,
      });
    }
    const fields = parsed(event.data, data, 'BAD_PAYLOAD', type);
    if (type === 'DUPLICATE') await requireOther(this.cases, id, (fields as { of: string }).of);
    const sent = this.cases.get(id).send({ type, ...fields }, { by: asNamed(schema, by), ...(late && { late }) });
    return type === 'REOPENED' ? sent.catch(error => Promise.reject(tooLateToReopen(id, error))) : sent;
  }

  async show(id: string): Promise<Shown> {
    const view = await this.cases.get(id).view();
    return { id, entry: entryOf(view.name), view, now: await nowOf(this.cases.temporal, id) };
  }

  /** Moves a case's clock forward by `ms`, where the server can. */
  forward(id: string, ms: number): Promise<void> {
    return forward(this.cases, id, ms);
  }

  private async procedureOf(id: string): Promise<string> {
    return (await this.cases.get(id).describe()).type;
  }
}

/** The sender as the case may know him: of some roles not even the name leaves the desk. */
const asNamed = ({ nameless = [] }: ProcedureSchema, by: Sender): Sender =>
  (nameless as readonly string[]).includes(by.role) ? { role: by.role } : by;

function parsed(schema: z.ZodType, value: unknown, code: string, what: string): object {
  const result = schema.safeParse(value);
  if (result.success) return result.data as object;
  const problems = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  const lines = problems.map(({ path, message }) => `  ${path || '(whole)'}: ${message}`);
  throw new DuecourseError(code, `What was given for '${what}' does not fit:\n${lines.join('\n')}`, { problems });
}

/** A case number that says what it is and carries nobody's data: `repair-dispatch-20261123-k4m9qx`. */
function caseNumber(procedure: string): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const tail = Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('');
  return `${procedure}-${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${tail}`;
}
