import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { nowOf } from '../../client/time-skipping';
import { differencesOf } from '../../register/check';
import { startEmbedded } from '../../register/embedded/start';
import { openRegister } from '../../register/open';
import { everyCase } from '../../register/rebuild';
import { freePort } from '../../worker/server/ports';
import { complaintScenarios } from '../scenarios/complaint';
import { repairScenarios } from '../scenarios/repair';
import { play } from '../scenarios/scenario';
import { databases, sayTested } from '../support/databases';
import { postgres } from '../support/postgres';
import { serviceCentre } from '../support/service-centre';

jest.setTimeout(300_000);

interface Killable {
  readonly url: string;
  readonly version: string;
  start(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** The built-in database in a folder, at a port that stays. */
async function embedded(): Promise<Killable> {
  const folder = mkdtempSync(join(tmpdir(), 'duecourse-register-'));
  const options = { folder: join(folder, 'register'), port: await freePort() };
  let database = await startEmbedded(options);
  return {
    url: database.url,
    version: 'PGlite, on disk',
    async start() {
      database = await startEmbedded(options);
    },
    kill: () => database.kill(),
    async stop() {
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const kinds = { PGlite: embedded, PostgreSQL: postgres } as const;

/** How often each database is killed while cases are under way, and how many of them are under way at once. */
const KILLS = 4;
const AT_ONCE = 6;

test.each(databases.map(([name]) => name as keyof typeof kinds))(
  '%s killed again and again under load: cases go on, no deadline is late, no row is lost',
  async name => {
    const database = await kinds[name]();
    sayTested(database.version);
    const centre = await serviceCentre({ taskQueue: `register-crash-${name}`, database: database.url });
    const { temporal } = centre.desk.cases;
    try {
      let killing = true;
      let number = 0;
      const scenarios = [
        complaintScenarios.justInTime,
        repairScenarios.late,
        repairScenarios.inTime,
        complaintScenarios.inTime,
      ];
      const busy = Array.from({ length: AT_ONCE }, async () => {
        while (killing) {
          const n = number++;
          await play(centre.desk, scenarios[n % scenarios.length]!, `crash-${name}-${n}`);
        }
      });
      for (let i = 0; i < KILLS; i++) {
        const before = number;
        await database.kill();
        // Cases are begun and carried on while there is no register at all.
        while (number < before + AT_ONCE) await delay(20);
        await database.start();
        await centre.registered();
      }
      // A deadline passes while the register is away.
      await database.kill();
      const late = await play(centre.desk, complaintScenarios.justInTime, `crash-${name}-late`);
      const { due } = (await centre.desk.show(late)).view.deadlines[0]!;
      await centre.desk.forward(late, due! - (await nowOf(temporal, late)));
      const missed = (await centre.desk.show(late)).view.journal.find(
        line => line.type === 'clock' && line.what === 'missed',
      );
      expect(missed?.at).toBe(due);
      await database.start();
      killing = false;
      await Promise.all(busy);
      await centre.registered();

      const register = openRegister(database.url);
      const ids = await everyCase({ client: temporal, taskQueue: centre.taskQueue }, register.db);
      expect(ids.length).toBe(number + 1);
      const differences = [];
      for (const id of ids) differences.push(...(await differencesOf(temporal, register.db, id)));
      await register.close();
      expect(differences).toEqual([]);
    } finally {
      await centre.stop();
      await database.stop();
    }
  },
);
