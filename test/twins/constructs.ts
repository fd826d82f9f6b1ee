import {
  CancellationScope,
  condition,
  executeChild,
  getExternalWorkflowHandle,
  isCancellation,
  proxyActivities,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { Inbox } from './inbox';

const HOUR = 3_600_000;
const { work, tell } = proxyActivities<{ work(input: string): Promise<string>; tell(): Promise<void> }>({
  startToCloseTimeout: '60s',
  heartbeatTimeout: '5s',
  cancellationType: 'TRY_CANCEL',
});

/** The machines of test/support/construct-machines.ts as somebody would write them without XState. */
export async function nothing(): Promise<void> {}

export async function event(): Promise<void> {
  await new Inbox().next(['GO']);
}

export async function wait(): Promise<void> {
  await new Inbox().next([], HOUR);
}

export async function waitLeft(): Promise<void> {
  const inbox = new Inbox();
  if (await inbox.next(['GO'], HOUR)) await inbox.next(['GO']);
}

export async function repeated(): Promise<void> {
  const inbox = new Inbox();
  for (let rung = 0; rung < 5; rung++) await inbox.next([], HOUR);
}

export async function promise(): Promise<void> {
  await work('quick');
}

export async function cancelled(): Promise<void> {
  const inbox = new Inbox();
  const busy = new CancellationScope();
  const done = busy.run(() => work('long')).catch(ignoreCancellation);
  if ((await Promise.race([done, inbox.next(['GO'])])) !== 'GO') return;
  busy.cancel();
  await inbox.next(['GO']);
}

export async function finished(): Promise<void> {
  const inbox = new Inbox();
  if ((await Promise.race([work('long'), inbox.next(['GO'])])) === 'GO') await inbox.next(['GO']);
}

export async function action(): Promise<void> {
  await tell();
}

export async function parallel(): Promise<void> {
  const inbox = new Inbox();
  await Promise.all([work('quick'), work('slow')]);
  await inbox.next(['GO']);
}

export async function history(): Promise<void> {
  const inbox = new Inbox();
  let stage: 'draft' | 'review' = 'draft';
  for (;;) {
    const heard = await inbox.next(['NEXT', 'HOLD'], stage === 'draft' ? HOUR : 2 * HOUR);
    if (heard === 'HOLD') await inbox.next(['GO']);
    else if (heard === undefined || stage === 'review') return;
    else stage = 'review';
  }
}

export async function childInside(): Promise<void> {
  await new Inbox().next(['GO'], HOUR);
}

export async function child(): Promise<string> {
  const inbox = new Inbox();
  await getExternalWorkflowHandle(workflowInfo().parent!.workflowId).signal('send', { type: 'BEGUN' });
  await inbox.next(['WORD'], HOUR);
  return 'answered';
}

export async function bareChild(): Promise<void> {
  await new Inbox().next(['WORD']);
}

export async function childWorkflow(): Promise<void> {
  await executeChild(bareChild, { workflowId: childId() });
}

export async function childMessages(): Promise<void> {
  const inbox = new Inbox();
  const begun = inbox.next(['BEGUN']);
  const started = await startChild(child, { workflowId: childId() });
  let over = false;
  const answer = started.result().then(() => {
    over = true;
  });
  await begun;
  const passOn = inbox.next(['GO']).then(() => started.signal('send', { type: 'WORD' }));
  await condition(() => over);
  await Promise.all([answer, passOn]);
}

const childId = (): string => `${workflowInfo().workflowId}/child`;

const ignoreCancellation = (error: unknown): void => {
  if (!isCancellation(error)) throw error;
};
