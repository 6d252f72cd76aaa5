// Questions to whichever node there is.
import type { Servers } from './steadfast-client.js';
import type { Ask } from '../../changes/tools/kept-state.js';

const LONGEST_ANSWER_MS = 40_000;

/** The code of an answer: `OK` when it has data. */
export interface Told {
  readonly status: number;
  readonly code: string;
  // The shape of an answer is what tests assert.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
  /** The body without the identifier of the request. */
  readonly text: string;
  readonly retryAfter: string | null;
}

/** Sends an operation to a node; fails when nobody is there, or no answer comes. */
export async function tell(
  servers: Servers,
  address: string,
  organisation: string,
  query: string,
  variables: object = {},
): Promise<Told> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await servers.token(organisation)}`,
    },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
  });
  const body = (await response.json()) as { data?: object; errors?: { extensions: { code: string } }[] };
  const text = JSON.stringify(body, (name, value: unknown) => (name === 'requestId' ? undefined : value));
  const code = body.errors?.[0]?.extensions.code ?? 'OK';
  const retryAfter = response.headers.get('retry-after');
  return { status: response.status, code, data: body.data ?? null, text, retryAfter };
}

/** Asks any node; null when it has no answer for now. Fails when it is refused otherwise. */
export function askAny(servers: Servers): Ask {
  return async (organisation, query, variables) => {
    const addresses = servers.addresses();
    const address = addresses[Math.floor(Math.random() * addresses.length)]!;
    const told = await tell(servers, address, organisation, query, variables).catch((error: unknown) => {
      if ((error as Error).name === 'TimeoutError') throw error;
      return null;
    });
    if (told === null || told.code === 'UNAVAILABLE') return null;
    if (told.code !== 'OK') throw new Error(told.text);
    return told;
  };
}
