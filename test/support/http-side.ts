import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Mood } from './channel-contract';

/** A request as it came over the wire. */
export interface Asked {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What a gateway makes of a request. `taken` is the message in it, where it has one and takes it. */
export interface Answer {
  readonly status: number;
  readonly body: object | string;
  readonly taken?: { readonly to: string; readonly text: string };
}

export interface HttpSide {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
  readonly taken: readonly { readonly to: string; readonly text: string }[];
  mood(mood: Mood): void;
  stop(): Promise<void>;
}

/** An HTTP gateway in this process: `answer` knows the provider's manners, the moods of the network are seen to here. */
export async function httpSide(
  answer: (asked: Asked, mood: Mood) => Answer,
  tls?: { readonly key: string; readonly cert: string },
): Promise<HttpSide> {
  const asked: Asked[] = [];
  const taken: { to: string; text: string }[] = [];
  let mood: Mood = 'takes';
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const { method = '', headers } = request;
    const one = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
    asked.push(one);
    const { status, body, taken: message } = answer(one, mood);
    if (message) taken.push(message);
    if (mood === 'silent') return;
    if (mood === 'drops') return void request.socket.destroy();
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const end = () => response.writeHead(status, { 'content-type': 'application/json' }).end(text);
    if (mood === 'late') setTimeout(end, 50);
    else end();
  };
  const server = tls ? createSecureServer(tls, handle) : createServer(handle);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    asked,
    taken,
    mood(next) {
      mood = next;
    },
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
