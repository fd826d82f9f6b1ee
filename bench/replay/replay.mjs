// A process of its own: replays one history so many times and says what each time cost. Arguments: bundle, history, times.
import { readFileSync } from 'node:fs';
import protoUtils from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import { cpuSince } from '../rounds.mjs';

const [codePath, file, times] = process.argv.slice(2);
Runtime.install({ logger: new DefaultLogger('ERROR') });
// Read once: what a worker gets from the server is no JSON.
const history = protoUtils.historyFromJSON(JSON.parse(readFileSync(file, 'utf8')));
const warm = Math.max(1, Math.round(Number(times) / 4));

function* again() {
  for (let n = 0; n < warm + Number(times); n++) yield { workflowId: `case-${n}`, history };
}

let replayed = 0;
let before;
for await (const { error } of Worker.runReplayHistories({ workflowBundle: { codePath } }, again())) {
  if (error) throw error;
  if (++replayed === warm) before = process.cpuUsage();
}
// µs → ms
console.log(cpuSince(before) / Number(times) / 1000);
process.exit();
