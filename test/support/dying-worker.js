// The worker process, which a test can have killed while it puts a message into the outbox. The test writes a point and a case id into the
// file `die` of the data folder; the next message of that case that comes to that point kills the process by SIGKILL, and takes the file away.
//   mkdir · writeFile · link · rm   before the outbox does this        sent   after its last deed, before Temporal hears of it
const { readFileSync, rmSync } = require('node:fs');
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

require('../../dist/worker/main.js');
