#!/usr/bin/env node
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const main = join(__dirname, '..', 'dist', 'client', 'cli', 'main.js');
if (existsSync(main)) {
  require(main);
} else {
  process.stderr.write('duecourse is not built yet: run `npm start` first (or `npm run build`).\n');
  process.exitCode = 1;
}
