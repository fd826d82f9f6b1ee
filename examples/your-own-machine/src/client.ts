import { connect } from 'duecourse/client';

async function main(): Promise<void> {
  const cases = await connect({ address: process.env.TEMPORAL_ADDRESS ?? '127.0.0.1:7233', taskQueue: 'orders' });
  const order = await cases.start('order', { id: process.argv[2] ?? `order-${Date.now()}`, input: { price: 3 } });
  await order.send({ type: 'PAY', amount: 3 });
  await order.waitFor({ state: 'paid' });
  await order.send({ type: 'SHIP' });
  console.log(JSON.stringify(await order.result()));
  await cases.close();
}

main().catch(error => {
  console.error(error);
  process.exitCode = 1;
});
