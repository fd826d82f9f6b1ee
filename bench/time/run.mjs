// `node bench/time/run.mjs`: reckoning with working time beside what npm has for it, and what a case carries of its calendar.
import { fileURLToPath } from 'node:url';
import { freshly, inRounds, machine, table } from '../rounds.mjs';
import { jobs } from './ways.mjs';

const beside = file => fileURLToPath(new URL(file, import.meta.url));

for (const [job, ways] of Object.entries(jobs)) {
  const names = Object.keys(ways);
  const answers = names.map(name => JSON.stringify(Array.from({ length: 340 }, (_, n) => ways[name].run(n))));
  if (new Set(answers).size > 1) throw new Error(`${job}: the ways do not agree`);
  const figures = await inRounds(names, name => freshly(beside('measure.mjs'), [job, name]));
  console.log(`${job}, CPU µs each (${machine()})\n\n${table('way', figures, [names[1]])}\n`);
}
console.log('what a complaint carries, bytes as JSON · in memory');
for (const [limit, { calendar, all }] of Object.entries(freshly(beside('slice.mjs'), [], ['--expose-gc'])))
  console.log(`  ${limit}: calendar ${calendar.json} · ${calendar.heap}, policy with it ${all.json} · ${all.heap}`);
