import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuecourseError } from '../../time/error';
import { type Child, describeExit, startChild } from '../child';
import { prepareDataFolder } from '../data-folder';
import { prepareNamespace } from './namespace';
import { requireFreePort } from './ports';

export interface ServerOptions {
  /** Path of the Temporal CLI, from `findServer`. */
  readonly executable: string;
  readonly host: string;
  readonly port: number;
  /** Without it the server has no Web UI. */
  readonly uiPort?: number;
  /** Where its database and log are. Without it everything is in memory and gone at the end. */
  readonly dataDir?: string;
  readonly namespace: string;
  /** See `ChildOptions`. */
  readonly ownGroup?: boolean;
  /** How long (ms) it may take until it answers; default 60,000. */
  readonly timeout?: number;
  readonly signal?: AbortSignal;
}

/** Our own Temporal server, which answers. */
export interface Server extends Child {
  readonly address: string;
}

/** Names and values of the server's dynamic configuration. Time skipping has two names: later servers know the second. */
const dynamicConfig = {
  'frontend.WorkflowTimeSkippingEnabled': true,
  'system.workflowTimeSkippingEnabled': true,
  // A year of daily reminders in one go.
  'frontend.WorkflowTimeSkippingMaxSkipPerSession': 10_000,
  // Its own limits protect a shared cluster; here one machine serves one centre, whose bursts (a storm, a queue after a stop) must not be refused.
  'frontend.rps': 20_000,
  'frontend.namespaceRPS': 20_000,
  'frontend.namespaceRPS.visibility': 500,
  'history.rps': 20_000,
  'matching.rps': 20_000,
  // A case whose workflow task fails a second time is reported as one that stands still.
  'system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute': 2,
  // Updates under way in one case. One too many sets back those that were taken, on this server by the whole workflow task.
  'history.maxInFlightUpdates': 1_000,
  // Their bytes. The server takes an update of any size in and then cannot write down that it was refused: the workflow task fails
  // for as long as its sender waits, and nobody else is answered.
  'history.maxInFlightUpdatePayloads': 1_900_000,
};

/**
 * Starts a Temporal server and waits until it answers, has the search attributes and keeps finished cases for 30 days.
 *
 * @throws DuecourseError PORT_TAKEN, DATA_FOLDER_UNWRITABLE, SERVER_FAILED (with its last words), SEARCH_ATTRIBUTES_REFUSED
 */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { host, port, dataDir, namespace } = options;
  await requireFreePorts(options);
  if (dataDir) prepareDataFolder(dataDir);
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'duecourse-server-'));
  const child = startChild(options.executable, serverArguments(options), {
    log: join(folder, 'server.log'),
    ownGroup: options.ownGroup,
  });
  if (!dataDir) void child.exited.then(() => rmSync(folder, { recursive: true, force: true }));

  const address = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  try {
    await prepareNamespace(address, namespace, { timeout: options.timeout, signal: endOf(child, options), own: true });
    return { ...child, address };
  } catch (error) {
    await child.kill();
    throw error;
  }
}

/** @throws DuecourseError PORT_TAKEN */
export async function requireFreePorts({
  host,
  port,
  uiPort,
}: Pick<ServerOptions, 'host' | 'port' | 'uiPort'>): Promise<void> {
  await requireFreePort(host, port, 'port');
  if (uiPort !== undefined) await requireFreePort(host, uiPort, 'uiPort');
}

/** Aborts when the server ends, or when our caller wants no more. */
function endOf(child: Child, { executable, signal }: ServerOptions): AbortSignal {
  const end = new AbortController();
  signal?.addEventListener('abort', () => end.abort(signal.reason), { once: true });
  void child.exited.then(exit => {
    const message = `The Temporal server ended while it was starting (${describeExit(exit)}).\n${exit.lastLines}`;
    end.abort(new DuecourseError('SERVER_FAILED', message.trim(), { executable }));
  });
  return end.signal;
}

function serverArguments({ host, port, uiPort, dataDir, namespace }: ServerOptions): string[] {
  return [
    ...['server', 'start-dev', '--ip', host, '--port', `${port}`, '--namespace', namespace, '--log-level', 'error'],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-ip', host, '--ui-port', `${uiPort}`, '--ui-disable-news-fetch']),
    ...(dataDir ? ['--db-filename', join(dataDir, 'temporal.db')] : []),
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
  ];
}
