import { createServer } from 'node:net';
import { waysToSet } from '../../config/fields';
import { DuecourseError } from '../../time/error';

/** @throws DuecourseError PORT_TAKEN saying which port it is and what changes it */
export async function requireFreePort(host: string, port: number, setting: 'port' | 'uiPort'): Promise<void> {
  try {
    await listen(host, port);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const what = setting === 'port' ? 'server' : 'Web UI';
    const problem = code === 'EADDRINUSE' ? 'is taken' : `cannot be opened (${code})`;
    throw new DuecourseError(
      'PORT_TAKEN',
      `Port ${port} on ${host}, wanted for the ${what}, ${problem}. End what listens there, or choose another port: ${waysToSet(setting)}.`,
      { host, port, setting },
    );
  }
}

/** @returns a port that was free a moment ago */
export const freePort = (host = '127.0.0.1'): Promise<number> => listen(host, 0);

function listen(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}
