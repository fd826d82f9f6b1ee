// `npm run bench`: everything that is measured here, one after the other. What the figures mean: README.md.
import { build, commandOf, node } from '../scripts/steps.mjs';

const parts = [
  ['bench/bundles.mjs'],
  [commandOf('jest'), '--selectProjects', 'server', '--testPathPatterns', 'server/cost'],
  ['bench/engine-step.mjs'],
  ['bench/replay/run.mjs'],
  ['bench/latency/run.mjs'],
  ['bench/heap/run.mjs'],
  ['bench/time/run.mjs'],
  ['bench/live-actor/losses/run.mjs'],
  ['bench/parked/run.mjs'],
  ['bench/messages.mjs'],
  ['bench/register.mjs'],
];
process.exitCode = await build();
for (const part of parts) if (!process.exitCode) process.exitCode = await node(part);
