// `node bench/latency/run.mjs`: how long an update takes on the real server, by machine, by hand and as a live actor, in turn.
import { fileURLToPath } from 'node:url';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { withHouse } from '../house.mjs';
import { freshly, machine, quantile, ROUNDS, table } from '../rounds.mjs';

const script = fileURLToPath(new URL('measure.mjs', import.meta.url));
Runtime.install({ logger: new DefaultLogger('ERROR') });
await withHouse(async ({ files, policies, address }) => {
  const names = Object.keys(files);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const order = Object.fromEntries((round % 2 ? names.toReversed() : names).map(name => [name, files[name]]));
    rounds.push(freshly(script, [JSON.stringify({ address, files: order, policies, round })]));
  }
  for (const [title, share] of Object.entries({ p50: 0.5, p99: 0.99 })) {
    const figures = Object.fromEntries(names.map(name => [name, rounds.map(round => quantile(round[name], share))]));
    console.log(`update, ${title} of each round, ms (${machine()})\n`);
    console.log(`${table('way', figures, ['by hand'])}\n`);
  }
});
process.exit();
