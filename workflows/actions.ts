import { scheduleActivity } from '@temporalio/workflow';
import type { Effect, Json } from '../statechart/types';
import { plainError } from './failures';
import { DEFAULT_TIMEOUT_MS, type DurableOptions } from './options';

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
  private pending = 0;

  constructor(
    private readonly options: DurableOptions,
    private readonly settled: (failure?: ActionFailure) => void,
  ) {}

  get idle(): boolean {
    return this.pending === 0;
  }

  execute({ action, params, key }: ActionEffect): void {
    const { onFailure = 'ignore', ...options } = this.options.actions?.[action] ?? {};
    this.pending++;
    const done = scheduleActivity<void>(action, [params ?? null, key], {
      startToCloseTimeout: options.scheduleToCloseTimeout ?? DEFAULT_TIMEOUT_MS,
      summary: summaryOf(action, params),
      ...options,
    });
    done.then(
      () => this.settle(),
      cause => this.settle({ action, key, error: plainError(cause), policy: onFailure, cause }),
    );
  }

  private settle(failure?: ActionFailure): void {
    this.pending--;
    this.settled(failure);
  }
}

/** A procedure's messages say what they are in `summary`; it never carries a person. */
function summaryOf(action: string, params: Json | undefined): string {
  const summary = (params as { summary?: unknown } | null | undefined)?.summary;
  return typeof summary === 'string' ? summary : action;
}
