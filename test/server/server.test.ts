import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { prepareNamespace } from '../../worker/server/namespace';
import { freePort } from '../../worker/server/ports';
import { searchAttributes } from '../../worker/server/search-attributes';
import { startServer } from '../../worker/server/start-server';
import { serverOptions } from '../support/server';

jest.setTimeout(60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duecourse-server-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('starts with search attributes and 30 days of retention, keeps both over kill -9, stops when asked', async () => {
  const options = { ...(await serverOptions(folder)), uiPort: await freePort(), namespace: 'cases' };
  for (const end of ['kill', 'stop'] as const) {
    const server = await startServer(options);
    const connection = await Connection.connect({ address: server.address });
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: 'cases' });
    expect(customAttributes).toEqual(searchAttributes);
    const { config } = await connection.workflowService.describeNamespace({ namespace: 'cases' });
    expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 86_400);
    await connection.close();

    await expect(startServer({ ...options, dataDir: undefined })).rejects.toMatchObject({
      code: 'PORT_TAKEN',
      details: { setting: 'port' },
    });
    const other = { ...options, dataDir: undefined, port: await freePort() };
    await expect(startServer(other)).rejects.toMatchObject({ code: 'PORT_TAKEN', details: { setting: 'uiPort' } });
    await expect(server[end]()).resolves.toMatchObject(end === 'stop' ? { code: 0 } : { signal: 'SIGKILL' });
  }
});

test('a server that does not come up says why in its own words', async () => {
  const options = { ...(await serverOptions()), executable: process.execPath };
  await expect(startServer(options)).rejects.toMatchObject({
    code: 'SERVER_FAILED',
    message: expect.stringMatching(/exit code 1[\s\S]*Cannot find module/),
  });
});

test('a given server: nobody there, unknown namespace, and attributes that are there already', async () => {
  const given = process.env.DUECOURSE_TEST_ADDRESS ?? '';
  const prepare = (address: string, namespace: string) =>
    prepareNamespace(address, namespace, { timeout: 0, own: false });
  await expect(prepare(`127.0.0.1:${await freePort()}`, 'default')).rejects.toMatchObject({
    code: 'SERVER_UNREACHABLE',
  });
  await expect(prepare(given, 'nobodys')).rejects.toMatchObject({ code: 'NAMESPACE_UNKNOWN' });
  await expect(prepare(given, 'default')).resolves.toBeUndefined();
});
