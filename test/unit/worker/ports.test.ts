import { createServer, type Server } from 'node:net';
import { freePort, requireFreePort } from '../../../worker/server/ports';

const host = '127.0.0.1';

test('a taken port is refused with what changes it', async () => {
  const port = await freePort(host);
  await expect(requireFreePort(host, port, 'uiPort')).resolves.toBeUndefined();
  const holder = await new Promise<Server>(resolve => {
    const server = createServer().listen(port, host, () => resolve(server));
  });
  const error = await requireFreePort(host, port, 'uiPort').catch(e => e);
  holder.close();
  expect(error).toMatchObject({ code: 'PORT_TAKEN', details: { host, port, setting: 'uiPort' } });
  for (const words of [`${port}`, 'Web UI', '--ui-port', 'DUECOURSE_UI_PORT']) expect(error.message).toContain(words);
});
