// `node bench/live-actor/losses/run.mjs`: what a live actor in a workflow loses, seen on the real server beside the same machine as a case.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { bundled } from '../../bundles.mjs';
import { losses } from './losses.mjs';
import { Way } from './way.mjs';

const require = createRequire(import.meta.url);
const { startTestServer } = require('../../../dist/testing');

// A task that fails is one of the things that are looked at.
Runtime.install({ logger: new DefaultLogger('ERROR', () => undefined) });
const folder = mkdtempSync(join(tmpdir(), 'duecourse-losses-'));
const server = await startTestServer();
try {
  const client = new Client({ connection: await Connection.connect({ address: server.address }) });
  const codePaths = {};
  for (const name of ['live', 'durable']) {
    codePaths[name] = join(folder, `${name}.js`);
    writeFileSync(codePaths[name], await bundled(`./live-actor/losses/${name}.ts`));
  }
  console.log('| what happens | live actor | durable |\n| --- | --- | --- |');
  for (const [title, loss] of Object.entries(losses)) {
    const seen = [];
    for (const [name, codePath] of Object.entries(codePaths)) {
      const way = new Way(name, { address: server.address, client, codePath, taskQueue: `${name}: ${title}` });
      await way.startWorker();
      seen.push(await loss(way));
      await way.stopWorker();
    }
    console.log(`| ${title} | ${seen.join(' | ')} |`);
  }
} finally {
  await server.stop();
  rmSync(folder, { recursive: true });
}
process.exit();
