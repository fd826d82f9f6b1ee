// `npm run docs`: writes the documents that are made of the code, so that what they say is what runs.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build, install, requireNode, root } from './steps.mjs';

requireNode();
await install();
const failed = await build();
if (failed) process.exit(failed);

const { pages } = createRequire(import.meta.url)('../dist/client/docs/pages.js');
for (const { path, text } of pages()) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  if (text === read(file)) continue;
  writeFileSync(file, text);
  console.log(`written: ${path}`);
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
