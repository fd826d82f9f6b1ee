// The register on PostgreSQL: rows a second as the worker writes them, and `tasks` over 100,000 rows with its query plan.
// Needs the tests' PostgreSQL: run by Jest, which compiles it. What the figures mean: README.md.
import { commandOf, node } from '../scripts/steps.mjs';

process.exitCode = await node([
  commandOf('jest'),
  '--selectProjects',
  'server',
  '--testMatch',
  '**/bench/register.bench.ts',
]);
