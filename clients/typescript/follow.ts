// Follows a subscription: GraphQL over server-sent events on plain fetch. A connection that ends is opened again behind the last event.
import { setTimeout as pause } from 'node:timers/promises';
import {
  BUSY,
  FIRST_PAUSE_MS,
  Refusal,
  isNetworkFailure,
  named,
  type Answer,
  type Connection,
  type Document,
} from './samverkan.js';

/** What was pushed, and the cursor behind which to go on after it. */
export interface Event<Data> {
  readonly data: Data;
  readonly cursor: string;
}

/** A comment comes at least every twelve seconds; a connection on which nothing comes for longer is dead. */
const SILENCE_MS = 45_000;
const LONGEST_PAUSE_MS = 30_000;

/** Yields every event behind a cursor, or from now on, until `signal` says stop or the API refuses. */
export async function* follow<Data, Variables>(
  connection: Connection,
  document: Document<Data, Variables>,
  variables: Variables,
  cursor: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<Event<Data>, void, void> {
  let last = cursor;
  for (let failures = 0; !signal.aborted;) {
    for await (const { id, answer } of eventsOnce(connection, document, variables, last, signal)) {
      const [error] = answer.errors ?? [];
      const { code = 'UNAVAILABLE', requestId } = error?.extensions ?? {};
      if (error && code === 'UNAVAILABLE') break;
      if (error) throw new Refusal(error.message, code, requestId);
      if (id === undefined || !answer.data) continue;
      failures = 0;
      yield { data: answer.data, cursor: id };
      last = id;
    }
    // Between nothing and twice as long as before: clients that lost one node do not come back to the next together.
    failures += 1;
    const longest = Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
    await pause(Math.random() * longest, undefined, { signal }).catch(() => undefined);
  }
}

/** The answers that one connection brings, until it ends, for whatever reason. */
async function* eventsOnce<Data>(
  connection: Connection,
  document: Document<Data, never>,
  variables: unknown,
  cursor: string | undefined,
  signal: AbortSignal,
): AsyncGenerator<{ id: string | undefined; answer: Answer<Data> }, void, void> {
  const silence = new AbortController();
  const timer = setTimeout(() => silence.abort(), SILENCE_MS);
  const headers = {
    accept: 'text/event-stream',
    'content-type': 'application/json',
    ...(cursor === undefined ? {} : { 'last-event-id': cursor }),
  };
  const body = JSON.stringify({ ...named(document, connection), variables });
  const ending = AbortSignal.any([signal, silence.signal]);
  try {
    const request = { method: 'POST', headers, body, signal: ending };
    const response = await connection.ask(`${connection.url}/graphql/stream`, request);
    if (BUSY.includes(response.status) || !response.body) return;
    if (!response.ok) return yield { id: undefined, answer: (await response.json()) as Answer<Data> };
    for await (const { event, id, data } of blocksOf(response.body, () => timer.refresh())) {
      if (event === 'next' && data) yield { id, answer: JSON.parse(data) as Answer<Data> };
    }
  } catch (error) {
    // A network that fails (as `fetch` tells it) is a connection that ends; an issuer that refuses, or an answer that cannot be read, is not.
    if (!isNetworkFailure(error) && !ending.aborted) throw error;
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

/** The blocks of a stream of server-sent events: their fields by name. */
async function* blocksOf(
  stream: ReadableStream<Uint8Array>,
  onPiece: () => void,
): AsyncGenerator<Record<string, string>, void, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of stream) {
    onPiece();
    const blocks = (rest + decoder.decode(piece, { stream: true })).split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks)
      yield Object.fromEntries(block.split('\n').map((line) => line.split(/: ?(.*)/, 2)));
  }
}
