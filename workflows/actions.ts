import { scheduleActivity } from '@temporalio/workflow';
import type { Effect, Json } from '../statechart/types';
import { plainError } from './failures';
import { DEFAULT_TIMEOUT_MS, type DurableOptions } from './options';
import { tellCase } from './tell-case';

type ActionEffect = Extract<Effect, { type: 'executeAction' }>;

/** What became of an action that could not be carried out. */
export interface ActionFailure {
  readonly action: string;
  readonly key: string;
  readonly error: Json;
  readonly policy: 'ignore' | 'event' | 'fail';
  readonly cause: unknown;
}

/**
 * Named actions without an implementation run as the activity of their name: `(params, key)`, where the key is the same
 * however often the activity is tried, so that what it does can be done once.
 */
export class Actions {
  private readonly pending = new Map<string, ActionEffect>();

  constructor(
    private readonly options: DurableOptions,
    private readonly settled: (failure?: ActionFailure) => void,
  ) {}

  get idle(): boolean {
    return this.pending.size === 0;
  }

  /** Is something under way that the next run must not do again? */
  get working(): boolean {
    return this.waited().length > 0;
  }

  /** What is under way and must be over before another run begins. */
  waited(): ActionEffect[] {
    return [...this.pending.values()].filter(effect => !this.mayRepeat(effect));
  }

  /** What is under way and the next run does again, under the same key. */
  again(): ActionEffect[] {
    return [...this.pending.values()].filter(effect => this.mayRepeat(effect));
  }

  private mayRepeat({ action }: ActionEffect): boolean {
    return this.options.actions?.[action]?.whenRunEnds === 'again';
  }

  execute(effect: ActionEffect): void {
    const { action, params, key } = effect;
    const { onFailure = 'ignore', whenRunEnds: _, tells, ...options } = this.options.actions?.[action] ?? {};
    this.pending.set(key, effect);
    const done = tells
      ? tellCase(params)
      : scheduleActivity<void>(action, [params ?? null, key], {
          startToCloseTimeout: options.scheduleToCloseTimeout ?? DEFAULT_TIMEOUT_MS,
          summary: summaryOf(action, params),
          ...options,
        });
    done.then(
      () => this.settle(key),
      cause => this.settle(key, { action, key, error: plainError(cause), policy: onFailure, cause }),
    );
  }

  private settle(key: string, failure?: ActionFailure): void {
    this.pending.delete(key);
    this.settled(failure);
  }
}

/** A procedure's messages say what they are in `summary`; it never carries a person. */
function summaryOf(action: string, params: Json | undefined): string {
  const summary = (params as { summary?: unknown } | null | undefined)?.summary;
  return typeof summary === 'string' ? summary : action;
}
