// Required into the workflow thread: weighs that thread's heap when asked.
const { BroadcastChannel, isMainThread } = require('node:worker_threads');

if (!isMainThread) {
  const channel = new BroadcastChannel('heap');
  channel.onmessage = async ({ data }) => {
    if (data !== 'weigh') return;
    for (let round = 0; round < 6; round++) {
      globalThis.gc();
      await new Promise(setImmediate);
    }
    channel.postMessage({ heapUsed: process.memoryUsage().heapUsed });
  };
  channel.unref();
}
