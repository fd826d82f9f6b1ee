import { prepareNamespace } from '../../worker/server/namespace';
import type { Server } from '../../worker/server/start-server';
import { testServer } from './server';

declare global {
  var duecourseTestServer: Server | undefined;
}

/** One real server for all tests, in memory; or the one at DUECOURSE_TEST_ADDRESS, which is left as it is. */
export default async function setUp(): Promise<void> {
  const given = process.env.DUECOURSE_TEST_ADDRESS;
  if (given) return prepareNamespace(given, 'default', { timeout: 5000, own: true });
  globalThis.duecourseTestServer = await testServer();
  process.env.DUECOURSE_TEST_ADDRESS = globalThis.duecourseTestServer.address;
}
