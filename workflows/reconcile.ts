import {
  ActivityCancellationType,
  CancellationScope,
  type ChildWorkflowOptions,
  getExternalWorkflowHandle,
  scheduleActivity,
  sleep,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { Case } from '../statechart/case';
import { nextRungOf, ringsOf } from '../statechart/clocks';
import { bilingual } from '../statechart/definition';
import { SEND } from '../statechart/protocol';
import { type AnyEvent, type Item, type Json, PARENT, type RunningActor, type Text } from '../statechart/types';
import { formatDuration } from '../time/duration';
import { plainError } from './failures';
import { DEFAULT_TIMEOUT_MS, type DurableOptions } from './options';

interface Addressee {
  signal(name: string, event: AnyEvent): Promise<void>;
}

interface Handle {
  /** What makes this handle the one that is wanted: an actor's generation. */
  readonly token: number;
  readonly scope: CancellationScope;
  /** Cancelling the scope is worth an event in history. */
  readonly cancellable: boolean;
  /** The actor whose work this is, where no other run may begin it anew. */
  readonly waited?: RunningActor;
}

/**
 * Keeps the live timers and activities of a run equal to what the case says should be running.
 * Whatever was started and stopped between two calls never existed; re-arming after continue-as-new needs no code of its own.
 */
export class Reconciler {
  private readonly handles = new Map<string, Handle>();
  /** Timers that have not fired, by the instant (ms) at which they will. */
  private readonly alarms = new Map<number, CancellationScope>();
  private readonly children = new Map<string, Promise<Addressee>>();

  constructor(
    private readonly options: DurableOptions,
    /** Something happened outside: a timer fired (no item), an actor answered. */
    private readonly wake: (answer?: (at: number) => Item) => void,
  ) {}

  /** `now` in ms; every timer of the case is due after it. */
  reconcile(of: Case, now: number): void {
    this.setAlarm(of, now);
    const wanted = new Map<string, { readonly token: number; readonly start: () => Handle }>();
    for (const actor of of.running()) {
      wanted.set(actor.actor, {
        token: actor.generation,
        start: () =>
          actor.workflow === undefined ? this.startActivity(actor) : this.startChild(actor, actor.workflow),
      });
    }
    for (const [key, handle] of this.handles) {
      if (wanted.get(key)?.token === handle.token) continue;
      this.handles.delete(key);
      if (handle.cancellable) handle.scope.cancel();
    }
    for (const [key, { start }] of wanted) if (!this.handles.has(key)) this.handles.set(key, start());
  }

  /** Work under way that must be over before another run begins. */
  working(): RunningActor[] {
    return [...this.handles.values()].flatMap(({ waited }) => waited ?? []);
  }

  /**
   * One timer serves every clock and wait of the case: only the next instant at which something is due has to be kept, so what is
   * over before its turn comes costs nothing in history. A timer that something is still waiting for is left as it is.
   */
  private setAlarm(of: Case, now: number): void {
    const wanted = new Map<number, () => string>();
    const want = (at: number, summary: () => string) => wanted.has(at) || wanted.set(at, summary);
    for (const { clock, rung } of ringsOf(of)) want(rung.at, () => clockSummary(of, clock));
    for (const { due, event } of of.timers()) want(due, () => timerSummary(of, event.type));
    for (const [at, scope] of this.alarms) {
      if (wanted.has(at)) continue;
      this.alarms.delete(at);
      scope.cancel();
    }
    const next = Math.min(...wanted.keys());
    const summary = wanted.get(next);
    if (summary && !this.alarms.has(next)) this.startTimer(next, now, summary());
  }

  private startTimer(due: number, now: number, summary: string): void {
    const scope = new CancellationScope();
    this.alarms.set(due, scope);
    const slept = scope.run(() => sleep(Math.max(1, due - now), { summary: cut(summary) }));
    slept.then(
      () => {
        if (this.alarms.get(due) === scope) this.alarms.delete(due);
        this.wake();
      },
      () => undefined,
    );
  }

  /** Passes an event to a case that runs as a workflow of its own: a child by its path, or the parent. One that is over gets nothing, as in XState. */
  tell(to: string, event: AnyEvent): void {
    const { parent } = workflowInfo();
    const target =
      to === PARENT ? parent && Promise.resolve(getExternalWorkflowHandle(parent.workflowId)) : this.children.get(to);
    target?.then(handle => (handle as Addressee).signal(SEND, event)).catch(() => undefined);
  }

  private startChild(actor: RunningActor, workflow: string): Handle {
    const { whenLeft: _, whenRunEnds: __, workflow: ___, ...options } = this.options.actors?.[actor.src] ?? {};
    const { actor: path, generation, input } = actor;
    const scope = new CancellationScope();
    const handle: Handle = { token: generation, scope, cancellable: true, waited: actor };
    const started = scope.run(() =>
      startChild(workflow, {
        ...(options as ChildWorkflowOptions),
        workflowId: `${workflowInfo().workflowId}/${path}`,
        args: input === undefined ? [] : [input],
        staticSummary: path,
      }),
    );
    this.children.set(path, started as Promise<Addressee>);
    const settle = (item: (at: number) => Item) => {
      if (this.handles.get(path) !== handle) return;
      this.handles.delete(path);
      this.children.delete(path);
      this.wake(item);
    };
    started
      .then(child => scope.run(() => child.result()))
      .then(
        output => settle(at => ({ type: 'done', at, actor: path, generation, output: output as Json | undefined })),
        error => settle(at => ({ type: 'error', at, actor: path, generation, error: plainError(error) })),
      );
    return handle;
  }

  private startActivity(actor: RunningActor): Handle {
    const {
      whenLeft = 'cancel',
      whenRunEnds = 'wait',
      workflow: _,
      ...options
    } = this.options.actors?.[actor.src] ?? {};
    const { actor: path, generation } = actor;
    const scope = new CancellationScope();
    const handle: Handle = {
      token: generation,
      scope,
      cancellable: whenLeft === 'cancel',
      ...(whenRunEnds === 'wait' && { waited: actor }),
    };
    const settle = (item: (at: number) => Item) => {
      if (this.handles.get(path) !== handle) return;
      this.handles.delete(path);
      this.wake(item);
    };
    const timeout = options.startToCloseTimeout ?? options.scheduleToCloseTimeout ?? DEFAULT_TIMEOUT_MS;
    const ran = scope.run(() =>
      scheduleActivity<never>(`${actor.machine}.${actor.src}`, actor.input === undefined ? [] : [actor.input], {
        startToCloseTimeout: timeout,
        cancellationType: ActivityCancellationType.TRY_CANCEL,
        summary: actor.actor,
        ...options,
      }),
    );
    ran.then(
      output => settle(at => ({ type: 'done', at, actor: path, generation, output })),
      error => settle(at => ({ type: 'error', at, actor: path, generation, error: plainError(error) })),
    );
    return handle;
  }
}

function timerSummary(of: Case, eventType: string): string {
  const known = of.definition.timerTitles[eventType];
  return known ? words(bilingual(known.title), known.rule) : eventType;
}

/** `答复期限 · Time to reply · 3 日 · 80 %`: the clock, its limit, what happens when the timer fires, and the rule. */
function clockSummary(of: Case, clock: string): string {
  const { title, rule, limit } = of.definition.clocks[clock]!;
  const duration = limit?.(of.snapshot.context);
  const rung = nextRungOf(of, clock);
  if (rung?.reason !== undefined)
    return words(bilingual(title), '暂停 · paused', bilingual(of.definition.pauses[rung.reason] ?? same(rung.reason)));
  return words(
    bilingual(title),
    duration && formatDuration(duration, 'zh'),
    rung?.share === undefined ? undefined : `${Math.round(rung.share * 100)} %`,
    rung?.level && `→ ${rung.level}`,
    rule,
  );
}

const same = (text: string): Text => ({ zh: text, en: text });

const words = (...parts: readonly (string | undefined)[]): string => parts.filter(Boolean).join(' · ');

/** The server takes 400 bytes of summary, the Web UI shows 120 characters. */
const cut = (words: string): string => (words.length > 120 ? `${words.slice(0, 119)}…` : words);
