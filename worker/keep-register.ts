import { join } from 'node:path';
import type { Settings } from '../config/settings';
import { isFirst, startEmbedded } from '../register/embedded/start';
import type { Child, Exit } from './child';
import type { Reporter } from './reporter';
import { freePort } from './server/ports';
import { type Supervised, supervise } from './supervise';

/** The built-in database of this machine's register: where its files are, and at which port it is served as long as `up` runs. */
export interface EmbeddedDatabase {
  readonly folder: string;
  readonly port: number;
  readonly url: string;
}

/** @returns nothing where the settings name a database, or want none */
export async function embeddedDatabase({
  dataDir,
  database,
  unregistered,
}: Settings): Promise<EmbeddedDatabase | undefined> {
  if (database !== undefined || unregistered) return undefined;
  const port = await freePort();
  return { folder: join(dataDir, 'register'), port, url: `postgres://postgres@127.0.0.1:${port}/postgres` };
}

/** Keeps it running. One that cannot be opened at all is told to the person at the terminal: cases go on without it. */
export async function keepRegister(
  { folder, port }: EmbeddedDatabase,
  reporter: Reporter,
  signal: AbortSignal,
): Promise<Supervised | undefined> {
  const start = async (until: AbortSignal): Promise<Child> => {
    const { ended, stop, kill } = await startEmbedded({ folder, port, signal: until });
    const exited = ended.then((why): Exit => ({ code: null, signal: null, error: new Error(why), lastLines: '' }));
    const over = async (how: () => Promise<void>): Promise<Exit> => {
      await how();
      return exited;
    };
    return { pid: undefined, exited, stop: () => over(stop), kill: () => over(kill) };
  };
  const first = isFirst(folder);
  if (first)
    reporter.say({
      zh: '首次启动：正在建立台账（约 10 秒，不影响办案）…',
      en: 'First start: the register is being set up (about 10 s; cases do not wait for it) …',
    });
  try {
    const kept = await supervise(
      {
        start,
        grace: 10_000,
        onDown: (why, pause) =>
          reporter.say({
            zh: `台账数据库已停止（${why}），${pause / 1000} 秒后重新启动；案件照常办理。`,
            en: `The register's database is down (${why}); it is started again in ${pause / 1000} s. Cases go on.`,
          }),
        onUp: () => reporter.say({ zh: '台账数据库已恢复运行。', en: "The register's database runs again." }),
      },
      signal,
    );
    if (first) reporter.say({ zh: '台账已建立。', en: 'The register is set up.' });
    return kept;
  } catch (error) {
    if (!signal.aborted)
      reporter.say({
        zh: `台账无法打开，案件照常办理：${error instanceof Error ? error.message : error}`,
        en: `There is no register; cases go on without it: ${error instanceof Error ? error.message : error}`,
      });
    return undefined;
  }
}
