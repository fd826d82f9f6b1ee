import { type InjectedSinks, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../activities';
import type { Keeper } from '../activities/messages/keeper';
import type { Settings } from '../config/settings';
import type { RegisterSinks } from '../workflows/register-notice';
import { watchDirectory } from './directory';
import { keepPost } from './keep-messages';
import { type Messages, messageSource, openMessages } from './messages';
import { pinnedTo } from './pinned';
import { bundleProcedures } from './procedures-bundle';
import { followInto, type RegisterKeeper } from './register';
import { houseTemplates, zoneOfMessages } from './templates';

/** What follows from a template that is not used. */
const KEPT = 'The edit is not used: messages go on with the text from before.';
const NONE = 'Messages that need it wait until it is mended; `duecourse templates check` looks again.';

export interface ProceduresWorker {
  readonly worker: Worker;
  readonly connection: NativeConnection;
  readonly messages: Messages;
  /** What sends messages that wait for their time; to be stopped after the worker, which answers for its cases. */
  readonly keeper: Keeper;
  /** What keeps the register, where there is one; to be stopped after the worker. */
  readonly follower?: RegisterKeeper;
}

/**
 * A worker for the procedures of the house. `more` overrides Temporal's own options.
 * `messages` is to be closed once the worker has ended.
 * @throws DuecourseError `BAD_POLICY`, `BAD_CHANNELS`, `BAD_DIRECTORY`
 */
export async function createProceduresWorker(
  {
    address,
    namespace,
    taskQueue,
    dataDir,
    policy: policyFile,
    database,
    deployment,
    clock = Date.now,
  }: Pick<Settings, 'address' | 'namespace' | 'taskQueue' | 'dataDir' | 'policy' | 'database' | 'deployment'> & {
    /** The house's clock (ms), by which messages wait for their time; default this machine's. */
    readonly clock?: () => number;
  },
  more: Partial<WorkerOptions> = {},
): Promise<ProceduresWorker> {
  const zone = zoneOfMessages(policyFile);
  const templates = houseTemplates(policyFile, zone, (error, kept) =>
    Runtime.instance().logger.error(`${error.message}\n${kept ? KEPT : NONE}`),
  );
  await templates.readAll();
  let follower: RegisterKeeper | undefined;
  const messages = openMessages({ dataDir, policy: policyFile }, key => follower?.messageChanged(key));
  const timing = { ledger: messages.ledger, when: { ...messages.file.when, zone }, now: clock };
  const house = watchDirectory({
    policy: policyFile,
    zone,
    channels: [...messages.channels.keys()],
    warn: message => Runtime.instance().logger.warn(message),
  });
  const workflowBundle = more.workflowBundle ?? (await bundleProcedures());
  const connection = await NativeConnection.connect({ address });
  if (database !== undefined)
    follower = followInto(database, { address, namespace, taskQueue }, messageSource({ dataDir }));
  const sinks: InjectedSinks<RegisterSinks> = {
    register: { changed: { fn: ({ workflowId }, position) => follower?.changed(workflowId, position) } },
  };
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    activities: createActivities({ ...messages, ...timing, templates, house }),
    // How long the server waits for a worker that died before it asks another, ms.
    stickyQueueScheduleToStartTimeout: 3_000,
    sinks,
    ...(deployment !== undefined && pinnedTo(deployment)),
    ...more,
    workflowBundle,
  });
  for (const channel of messages.channels.values()) channel.listen?.();
  const keeper = keepPost({ ...timing, channels: messages.channels }, { address, namespace });
  return { worker, connection, messages, keeper, ...(follower && { follower }) };
}
