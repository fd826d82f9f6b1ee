import type { Client } from '@temporalio/client';
import type { Settings } from '../../../config/settings';
import { SEARCH } from '../../../statechart/protocol';
import { type Cases, connect } from '../../connect';
import { skipsTime } from '../../time-skipping';
import { type Check, check, fail, ok, warn } from './check';

const ADDRESS = {
  zh: '运行 `duecourse up`，或用 --address 指向服务器',
  en: 'run `duecourse up`, or name a server by --address',
};

/** What the server has to have. Without one there is nothing more to look at. */
export async function serverChecks(settings: Settings): Promise<Check[]> {
  const { address, namespace } = settings;
  let cases: Cases | undefined;
  const server = await check(
    'server',
    { zh: 'Temporal 服务器', en: 'Temporal server' },
    async () => {
      cases = await connect({ address, namespace });
      const { serverVersion } = await cases.temporal.workflowService.getSystemInfo({});
      return ok(`${address}, ${serverVersion}`);
    },
    ADDRESS,
  );
  if (!cases) return [server];
  const { temporal } = cases;
  try {
    return [
      server,
      await check('namespace', { zh: '命名空间', en: 'namespace' }, () => namespaceOf(temporal, namespace), {
        zh: '在服务器上创建它，或用 --namespace 另选',
        en: 'create it on the server, or choose another by --namespace',
      }),
      await check('search-attributes', { zh: '搜索属性', en: 'search attributes' }, () =>
        searchAttributes(temporal, namespace),
      ),
      await check('worker', { zh: '工作进程', en: 'worker' }, () => worker(temporal, settings)),
      await check('time-skipping', { zh: '时钟快进', en: 'time skipping' }, () => timeSkipping(temporal)),
    ];
  } finally {
    await cases.close();
  }
}

async function namespaceOf({ workflowService }: Client, namespace: string) {
  const { config } = await workflowService.describeNamespace({ namespace });
  const days = Math.round(Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0) / 86_400);
  return ok(`${namespace}, ${days} d`);
}

async function searchAttributes({ connection }: Client, namespace: string) {
  const { operatorService } = connection as import('@temporalio/client').Connection;
  const { customAttributes } = await operatorService.listSearchAttributes({ namespace });
  const missing = Object.values(SEARCH).filter(name => customAttributes?.[name] === undefined);
  return missing.length === 0
    ? ok(Object.values(SEARCH).join(', '))
    : fail(`- ${missing.join(', ')}`, {
        zh: '运行一次 `duecourse up`，它会登记',
        en: 'run `duecourse up` once: it registers them',
      });
}

async function worker({ workflowService }: Client, { namespace, taskQueue }: Settings) {
  const kinds = { workflows: 1, activities: 2 } as const;
  const counts = await Promise.all(
    Object.entries(kinds).map(async ([kind, taskQueueType]) => {
      const { pollers } = await workflowService.describeTaskQueue({
        namespace,
        taskQueue: { name: taskQueue },
        taskQueueType,
      });
      return { kind, polling: pollers.filter(({ lastAccessTime }) => isRecent(lastAccessTime?.seconds)).length };
    }),
  );
  const found = `${taskQueue}: ${counts.map(({ kind, polling }) => `${polling} ${kind}`).join(', ')}`;
  return counts.every(({ polling }) => polling > 0)
    ? ok(found)
    : fail(found, { zh: '运行 `duecourse up`，或检查 --task-queue', en: 'run `duecourse up`, or check --task-queue' });
}

/** A poll lasts a minute; whoever has not polled for two is gone. */
const isRecent = (seconds: unknown): boolean => Date.now() / 1_000 - Number(seconds ?? 0) < 120;

async function timeSkipping(client: Client) {
  return (await skipsTime(client))
    ? ok('forward')
    : warn('-', {
        zh: '`forward` 在此服务器上不可用；期限按真实时间走',
        en: '`forward` does not work on this server; deadlines keep real time',
      });
}
