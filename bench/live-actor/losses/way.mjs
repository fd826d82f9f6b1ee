// One of the two ways to run the order: its worker, its cases, what is seen of them.
import { createRequire } from 'node:module';
import { NativeConnection, Worker } from '@temporalio/worker';

const require = createRequire(import.meta.url);
const { forward } = require('../../../dist/client/time-skipping');

export const pause = ms => new Promise(resolve => setTimeout(resolve, ms));

export class Way {
  /** How often somebody was charged, by case; a charge takes until `release` is called. */
  charged = {};
  release = () => undefined;

  constructor(name, { address, client, codePath, taskQueue }) {
    Object.assign(this, { name, address, client, codePath, taskQueue });
  }

  async startWorker() {
    this.connection = await NativeConnection.connect({ address: this.address });
    const released = new Promise(resolve => {
      this.release = resolve;
    });
    const charge = async id => {
      this.charged[id] = (this.charged[id] ?? 0) + 1;
      await released;
    };
    this.worker = await Worker.create({
      connection: this.connection,
      taskQueue: this.taskQueue,
      workflowBundle: { codePath: this.codePath },
      activities: { 'order.charge': () => charge(this.current) },
    });
    this.running = this.worker.run();
  }

  async stopWorker() {
    this.release();
    this.worker.shutdown();
    await this.running;
    await this.connection.close();
  }

  /** Begins an order whose limit is so many ms. */
  async start(type, limit) {
    this.current = `${this.name} ${type} ${++started}`;
    this.handle = await this.client.workflow.start(type, {
      workflowId: this.current,
      taskQueue: this.taskQueue,
      args: [{ limit }],
    });
    await this.state();
  }

  /** What the sender is told: the state, or why the event was refused. */
  async send(type) {
    try {
      return (await this.handle.executeUpdate('send', { args: [{ type }] })).value;
    } catch (error) {
      return `refused: ${error.cause?.type ?? error.message}`;
    }
  }

  async state() {
    for (;;) {
      try {
        return (await this.handle.query('view')).value;
      } catch (error) {
        if (!/not scheduled|not ready/i.test(`${error.message} ${error.details}`)) throw error;
        await pause(100);
      }
    }
  }

  /** A new run takes over: the live actor when it is told to, the case by itself once nothing is in the way. */
  async anew() {
    if (this.name === 'live') await this.handle.signal('anew');
    await pause(2_000);
  }

  forward(ms) {
    return forward(this.client, this.address, this.current, ms);
  }

  async describe() {
    return this.handle.describe();
  }
}

let started = 0;
