// A process of its own: CPU time (µs) of one job done in one way, both given by name.
import { cpuSince } from '../rounds.mjs';
import { jobs } from './ways.mjs';

const [job, way] = process.argv.slice(2);
const { times, run } = jobs[job][way];
for (let n = 0; n < times / 4; n++) run(n);
const before = process.cpuUsage();
for (let n = 0; n < times; n++) run(n);
console.log(cpuSince(before) / times);
