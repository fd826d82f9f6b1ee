import { NativeConnection, Worker } from '@temporalio/worker';
import { activitiesOf, bundleOptions } from 'duecourse/worker';
import { orderMachine } from './order-machine';

async function main(): Promise<void> {
  const connection = await NativeConnection.connect({ address: process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233' });
  const worker = await Worker.create({
    connection,
    taskQueue: 'orders',
    workflowsPath: require.resolve('./workflows'),
    bundlerOptions: bundleOptions(),
    activities: { ...activitiesOf(orderMachine) },
  });
  await worker.run();
  await connection.close();
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
