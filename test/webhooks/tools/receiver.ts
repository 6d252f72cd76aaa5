// A receiver as a partner runs it: a real HTTP server that keeps what it takes. What it answers is the test's to say.
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Delivered {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly id: string;
  readonly body: string;
  readonly type: string;
  readonly objectId: string;
  readonly timestamp: string;
}

export interface Receiver {
  readonly url: string;
  /** Every attempt, taken or not. */
  readonly attempts: Delivered[];
  /** What it has taken, each the first time. */
  readonly taken: Delivered[];
  close(): Promise<void>;
}

/** Answers an attempt: with a status, or in its own way. */
export type Answer = (delivered: Delivered) => number | ((response: ServerResponse) => void);

export async function startReceiver(answer: Answer = () => 204): Promise<Receiver> {
  const attempts: Delivered[] = [];
  const taken: Delivered[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await text(request).catch(() => null);
    if (body === null) return; // the sender went away in the midst of it
    const { type, timestamp, data } = JSON.parse(body) as {
      type: string;
      timestamp: string;
      data: { id: string };
    };
    const delivered = {
      ...{ path: request.url!, headers: request.headers, id: String(request.headers['webhook-id']), body },
      ...{ type, timestamp, objectId: data.id },
    };
    attempts.push(delivered);
    const answered = answer(delivered);
    if (typeof answered === 'function') return answered(response);
    const isTaken = answered >= 200 && answered < 300;
    if (isTaken && !taken.some(({ id }) => id === delivered.id)) taken.push(delivered);
    response.writeHead(answered).end();
  };
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    attempts,
    taken,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
