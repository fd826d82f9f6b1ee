// The worker process, which a test can have killed while it puts a message into the outbox. The test writes a point and a case id into the
// file `die` of the data folder; the next message of that case that comes to that point kills the process by SIGKILL, and takes the file away.
//   mkdir · writeFile · link · rm   before the outbox does this        sent   after its last deed, before Temporal hears of it
const { readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const files = require('node:fs/promises');
const { join } = require('node:path');

const order = join(process.env.DUECOURSE_DATA, 'die');

function dieAt(point, file) {
  let ordered;
  try {
    ordered = JSON.parse(readFileSync(order, 'utf8'));
  } catch {
    return;
  }
  if (ordered.point !== point || !file.includes(join('outbox', ordered.id))) return;
  rmSync(order);
  process.kill(process.pid, 'SIGKILL');
}

for (const name of ['mkdir', 'writeFile', 'link', 'rm']) {
  const deed = files[name];
  files[name] = async (file, ...more) => {
    dieAt(name, file);
    const result = await deed(file, ...more);
    if (name === 'rm') dieAt('sent', file);
    return result;
  };
}

// A worker that is started hundreds of times has its workflows bundled once, by the first.
const procedures = require('../../dist/worker/procedures-bundle.js');
const { bundleProcedures } = procedures;
const bundled = join(process.env.DUECOURSE_DATA, 'bundle.json');
procedures.bundleProcedures = async (...args) => {
  try {
    return JSON.parse(readFileSync(bundled, 'utf8'));
  } catch {
    const bundle = await bundleProcedures(...args);
    writeFileSync(`${bundled}.${process.pid}`, JSON.stringify(bundle));
    renameSync(`${bundled}.${process.pid}`, bundled);
    return bundle;
  }
};

require('../../dist/worker/main.js');
