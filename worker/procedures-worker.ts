import { join } from 'node:path';
import { type InjectedSinks, NativeConnection, Runtime, Worker, type WorkerOptions } from '@temporalio/worker';
import { createActivities } from '../activities';
import { templatesIn } from '../activities/messages/templates';
import type { Settings } from '../config/settings';
import { housePolicy } from '../machines/catalogue';
import { zoneOffsets } from '../machines/policy/zone-offsets';
import { DAY } from '../time/duration';
import type { RegisterSinks } from '../workflows/register-notice';
import { watchDirectory } from './directory';
import { type Messages, messageSource, openMessages } from './messages';
import { pinnedTo } from './pinned';
import { bundleProcedures } from './procedures-bundle';
import { followInto, type RegisterKeeper } from './register';

/** How far ahead messages can write instants in the zone's own time. */
const AHEAD = 3 * 366 * DAY;

export interface ProceduresWorker {
  readonly worker: Worker;
  readonly connection: NativeConnection;
  readonly messages: Messages;
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
  }: Pick<Settings, 'address' | 'namespace' | 'taskQueue' | 'dataDir' | 'policy' | 'database' | 'deployment'>,
  more: Partial<WorkerOptions> = {},
): Promise<ProceduresWorker> {
  const policy = housePolicy(policyFile);
  const now = Date.now();
  const zone = zoneOffsets(policy.zone, now - AHEAD, now + AHEAD);
  let follower: RegisterKeeper | undefined;
  const messages = openMessages({ dataDir, policy: policyFile }, key => follower?.messageChanged(key));
  const templates = templatesIn(join(policyFile, '..', 'templates'), zone);
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
    activities: createActivities({ ...messages, templates, house }),
    // How long the server waits for a worker that died before it asks another, ms.
    stickyQueueScheduleToStartTimeout: 3_000,
    sinks,
    ...(deployment !== undefined && pinnedTo(deployment)),
    ...more,
    workflowBundle,
  });
  for (const channel of messages.channels.values()) channel.listen?.();
  return { worker, connection, messages, ...(follower && { follower }) };
}
