// `npm test`: everything, also on a fresh clone. The last line is `N passed, N failed`.

import { jest, lint, report, types } from './checks.mjs';
import { build, install, requireNode } from './steps.mjs';

requireNode();
await install();
await build();
report([await types(), await lint(), await jest(['unit', 'server'], process.argv.slice(2))]);
