import {
  ApplicationFailure,
  condition,
  defineQuery,
  defineSignal,
  defineUpdate,
  setHandler,
} from '@temporalio/workflow';

interface Sent {
  readonly type: string;
}

/** What a workflow written by hand hears: updates that it waits for, others are refused, and signals. */
export class Inbox {
  private accepts: readonly string[] = [];
  private heard: string | undefined;
  private due: number | undefined;

  constructor() {
    setHandler(defineUpdate<Sent, [Sent]>('send'), event => this.hear(event), {
      validator: ({ type }) => {
        if (!this.accepts.includes(type)) throw ApplicationFailure.nonRetryable('not now', 'NOT_ACCEPTED');
      },
    });
    setHandler(defineSignal<[Sent]>('send'), event => void this.hear(event));
    setHandler(defineQuery('view'), () => ({
      status: 'active',
      accepts: this.accepts,
      deadlines: this.due === undefined ? [] : [{ status: 'waiting', due: this.due }],
    }));
  }

  /** The next event of these types; nothing when `within` (ms) is over. */
  async next(accepts: readonly string[], within?: number): Promise<string | undefined> {
    this.accepts = accepts;
    const over = () => this.heard !== undefined;
    if (within === undefined) await condition(over);
    else {
      this.due = Date.now() + within;
      await condition(over, within);
    }
    const heard = this.heard;
    this.accepts = [];
    this.heard = this.due = undefined;
    return heard;
  }

  private hear(event: Sent): Sent {
    if (this.accepts.includes(event.type)) this.heard ??= event.type;
    return event;
  }
}
