import { CancellationScope, log, proxyActivities } from '@temporalio/workflow';
import type { Message } from '../../machines/message';

const { notify } = proxyActivities<{ notify(message: Message, step: string): Promise<void> }>({
  startToCloseTimeout: '30s',
  scheduleToCloseTimeout: '24h',
  retry: { initialInterval: '1s', maximumInterval: '5m' },
});

/** Sends what a procedure has to say. Nothing waits for it but the end of the case, and nothing stops it. */
export class Post {
  private readonly open = new Set<Promise<void>>();
  private sent = 0;

  send(message: Message): void {
    const key = String(++this.sent);
    const delivery = CancellationScope.nonCancellable(() =>
      notify.executeWithOptions({ summary: message.summary }, [message, key]),
    )
      .catch(error => log.warn('A message could not be delivered', { key, error }))
      .finally(() => this.open.delete(delivery));
    this.open.add(delivery);
  }

  async delivered(): Promise<void> {
    await Promise.all(this.open);
  }
}
