// `npm test`: everything, also on a fresh clone. The last line is `N passed, N failed`.

import { built, jest, lint, report, types } from './checks.mjs';
import { install, requireNode } from './steps.mjs';

requireNode();
await install();
report([await built(), await types(), await lint(), await jest(['unit', 'server'], process.argv.slice(2))]);
