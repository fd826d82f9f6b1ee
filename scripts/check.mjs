// `npm run check`: what can be said without a server, in under a minute.

import { jest, lint, report, types } from './checks.mjs';
import { install, requireNode } from './steps.mjs';

requireNode();
await install();
report([await types(), await lint(), await jest(['unit'])]);
