import * as wf from '@temporalio/workflow';
import type { Case } from '../statechart/case';
import { EVENT_BYTES, SEND, SKIP } from '../statechart/protocol';
import { requireSkip, type Skip, signalFailed } from '../statechart/skip';
import type { Item, Sender } from '../statechart/types';
import { DuecourseError } from '../time/error';
import { isRefusal } from './failures';
import {
  asKnown,
  checkForm,
  type EventRules,
  notAccepted,
  read,
  requireRepairer,
  type Sent,
  senderOf,
} from './ingress';
import { AS_SENT, decoded } from './payloads';

/** The run that is sent signals. */
interface Signalled {
  readonly case: Case;
  readonly rules: EventRules | undefined;
  /** @throws DuecourseError where what was sent says something of itself that cannot be. `at` in ms */
  itemNow(sent: Sent, at: number): Item;
  /** Was it accepted? */
  take(item: Item): boolean;
  /** Says that the case was changed. */
  changed(): void;
}

interface Held {
  readonly number: number;
  readonly wire: readonly unknown[];
  skip?: Skip;
}

/**
 * Signals are held until the activation that brought them is complete, then stepped in their order. One that cannot be stepped fails its
 * task and comes again with the next attempt; a person can have skipped it by then, for what they say comes with that attempt as well.
 *
 * The first signal of a run is number 1, as in its history; those that a parked run has kept come before it, the last of them is -1.
 */
export class Signals {
  private readonly held: Held[];
  private received = 0;
  private failed: Error | undefined;

  /** `late`: what a parked run has kept, each with its arguments. */
  constructor(
    private readonly run: Signalled,
    late: readonly (readonly unknown[])[],
  ) {
    this.held = late.map((wire, at) => ({ number: at - late.length, wire }));
  }

  /** Lets the run be signalled. `wake` is called at every signal. */
  listen(wake: () => void): void {
    const receive = (wire: readonly unknown[]) => {
      this.held.push({ number: ++this.received, wire });
      wake();
    };
    const skip = (wire: readonly unknown[]) => {
      this.skip(wire);
      wake();
    };
    wf.setHandler(wf.defineSignal<unknown[]>(SEND, { typeInfo: AS_SENT }), (...sent) => receive(sent), {
      description: '发送事件, 不等回答 · send an event without waiting; a refusal is written into the journal.',
    });
    wf.setHandler(wf.defineSignal<unknown[]>(SKIP, { typeInfo: AS_SENT }), (...sent) => skip(sent), {
      description: '跳过无法处理的信号 · go on without a signal: {"signal":3,"reason":"…","by":{"role":"manager"}}',
    });
  }

  /**
   * Steps what is held. What threw has left the case between two steps, so nothing is stepped after it.
   * @throws Error `SignalFailed`, which names the signal, whatever the step threw
   */
  step(): void {
    if (this.failed) throw this.failed;
    for (const { number, wire, skip } of this.held.splice(0)) {
      try {
        if (skip) this.skipped(wire, skip);
        else this.take(wire);
      } catch (error) {
        this.failed = signalFailed(number, error);
        throw this.failed;
      }
    }
  }

  private take(wire: readonly unknown[]): void {
    const { run } = this;
    let sent: Sent | undefined;
    let item: Item;
    try {
      sent = read(decoded(wire, EVENT_BYTES), run.rules);
      checkForm(run.case.definition, run.rules, sent);
      item = run.itemNow(sent, Date.now());
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.refused(sent?.event.type ?? nameIn(wire), error.code, sent?.by);
      return;
    }
    const { event, by } = sent;
    if (!run.take(item)) this.refused(event.type, notAccepted(run.case, event).code, by);
  }

  private skip(wire: readonly unknown[]): void {
    let by: Sender | undefined;
    try {
      const [order] = decoded(wire, EVENT_BYTES);
      ({ by } = senderOf((order as Partial<Skip> | null)?.by));
      requireRepairer(this.run.rules, by);
      const { signal, reason } = requireSkip(order);
      this.heldAs(signal).skip = { signal, reason, ...(by && { by }) };
    } catch (error) {
      if (!isRefusal(error)) throw error;
      this.refused(SKIP, error.code, by);
    }
  }

  private heldAs(signal: number): Held {
    const held = this.held.find(({ number, skip }) => number === signal && !skip);
    if (held) return held;
    const message = `Signal ${signal} does not hold the case up: it is stepped, skipped, or never came.`;
    throw new DuecourseError('NO_INCIDENT', message, { signal });
  }

  private skipped(wire: readonly unknown[], { signal, ...why }: Skip): void {
    const { run } = this;
    const target = `${signal} ${nameIn(wire)}`;
    run.case.journal.push({ type: 'repair', at: Date.now(), what: 'skip-signal', target, ...why });
    run.case.revision++;
    run.changed();
  }

  /** A run full of refusals must be able to end as well: each of them counts as a change. */
  private refused(event: string, code: string, by: Sender | undefined): void {
    const known = by && { by: asKnown(this.run.rules, by) };
    this.run.case.journal.push({ type: 'refused', at: Date.now(), event, code, ...known });
    this.run.changed();
  }
}

/** What a signal that cannot be read as an event called itself, if it did. */
function nameIn(sent: readonly unknown[]): string {
  try {
    const { type } = (decoded(sent, EVENT_BYTES)[0] ?? {}) as { type?: unknown };
    return typeof type === 'string' ? type : '?';
  } catch {
    return '?';
  }
}
