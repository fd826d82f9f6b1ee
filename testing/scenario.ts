import { Case } from '../statechart/case';
import type { PolicySlice } from '../statechart/policy';
import type { Procedure } from '../statechart/procedure';
import { type RebaseOrder, rebase } from '../statechart/rebase';
import { passTime } from '../statechart/simulate';
import { begin, type Step, step } from '../statechart/step';
import type { AnyEvent, Envelope, JournalEntry, Sender } from '../statechart/types';
import { type View, viewOf } from '../statechart/view';
import { add } from '../time/add';
import { parseDuration } from '../time/duration';

/** What a machine said: a message's template, its receivers, and the data that it goes out with. */
export interface Said {
  readonly template: string;
  readonly to: readonly string[];
  readonly data: { readonly [name: string]: unknown };
  readonly summary: string;
}

export interface Beginning {
  /** ISO 8601 with its offset. */
  readonly at: string;
  readonly policy: PolicySlice;
  /** `role:name` of who starts the case. */
  readonly by?: string;
}

/** When something really happened (ISO 8601 with its offset), and why it is told only now. */
export interface ToldLate {
  readonly happened: string;
  readonly reason: string;
}

/**
 * One case of a procedure, told step by step without a server: time passes only when the scenario says so.
 * Nothing is changed by going on: each step is a scenario of its own, so that two endings can share a beginning.
 */
export class Scenario {
  private constructor(
    private readonly procedure: Procedure,
    private readonly policy: PolicySlice,
    private readonly envelope: Envelope,
    /** What was said in the last step. */
    readonly messages: readonly Said[],
    /** What the last step added to the journal. */
    readonly happened: readonly JournalEntry[],
  ) {}

  static of(procedure: Procedure, input: object, { at, policy, by }: Beginning): Scenario {
    const instant = Date.parse(at);
    const opening = { ...input, policy, at: instant, ...(by !== undefined && { by: senderOf(by) }) };
    return Scenario.after(procedure, policy, begin(procedure, opening, instant));
  }

  private static after(procedure: Procedure, policy: PolicySlice, { envelope, effects, audit }: Step): Scenario {
    const said = effects.flatMap(effect =>
      effect.type === 'executeAction' && effect.action === 'notify' ? [effect.params as unknown as Said] : [],
    );
    return new Scenario(procedure, policy, envelope, said, audit);
  }

  /** Somebody (`role:name`) sends an event, which may have happened earlier. @throws Error if the case does not take it */
  when(type: string, by: string, data: object = {}, late?: ToldLate): Scenario {
    const taken = this.attempt({ type, ...data }, by, late);
    if (!taken.accepted)
      throw new Error(`${type} is not accepted in ${this.state}; accepted: ${this.view.accepts.join(', ')}`);
    return Scenario.after(this.procedure, this.policy, taken);
  }

  /** Would the case take the event? */
  takes(type: string, by: string, data: object = {}): boolean {
    return this.attempt({ type, ...data }, by).accepted;
  }

  /** Time passes: `20 minutes`, `3 calendar days`. */
  after(duration: string): Scenario {
    const at = add(this.envelope.at, parseDuration(duration), this.policy.zone);
    return this.pass(at);
  }

  /** Time passes until an instant, ISO 8601. */
  until(instant: string): Scenario {
    return this.pass(Date.parse(instant));
  }

  /** Somebody has the case go by another policy. */
  rebased(order: RebaseOrder): Scenario {
    const before = Case.restore(this.procedure, this.envelope);
    const known = before.journal.length;
    const { by, reason, ...rest } = order;
    const now = rebase(before, rest, { at: this.envelope.at, reason, ...(by && { by }) });
    const [envelope, audit] = [now.persist(), now.journal.slice(known)];
    return Scenario.after(this.procedure, order.policy, { envelope, effects: now.effects, audit, accepted: true });
  }

  /** Names of the states from the outside in: `answering.judging`. */
  get state(): string {
    return pathOf(this.view.value);
  }

  /** What was said in the last step: `template → role, role`. */
  get told(): readonly string[] {
    return this.messages.map(({ template, to }) => `${template} → ${to.join(', ')}`);
  }

  /** Articles cited by the transitions of the last step. */
  get cited(): readonly string[] {
    return this.happened.flatMap(entry =>
      entry.type === 'event' ? entry.moves.flatMap(({ rule }) => rule ?? []) : [],
    );
  }

  /** How each clock stands, by name. */
  get clocks(): { readonly [name: string]: string } {
    return Object.fromEntries(
      this.view.deadlines.filter(({ status }) => status !== 'waiting').map(({ name, status }) => [name, status]),
    );
  }

  get view(): View {
    return viewOf(Case.restore(this.procedure, this.envelope), this.envelope.at);
  }

  private attempt(event: AnyEvent, by: string, late?: ToldLate): Step {
    const { at } = this.envelope;
    const happened = late && { late: { ...late, happened: Date.parse(late.happened) } };
    return step(this.procedure, this.envelope, { type: 'event', at, event, by: senderOf(by), ...happened });
  }

  /** Somebody is there at every instant at which anything falls due. */
  private pass(until: number): Scenario {
    const { envelope, moments } = passTime(this.procedure, { envelope: this.envelope, moments: [] }, until);
    const effects = moments.flatMap(moment => moment.effects);
    const audit = moments.flatMap(moment => moment.entries);
    return Scenario.after(this.procedure, this.policy, { envelope, effects, audit, accepted: true });
  }
}

/** Begins a scenario: `given(repairDispatch, leak, { at, policy }).when('DISPATCHED', 'agent:Li').after('20 minutes').told`. */
export const given = (procedure: Procedure, input: object, beginning: Beginning): Scenario =>
  Scenario.of(procedure, input, beginning);

function senderOf(by: string): Sender {
  const [role = '', ...name] = by.split(':');
  return { role, ...(name.length > 0 && { name: name.join(':') }) };
}

function pathOf(value: View['value']): string {
  if (typeof value === 'string') return value;
  return Object.entries(value)
    .map(([state, inside]) => (inside === undefined ? state : `${state}.${pathOf(inside)}`))
    .join(', ');
}
