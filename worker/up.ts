import { removeRuntimeFile, writeRuntimeFile } from '../config/runtime-file';
import type { Settings } from '../config/settings';
import type { Text } from '../statechart/types';
import { prepareDataFolder } from './data-folder';
import { type DataLock, takeDataLock } from './data-lock';
import { embeddedDatabase, keepRegister } from './keep-register';
import { endProcess } from './process-identity';
import { type Reporter, silent } from './reporter';
import { findServer } from './server/find-server';
import { prepareNamespace } from './server/namespace';
import { requireFreePorts, startServer } from './server/start-server';
import { startWorker } from './start-worker';
import { Stopped, stopSignal } from './stop-signal';
import { type Supervised, type SuperviseOptions, supervise } from './supervise';

export interface UpOptions {
  /** End when `onReady` is over, instead of staying until Ctrl-C. */
  readonly once?: boolean;
  /** Called once server and worker are ready. `signal` aborts when everything is to end; what it throws ends everything. */
  readonly onReady?: (settings: Settings, signal: AbortSignal) => Promise<void>;
  readonly reporter?: Reporter;
  /** The worker's program, where a test has its own. */
  readonly workerMain?: string;
}

/**
 * Runs a service centre on this machine: a Temporal server (unless the settings name one), its Web UI and a worker. Both are started
 * again when they die. Stays until SIGINT, SIGTERM or SIGHUP, then ends the worker, then the server.
 *
 * @throws DuecourseError ALREADY_RUNNING, DATA_FOLDER_UNWRITABLE, SERVER_UNAVAILABLE, PORT_TAKEN, SERVER_FAILED, SERVER_UNREACHABLE,
 * NAMESPACE_UNKNOWN, SEARCH_ATTRIBUTES_REFUSED, WORKER_FAILED
 */
export async function up(settings: Settings, options: UpOptions = {}): Promise<void> {
  const { once = false, onReady } = options;
  prepareDataFolder(settings.dataDir);
  const lock = takeDataLock(settings.dataDir);
  const stop = stopSignal();
  const centre: Centre = {
    settings,
    lock,
    reporter: options.reporter ?? silent,
    signal: stop.signal,
    workerMain: options.workerMain,
  };
  const running: Supervised[] = [];
  const end = new AbortController();
  stop.signal.addEventListener('abort', () => end.abort(stop.signal.reason), { once: true });
  let register: Promise<Supervised | undefined> | undefined;
  try {
    for (const orphan of lock.orphans) await endProcess(orphan);
    const embedded = await embeddedDatabase(settings);
    // Nobody waits for it: its first start takes several seconds, and cases go on without it.
    register = embedded && keepRegister(embedded, centre.reporter, end.signal);
    if (!settings.external) running.unshift(await keepServer(centre));
    else
      await prepareNamespace(settings.address, settings.namespace, {
        timeout: 10_000,
        signal: stop.signal,
        own: false,
      });
    running.unshift(
      await keepWorker({ ...centre, settings: { ...settings, ...(embedded && { database: embedded.url }) } }),
    );
    const { address, uiUrl, namespace, taskQueue, policy, dataDir } = settings;
    const database = embedded?.url;
    writeRuntimeFile(dataDir, { address, uiUrl, namespace, taskQueue, policy, database, pid: process.pid });
    await Promise.race([onReady?.(settings, stop.signal), ended(stop.signal)]);
    if (!once) await ended(stop.signal);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  } finally {
    removeRuntimeFile(settings.dataDir);
    for (const part of running) await part.stop();
    end.abort(new Stopped('stopped'));
    await (await register)?.stop();
    lock.release();
    stop.release();
  }
}

interface Centre {
  readonly settings: Settings;
  readonly lock: DataLock;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  readonly workerMain?: string;
}

async function keepServer({ settings, lock, reporter, signal }: Centre): Promise<Supervised> {
  const { host, port, uiPort, dataDir, namespace } = settings;
  await requireFreePorts(settings);
  const executable = await findServer(reporter, signal);
  const start = async (until: AbortSignal) => {
    const server = await startServer({
      executable,
      host,
      port,
      uiPort,
      dataDir,
      namespace,
      ownGroup: true,
      signal: until,
    });
    lock.note('server', server.pid);
    return server;
  };
  return supervise(
    { start, grace: 10_000, ...told(reporter, { zh: 'Temporal 服务器', en: 'The Temporal server' }) },
    signal,
  );
}

async function keepWorker({ settings, lock, reporter, signal, workerMain }: Centre): Promise<Supervised> {
  const start = async (until: AbortSignal) => {
    const worker = await startWorker(settings, { main: workerMain, signal: until });
    lock.note('worker', worker.pid);
    return worker;
  };
  return supervise({ start, grace: 20_000, ...told(reporter, { zh: '工作进程', en: 'The worker' }) }, signal);
}

/** What a person is told when something has to be started again. */
function told(reporter: Reporter, what: Text): Pick<SuperviseOptions, 'onDown' | 'onUp'> {
  return {
    onDown: (why, pause) =>
      reporter.say({
        zh: `${what.zh}已停止（${why}），${pause / 1000} 秒后重新启动。`,
        en: `${what.en} is down (${why}); it is started again in ${pause / 1000} s.`,
      }),
    onUp: () => reporter.say({ zh: `${what.zh}已恢复运行。`, en: `${what.en} runs again.` }),
  };
}

/** Rejects when the signal aborts. */
function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
