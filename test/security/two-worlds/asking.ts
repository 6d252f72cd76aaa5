// Asks a server that runs on one of the worlds, and keeps everything that comes out of it: status, headers, bodies, metrics, log.
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

/** Asks everything of a server on a world; again where a busy machine kept the database from answering. */
export async function listenTo(...about: Parameters<typeof listenOnce>): Promise<Heard> {
  for (let left = MOST_TRIES; ; left -= 1) {
    const heard = await listenOnce(...about);
    const isWhole = !heard.answers.some((answer) => answer.includes('"UNAVAILABLE"'));
    if (isWhole || left === 1) return heard;
  }
}

/** Starts a server, asks in turn, and stops it. */
async function listenOnce(
  { url }: Pick<TestDatabase, 'url'>,
  issuer: Issuer,
  questions: readonly Asked[],
  plant: Plant = () => undefined,
): Promise<Heard> {
  const log: string[] = [];
  const app = await createApi({
    ...testOptions(url),
    log: openLog('warn', { write: (line) => log.push(line) }),
    poolSize: 2,
    localIssuers: new Map([[DEVELOPMENT_ISSUER, issuer.trusted]]),
  });
  const stop = overhear((line) => log.push(line));
  try {
    await plant(app);
    const answers: string[] = [];
    for (const question of questions) answers.push(whole(await ask(app, question)));
    const { body: metrics } = await app.inject({ method: 'GET', url: '/metrics' });
    return { answers, metrics, log };
  } finally {
    stop();
    await app.close();
  }
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
function overhear(tell: (line: string) => unknown): () => void {
  const ways = [
    ...(['log', 'info', 'warn', 'error'] as const).map((name) => [console, name] as const),
    ...[process.stdout, process.stderr].map((stream) => [stream, 'write'] as const),
  ] as unknown as readonly (readonly [Record<string, unknown>, string])[];
  const before = ways.map(([on, name]) => on[name]);
  for (const [on, name] of ways) on[name] = (...said: unknown[]) => (tell(said.join(' ')), true);
  return () => ways.forEach(([on, name], index) => (on[name] = before[index]));
}
