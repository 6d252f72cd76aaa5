// One request, with headers as they are: twice the same name, from another address of the loopback network.
import { Agent, request } from 'node:http';
import { insist } from '../../support/insist.js';

export interface Attempt {
  readonly path?: string;
  readonly method?: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body?: string;
  /** From which of this machine's addresses. */
  readonly from?: string;
}

export interface Raw {
  readonly status: number;
  readonly headers: readonly string[];
  readonly body: string;
}

const agent = new Agent({ keepAlive: true });
const QUESTION = JSON.stringify({ query: '{ viewer { organisation { code } } }' });

/** Sends a request to a node. What holds or not by the clock is made anew for each time that it is sent. */
export function attempt(address: string, request: Attempt | (() => Promise<Attempt>)): Promise<Raw> {
  return insist(
    async () => attemptOnce(address, typeof request === 'function' ? await request() : request),
    ({ body }) => /"The (server|database) is (away or )?busy\./.test(body),
  );
}

function attemptOnce(address: string, { path = '/graphql', from, ...given }: Attempt): Promise<Raw> {
  const { method = 'POST', headers, body = QUESTION } = given;
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        ...{ hostname, port, path, method },
        agent: from === undefined ? agent : false,
        ...(from !== undefined && { localAddress: from }),
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode!,
            headers: response.rawHeaders,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** An answer without what differs in every answer: the request's identifier, the date, and how the connection goes on. */
export function comparable({ status, headers, body }: Raw): string {
  const lines = headers.flatMap((name, index) =>
    index % 2 === 0 && !/^(date|connection|keep-alive)$/i.test(name)
      ? [`${name}: ${headers[index + 1]}`]
      : [],
  );
  return [status, ...lines, body].join('\n').replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ID');
}
