import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { until } from '../../client/patience';
import { freePort } from '../../worker/server/ports';

/** A PostgreSQL server of the test's own, which it may kill and start again: the same port, and the same data. */
export interface Postgres {
  readonly url: string;
  readonly version: string;
  start(): Promise<void>;
  /** SIGKILL; its processes end by themselves once it is gone. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** Where Debian keeps what is not on the path. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder of PostgreSQL's programs; nothing where there is none. */
export function findPostgres(): string | undefined {
  const debian = existsSync(DEBIAN)
    ? readdirSync(DEBIAN)
        .sort((a, b) => Number(b) - Number(a))
        .map(version => join(DEBIAN, version, 'bin'))
    : [];
  const path = (process.env.PATH ?? '').split(':');
  return [...debian, ...path].find(
    folder => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  );
}

/** `initdb` refuses to be run by root: then the system's own user for it does. */
function user(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/** Starts one, too. @throws where `findPostgres` finds none */
export async function postgres(): Promise<Postgres> {
  const programs = findPostgres();
  if (!programs) throw new Error('There is no PostgreSQL here.');
  const as = user();
  const folder = mkdtempSync(join(tmpdir(), 'duecourse-postgres-'));
  chmodSync(folder, 0o777);
  const data = join(folder, 'data');
  const run = { ...as, cwd: folder, stdio: 'ignore' as const };
  execFileSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'duecourse', '-E', 'UTF8', '--locale=C.UTF-8', '--auth=trust'],
    run,
  );
  const port = await freePort();
  const url = `postgres://duecourse@127.0.0.1:${port}/postgres`;
  const flags = [
    '-D',
    data,
    '-p',
    `${port}`,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    `unix_socket_directories=${folder}`,
  ];
  let server: ReturnType<typeof spawn>;
  let gone: Promise<void>;
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode === null && server.signalCode === null) process.kill(server.pid!, signal);
    await gone;
  };
  const self: Postgres = {
    url,
    version: execFileSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' }).trim(),
    async start() {
      server = spawn(join(programs, 'postgres'), flags, { ...run, detached: true });
      gone = new Promise(resolve => server.once('exit', () => resolve()));
      if (!(await until(() => answers(url), 60_000))) throw new Error('PostgreSQL does not answer.');
    },
    kill: () => end('SIGKILL'),
    async stop() {
      await end('SIGINT');
      await rm(folder, { recursive: true, force: true });
    },
  };
  await self.start();
  return self;
}

async function answers(connectionString: string): Promise<true | undefined> {
  const client = new Client({ connectionString });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return undefined;
  } finally {
    await client.end().catch(() => {});
  }
}
