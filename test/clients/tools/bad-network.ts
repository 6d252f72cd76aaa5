// A network between a client and the API that loses requests and answers in a given order, and then no more.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request: it never arrives, its answer never does, or a proxy says that nobody is there. */
export type Mishap = 'lost' | 'cut' | 'away';

export interface BadNetwork {
  readonly address: string;
  /** The bodies that a client sent, those that were lost too. */
  readonly sent: string[];
  close(): Promise<void>;
}

/** Listens before the API at `address`. */
export async function badNetwork(address: string, mishaps: readonly Mishap[]): Promise<BadNetwork> {
  const left = [...mishaps];
  const sent: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const body = await textOf(request);
      sent.push(body);
      const mishap = left.shift();
      if (mishap === 'lost') return request.socket.destroy();
      if (mishap === 'away')
        return response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>502</h1>');
      const headers = { 'content-type': 'application/json', authorization: request.headers.authorization! };
      const answer = await fetch(`${address}${request.url}`, { method: 'POST', headers, body });
      const text = await answer.text();
      if (mishap === 'cut') return request.socket.destroy();
      return response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    sent,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}
