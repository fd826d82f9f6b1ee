// `node bench/heap/run.mjs [cases]`: heap for each open cached case, by machine, by hand and as a live actor, in a fresh process each, in turn.
import { withHouse } from '../house.mjs';
import { inRounds, median } from '../rounds.mjs';
import { kindsOf } from './kinds.mjs';
import { bytesPerCase } from './weigh.mjs';

const cases = Number(process.argv[2] ?? 1000);
const ROUNDS = 3;

await withHouse(async ({ files, policies, address }) => {
  const loads = [
    { load: 'complaint and repair', kinds: kindsOf(policies), count: cases, ways: ['machine', 'by hand'] },
    // The live actor knows complaints only.
    {
      load: 'complaint, 10 more events',
      kinds: kindsOf(policies, { delays: 10 }),
      count: Math.ceil(cases / 5),
      ways: Object.keys(files),
    },
  ];
  for (const { load, kinds, count, ways } of loads) {
    const weigh = (name, round) => {
      const taskQueue = `heap ${name}, ${load} ${round}`;
      return bytesPerCase({ address, taskQueue, bundle: files[name], count, kinds });
    };
    report(load, count, await inRounds(ways, weigh, ROUNDS));
  }
});

function report(load, count, figures) {
  const kib = bytes => (bytes / 1024).toFixed(1);
  console.log(`heap for each of ${count} open cached cases: ${load}`);
  for (const [name, all] of Object.entries(figures)) {
    const ratio = median(all) / median(figures['by hand']);
    console.log(
      `  ${name}: ${kib(median(all))} KiB (rounds: ${all.map(kib).join(', ')}), ${ratio.toFixed(2)} × by hand`,
    );
  }
}
