// `node bench/replay/run.mjs [5|201]`: CPU time of replaying a case's history, by machine, by hand and as a live actor.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { withHouse } from '../house.mjs';
import { freshly, inRounds, machine, table } from '../rounds.mjs';
import { record } from './record.mjs';

/** Delays explained, and how often the history is replayed. */
const LENGTHS = [
  { delays: 5, times: 40 },
  { delays: 201, times: 6 },
];

const script = fileURLToPath(new URL('replay.mjs', import.meta.url));
Runtime.install({ logger: new DefaultLogger('ERROR') });
await withHouse(async ({ folder, files, policies, address }) => {
  for (const { delays, times } of LENGTHS.filter(each => String(each.delays).startsWith(process.argv[2] ?? ''))) {
    const events = {};
    const historyOf = name => join(folder, `${name} ${delays}.json`);
    for (const [name, bundle] of Object.entries(files)) {
      const taskQueue = `replay ${name} ${delays}`;
      events[name] = await record({ address, bundle, taskQueue, policies, delays, file: historyOf(name) });
    }
    const figures = await inRounds(Object.keys(files), name =>
      freshly(script, [files[name], historyOf(name), String(times)]),
    );
    console.log(`replay of ${JSON.stringify(events)} events, CPU ms (${machine()})\n`);
    console.log(`${table('way', figures, ['by hand'])}\n`);
  }
});
process.exit();
