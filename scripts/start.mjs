// `npm start`: from a fresh clone to a running service centre. Needs nothing but Node.
import { join } from 'node:path';
import { build, install, node, requireNode, root } from './steps.mjs';

requireNode();
await install();
process.exitCode =
  (await build()) || (await node([join(root, 'bin', 'duecourse.js'), 'up', '--sample', ...process.argv.slice(2)]));
