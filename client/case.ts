import { randomUUID } from 'node:crypto';
import type { Client, WorkflowHandle } from '@temporalio/client';
import { matchesState } from 'xstate';
import type { MigrateOrder, MigrationPreview } from '../statechart/migrate';
import { EVENT_BYTES, MIGRATE, MIGRATION, REBASE, REBASED, REPAIR, SEND, tooLarge, VIEW } from '../statechart/protocol';
import type { Rebase, RebaseOrder, RebasePreview } from '../statechart/rebase';
import type { RepairOrder } from '../statechart/repair';
import type { AnyEvent, Sender } from '../statechart/types';
import type { Answer, View } from '../statechart/view';
import { DuecourseError } from '../time/error';
import { isOverdue, readable } from './errors';
import { patiently, until } from './patience';

/** Temporal lets ten updates be under way in one case. One queue a case keeps them in order as well. */
const WAIT_MS = 30_000;
/** A question that has had no answer for so long is asked once more; a case of some thousand events is replayed in less. */
const LOST_MS = 5_000;

/** What to wait for: a state (as XState's `matches` takes it), a tag, the end, or whatever can be told from the view. */
export type Awaited =
  | 'done'
  | { readonly state: Parameters<typeof matchesState>[0] }
  | { readonly tag: string }
  | { readonly where: (view: View) => boolean };

/** That an event happened earlier than it is sent. */
export interface Late {
  /** When it really happened: ms, ISO 8601 with its offset, or `2026-11-24 10:15` or (today) `10:15` in the case's zone. */
  readonly at: number | string;
  /** Why it is told only now; it is put on record. */
  readonly reason: string;
}

export interface SendOptions {
  readonly by?: Sender;
  readonly updateId?: string;
  /** Clocks go by when it happened; only roles that the policy names may say so. */
  readonly late?: Late;
}

/** What goes over the wire with an event: its sender, and when it really happened. */
type Wire = [AnyEvent, (Sender | null)?, Late?];

/** One case on the server. All instants are ms since the epoch. */
export class CaseHandle {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(
    readonly id: string,
    private readonly client: Client,
    private readonly address: string,
  ) {}

  /**
   * Sends an event and answers with what it made of the case. Sent in the order of the calls; safe to repeat with the same `updateId`.
   * @throws DuecourseError with the refusal's code (`NOT_ACCEPTED`, `ROLE_REFUSED`, `BAD_PAYLOAD`, `LATE_IN_FUTURE`, …), `CASE_CLOSED`, `UNKNOWN_CASE`, `EVENT_TOO_LARGE`
   */
  send(event: AnyEvent, { by, updateId = randomUUID(), late }: SendOptions = {}): Promise<Answer> {
    const bytes = Buffer.byteLength(JSON.stringify(late ? [event, late] : event));
    if (bytes > EVENT_BYTES) return Promise.reject(tooLarge(bytes));
    const args: Wire = late ? [event, by ?? null, late] : by ? [event, by] : [event];
    const sent = this.queue.then(() => this.update(args, updateId));
    this.queue = sent.catch(() => undefined);
    return sent;
  }

  /**
   * Decides about work that is parked: do it again, give it up, say what it should have answered, put the context right, or move the case.
   * @throws DuecourseError `BAD_REPAIR`, `ROLE_REFUSED`, `NO_INCIDENT`, `UNKNOWN_STATE`, `CASE_CLOSED`, `UNKNOWN_CASE`
   */
  repair(order: RepairOrder): Promise<Answer> {
    const updateId = randomUUID();
    return this.called(() =>
      patiently(() => this.handle.executeUpdate<Answer, [RepairOrder]>(REPAIR, { args: [order], updateId })),
    );
  }

  /**
   * Moves the case to a later version of its machine as soon as no work of it is under way; asking again does no harm.
   * @throws DuecourseError `UNKNOWN_VERSION`, `ROLE_REFUSED`, `NO_MIGRATION`, `BAD_MIGRATION`, `CASE_CLOSED`, `UNKNOWN_CASE`
   */
  migrate(order: MigrateOrder): Promise<Answer> {
    return this.called(() =>
      patiently(() => this.handle.executeUpdate<Answer, [MigrateOrder]>(MIGRATE, { args: [order] })),
    );
  }

  /** What moving the case to a later version now would make of it; nothing is changed. */
  previewMigration(to: number): Promise<MigrationPreview> {
    return this.ask(() => this.handle.query<MigrationPreview, [number]>(MIGRATION, to));
  }

  /**
   * Has the case go by another policy from now on; one that does so already is left as it is.
   * @throws DuecourseError `BAD_REBASE`, `ROLE_REFUSED`, `CASE_CLOSED`, `UNKNOWN_CASE`
   */
  rebase(order: RebaseOrder): Promise<Answer> {
    const updateId = randomUUID();
    return this.called(() =>
      patiently(() => this.handle.executeUpdate<Answer, [RebaseOrder]>(REBASE, { args: [order], updateId })),
    );
  }

  /** Which deadlines another policy would move now; nothing is changed. */
  previewRebase(order: Rebase): Promise<RebasePreview> {
    return this.ask(() => this.handle.query<RebasePreview, [Rebase]>(REBASED, order));
  }

  /** The case as it is; also of a finished one. */
  view(): Promise<View> {
    return this.ask(() => this.handle.query<View>(VIEW));
  }

  /**
   * Waits until the case is in a state, has a tag, or is done; `timeout` in ms (30 s unless told).
   * @throws DuecourseError `TIMED_OUT`, or `CASE_CLOSED` if the case ended without ever getting there
   */
  async waitFor(awaited: Awaited, { timeout = WAIT_MS }: { readonly timeout?: number } = {}): Promise<View> {
    let last: View | undefined;
    const found = await until(async () => {
      last = await this.view();
      if (satisfies(last, awaited)) return last;
      if (last.status !== 'active')
        throw new DuecourseError('CASE_CLOSED', `Case '${this.id}' ended without reaching ${words(awaited)}.`, {
          value: last.value,
        });
      return undefined;
    }, timeout);
    if (!found)
      throw new DuecourseError('TIMED_OUT', `Case '${this.id}' did not reach ${words(awaited)} within ${timeout} ms.`, {
        value: last?.value,
        timeout,
      });
    return found;
  }

  /** Waits for the end of the case: the machine's output. */
  result<T = unknown>(): Promise<T> {
    return this.called(() => this.handle.result() as Promise<T>);
  }

  /** The workflow type of the case and the run that is current, without asking the case itself. */
  describe(): Promise<{ readonly type: string; readonly runId: string; readonly status: string }> {
    return this.called(async () => {
      const { type, runId, status } = await patiently(() => this.handle.describe());
      return { type, runId, status: status.name };
    });
  }

  private get handle(): WorkflowHandle {
    return this.client.workflow.getHandle(this.id);
  }

  /** What a worker takes along into its death nobody answers: the server would let the sender wait for half a minute. */
  private ask<T>(query: () => Promise<T>): Promise<T> {
    const soon = () => this.client.withDeadline(Date.now() + LOST_MS, query);
    return this.called(() =>
      patiently(() => soon().catch(error => (isOverdue(error) ? query() : Promise.reject(error)))),
    );
  }

  private update(args: Wire, updateId: string): Promise<Answer> {
    return this.called(async () => {
      try {
        return await patiently(() => this.handle.executeUpdate<Answer, Wire>(SEND, { args, updateId }));
      } catch (error) {
        if (readable(error, this.id, this.address).code === 'UNKNOWN_CASE' && (await this.exists())) {
          throw new DuecourseError('CASE_CLOSED', `Case '${this.id}' is closed; it takes no more events.`, {
            id: this.id,
            event: args[0].type,
          });
        }
        throw error;
      }
    });
  }

  private async exists(): Promise<boolean> {
    return this.handle.describe().then(
      () => true,
      () => false,
    );
  }

  private async called<T>(call: () => Promise<T>): Promise<T> {
    try {
      return await call();
    } catch (error) {
      throw readable(error, this.id, this.address);
    }
  }
}

function satisfies(view: View, awaited: Awaited): boolean {
  if (awaited === 'done') return view.status === 'done';
  if ('where' in awaited) return awaited.where(view);
  return 'tag' in awaited ? view.tags.includes(awaited.tag) : matchesState(awaited.state, view.value);
}

function words(awaited: Awaited): string {
  if (awaited === 'done') return 'its end';
  if ('where' in awaited) return 'what was waited for';
  return 'tag' in awaited ? `the tag '${awaited.tag}'` : `the state ${JSON.stringify(awaited.state)}`;
}
