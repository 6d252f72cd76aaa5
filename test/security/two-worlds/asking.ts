// Asks a server that runs on one of the worlds, and keeps everything that comes out of it: status, headers, bodies, metrics, log.
import type { AddressInfo } from 'node:net';
import type { LightMyRequestResponse } from 'fastify';
import { testOptions } from '../../support/api.js';
import { DEVELOPMENT_ISSUER, type openDevelopmentIssuer } from '../../../src/auth/development-issuer.js';
import { openLog } from '../../../src/log.js';
import { createApi } from '../../../src/server.js';
import type { TestDatabase } from '../../support/database.js';
import type { Request } from './questions.js';

type Issuer = Awaited<ReturnType<typeof openDevelopmentIssuer>>;
type App = Awaited<ReturnType<typeof createApi>>;

export interface Asked extends Request {
  /** Who asks; null for nobody. */
  readonly token: string | null;
}

export interface Heard {
  /** Of each request all that came back, in the order in which it came. */
  readonly answers: readonly string[];
  readonly metrics: string;
  readonly log: readonly string[];
}

/** A plant of the tests: makes a server tell more than it should. */
export type Plant = (app: App) => Promise<void> | void;

const MOST_TRIES = 3;
/** Questions under way at once, each with a connection of its own. */
const AT_ONCE = 4;

/** Asks everything of a server on a world; again where a busy machine kept the database from answering. */
export async function listenTo(...about: Parameters<typeof listenOnce>): Promise<Heard> {
  for (let left = MOST_TRIES; ; left -= 1) {
    const heard = await listenOnce(...about);
    const isWhole = !heard.answers.some((answer) => answer.includes('"UNAVAILABLE"'));
    if (isWhole || left === 1) return heard;
  }
}

/** Starts a server, asks a few at a time, and stops it. */
async function listenOnce(
  database: Pick<TestDatabase, 'url'>,
  issuer: Issuer,
  questions: readonly Asked[],
  plant: Plant = () => undefined,
): Promise<Heard> {
  const server = await openWorld(database, issuer, plant);
  const stop = overhear((line) => server.log.push(line));
  try {
    const answers: string[] = [];
    for (let done = 0; done < questions.length; done += AT_ONCE) {
      const some = questions.slice(done, done + AT_ONCE);
      answers.push(...(await Promise.all(some.map((question) => server.ask(question)))));
    }
    return { answers, metrics: await server.metrics(), log: server.log };
  } finally {
    stop();
    await server.close();
  }
}

export interface Server {
  /** All that comes back: status line, headers in their order, body. */
  ask(question: Asked): Promise<string>;
  /** The first so many events of a stream of changes, as they come. */
  follow(token: string, after: string, events: number): Promise<string>;
  metrics(): Promise<string>;
  /** Lines of its log so far. */
  readonly log: string[];
  close(): Promise<void>;
}

/** A server on a world. */
export async function openWorld(
  { url }: Pick<TestDatabase, 'url'>,
  issuer: Issuer,
  plant: Plant = () => undefined,
): Promise<Server> {
  const log: string[] = [];
  const app = await createApi({
    ...testOptions(url),
    log: openLog('warn', { write: (line) => log.push(line) }),
    poolSize: AT_ONCE,
    localIssuers: new Map([[DEVELOPMENT_ISSUER, issuer.trusted]]),
  });
  await plant(app);
  return {
    ask: async (question) => whole(await ask(app, question)),
    follow: async (token, after, events) => {
      const address = `http://127.0.0.1:${(app.server.address() as AddressInfo | null)?.port ?? (await listening(app))}`;
      return eventsOf(address, token, after, events);
    },
    metrics: async () => (await app.inject({ method: 'GET', url: '/metrics' })).body,
    log,
    close: () => app.close(),
  };
}

async function listening(app: App): Promise<number> {
  await app.listen({ host: '127.0.0.1', port: 0 });
  return (app.server.address() as AddressInfo).port;
}

const CHANGED = `subscription ($after: String) { changed(after: $after) { cursor at kind objectType objectId object { __typename id
  ... on TrendEntry { title state: status version } ... on Referral { status version } ... on Contribution { title } ... on Release { notes } } } }`;

async function eventsOf(address: string, token: string, after: string, events: number): Promise<string> {
  const stop = new AbortController();
  const { status, headers, body } = await fetch(`${address}/graphql/stream`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify({ query: CHANGED, variables: { after } }),
    signal: stop.signal,
  });
  let text = '';
  const decoder = new TextDecoder();
  try {
    for await (const part of body!) {
      text += decoder.decode(part, { stream: true });
      if (text.split('event: next').length > events) break;
    }
  } finally {
    stop.abort();
  }
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
  // Comments keep the connection alive, whenever that is.
  return [status, ...lines, '', text.replace(/^:.*\n/gm, '').trimEnd()].join('\n');
}

async function ask(app: App, { method, url, payload, token }: Asked): Promise<LightMyRequestResponse> {
  return app.inject({
    method,
    url,
    headers: {
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...(payload !== undefined && { 'content-type': 'application/json' }),
    },
    ...(payload !== undefined && { payload }),
  });
}

/** Status line, headers in their order, body. */
function whole({ raw, statusCode, statusMessage, headers, body }: LightMyRequestResponse): string {
  const order = raw.res.getHeaderNames();
  const names = [...new Set([...order, ...Object.keys(headers)])];
  const lines = names.map((name) => `${name}: ${String(headers[name.toLowerCase()])}`);
  return [`${statusCode} ${statusMessage}`, ...lines, '', body].join('\n');
}

/** Listens to what is said beside the log, until it is told to stop. */
export function overhear(tell: (line: string) => unknown): () => void {
  const ways = [
    ...(['log', 'info', 'warn', 'error'] as const).map((name) => [console, name] as const),
    ...[process.stdout, process.stderr].map((stream) => [stream, 'write'] as const),
  ] as unknown as readonly (readonly [Record<string, unknown>, string])[];
  const before = ways.map(([on, name]) => on[name]);
  for (const [on, name] of ways) on[name] = (...said: unknown[]) => (tell(said.join(' ')), true);
  return () => ways.forEach(([on, name], index) => (on[name] = before[index]));
}
