import { defineSearchAttributeKey } from '@temporalio/common';
import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  defineQuery,
  defineUpdate,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from '@temporalio/workflow';
import type { Deadline } from './deadline';

export interface Incoming {
  readonly type: string;
  readonly at: number;
  readonly by: { readonly role: string; readonly name?: string };
}

/** Who may send an event, and which fields it must have. */
export interface Rules {
  readonly [event: string]: { readonly by: readonly string[]; readonly fields?: { readonly [name: string]: string } };
}

export interface Answer {
  readonly value: string;
  readonly status: 'active' | 'done';
  readonly tags: readonly string[];
  readonly revision: number;
  readonly deadlines: readonly Due[];
}

interface Due {
  readonly name: string;
  readonly status: string;
  readonly due?: number;
  readonly next?: number;
}

interface Waiting<Event> {
  readonly types: readonly string[];
  readonly allow?: (event: Event) => boolean;
  /** ms */
  readonly within?: number;
  readonly summary?: string;
  readonly until?: () => boolean;
}

const send = defineUpdate<Answer, [{ type: string }, Incoming['by']]>('send');
const view = defineQuery<Answer & { accepts: readonly string[] }>('view');
const TAGS = defineSearchAttributeKey('CaseTags', 'KEYWORD_LIST');
const DEADLINE = defineSearchAttributeKey('CaseDeadline', 'DATETIME');

/** What people see of a case, and what they send to it: one event at a time, and only what the procedure waits for. */
export class CaseFile<Event extends Incoming> {
  private state = '';
  private tags: readonly string[] = [];
  private status: Answer['status'] = 'active';
  private readonly deadlines = new Map<string, Deadline>();
  private waiting: (Waiting<Event> & { readonly due?: number }) | undefined;
  private incoming: Event | undefined;
  private revision = 0;
  private published = '';
  private listening = false;

  constructor(private readonly rules: Rules) {}

  enter(state: string, ...tags: string[]): void {
    this.state = state;
    this.tags = tags;
  }

  watch(deadline: Deadline): Deadline {
    this.deadlines.set(deadline.name, deadline);
    return deadline;
  }

  /** The next event of these types; undefined when the time is over or `until` says so. */
  async next<T extends Event['type']>(
    types: readonly T[],
    more: Omit<Waiting<Event>, 'types'> = {},
  ): Promise<Extract<Event, { type: T }> | undefined> {
    const { within, until = () => false, summary = '' } = more;
    this.waiting = { ...more, types, ...(within !== undefined && { due: Date.now() + within }) };
    this.publish();
    this.listen();
    const over = () => this.incoming !== undefined || until();
    if (within === undefined) await condition(over);
    else await condition(over, within, { summary });
    const event = this.incoming;
    this.waiting = this.incoming = undefined;
    return event as Extract<Event, { type: T }> | undefined;
  }

  async close(state: string, ...tags: string[]): Promise<void> {
    this.enter(state, ...tags);
    this.status = 'done';
    this.publish();
    await condition(allHandlersFinished);
  }

  publish(): void {
    const due = this.dues().flatMap(({ due }) => due ?? []);
    const deadline = due.length > 0 ? new Date(Math.min(...due)) : null;
    setCurrentDetails(`**${this.state}**${deadline ? ` · ${deadline.toISOString()}` : ''}`);
    const attributes = JSON.stringify([this.tags, deadline]);
    if (attributes === this.published) return;
    this.published = attributes;
    upsertSearchAttributes([
      { key: TAGS, value: [...this.tags] },
      { key: DEADLINE, value: deadline },
    ]);
  }

  /** Only when the procedure waits for something: an event may come together with the start. */
  private listen(): void {
    if (this.listening) return;
    this.listening = true;
    setHandler(send, (event, by) => this.receive({ ...event, by, at: Date.now() } as unknown as Event), {
      validator: (event, by) => this.check({ ...event, by, at: Date.now() } as unknown as Event),
      description: '发送事件 · send an event',
    });
    setHandler(view, () => ({ ...this.answer(), accepts: this.waiting?.types ?? [] }));
  }

  private async receive(event: Event): Promise<Answer> {
    while (this.incoming) await condition(() => this.incoming === undefined);
    this.check(event);
    this.incoming = event;
    this.revision++;
    await condition(() => this.incoming !== event);
    return this.answer();
  }

  private check(event: Event): void {
    const { type, by } = event;
    const rule = this.rules[type];
    if (!rule) throw refusal('UNKNOWN_EVENT', `There is no event '${type}'.`);
    if (!rule.by.includes(by?.role)) throw refusal('ROLE_REFUSED', `'${type}' may be sent by ${rule.by.join(', ')}.`);
    for (const [field, kind] of Object.entries(rule.fields ?? {}))
      if (typeof (event as never)[field] !== kind)
        throw refusal('BAD_PAYLOAD', `'${type}': ${field} must be a ${kind}.`);
    if (!this.waiting?.types.includes(type) || this.waiting.allow?.(event) === false)
      throw refusal('NOT_ACCEPTED', `'${type}' is not accepted now.`);
  }

  private answer(): Answer {
    const { state, status, tags, revision } = this;
    return { value: state, status, tags, revision, deadlines: this.dues() };
  }

  private dues(): Due[] {
    const { waiting } = this;
    return [
      ...[...this.deadlines.values()].map(({ name, status, due, next }) => ({ name, status, due, next })),
      ...(waiting?.due === undefined ? [] : [{ name: waiting.summary ?? '', status: 'waiting', due: waiting.due }]),
    ];
  }
}

const refusal = (type: string, message: string) => ApplicationFailure.create({ type, message, nonRetryable: true });
