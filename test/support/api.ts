// The whole API on a database of its own, and a client per organisation that speaks to it over HTTP.
import { mkdtemp, rm } from 'node:fs/promises';
import { BlockList } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { insist } from './insist.js';
import { PATIENCE_MS, cloneDatabase, cluster, type TestDatabase } from './database.js';
import {
  DEVELOPMENT_ISSUER,
  developmentClient,
  openDevelopmentIssuer,
} from '../../src/auth/development-issuer.js';
import { SCOPES, type Scope } from '../../src/auth/scopes.js';
import { loadDemonstration } from '../../src/demonstration/load.js';
import { openLog } from '../../src/log.js';
import { LOCAL_RECEIVERS } from '../../src/domain/webhooks/local-receivers.js';
import { createApi, type ApiOptions } from '../../src/server.js';

export interface Answer {
  readonly status: number;
  // The shape of an answer is what tests assert.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data: any;
  readonly errors: { message: string; path?: string[]; extensions: { code: string; requestId: string } }[];
  readonly text: string;
}

export interface TestApi {
  readonly address: string;
  readonly app: FastifyInstance;
  readonly database: TestDatabase;
  readonly audience: string;
  /** The folder of the development issuer's key. */
  readonly keys: string;
  token(organisation: string, scopes?: readonly Scope[]): Promise<string>;
  /** Sends an operation as an organisation, with every scope unless some are named. */
  as(organisation: string, scopes?: readonly Scope[]): (query: string, variables?: object) => Promise<Answer>;
  close(): Promise<void>;
}

export const PUBLIC_URL = 'https://samverkan.test';
export const AUDIENCE = `${PUBLIC_URL}/graphql`;
/** What the secrets of webhooks are sealed with. */
export const WEBHOOK_KEY = 'the key of the webhooks of a test, long enough';

/** An API on a database of the cluster, as tests start it; what it trusts is theirs to say. */
export function testOptions(databaseUrl: string): Omit<ApiOptions, 'localIssuers'> {
  return {
    log: openLog('warn'),
    databaseUrl,
    loginSecret: cluster.loginSecret,
    subjectSecret: 'the secret behind the pseudonyms of a test',
    poolSize: 4,
    connectMs: PATIENCE_MS,
    audience: AUDIENCE,
    publicUrl: PUBLIC_URL,
    proxies: new BlockList(),
    acceptsUnbound: true,
    clocks: { acknowledgeHours: 24, decideWorkingDays: 3, idleDays: 14, expireDays: 180, eraseDays: 90 },
    introspection: true,
    answersTexts: true,
    conformance: false,
    // Tests send in seconds what an organisation sends in hours; the tests of shares set their own.
    shares: { requestsPerMinute: 1_000_000, concurrentRequests: 1_000 },
    noticeMs: 0,
    webhooks: { key: WEBHOOK_KEY, receivers: LOCAL_RECEIVERS },
    page: null,
  };
}

/** Starts the API on a fresh clone, listening on a free port of the loopback interface. */
export async function startTestApi({
  demonstration = false,
  node,
  ...options
}: {
  demonstration?: boolean;
  /** An API whose database and issuer this one is another node of. */
  node?: TestApi;
} & Partial<ApiOptions> = {}): Promise<TestApi> {
  const database = node?.database ?? (await cloneDatabase());
  const keys = node?.keys ?? (await mkdtemp(join(tmpdir(), 'samverkan-keys-')));
  const issuer = await openDevelopmentIssuer(keys);
  const token = (organisation: string, scopes: readonly Scope[] = SCOPES) =>
    issuer.sign({ client: developmentClient(organisation), subject: 'test', scopes, audience: AUDIENCE });
  const app = await createApi({
    ...testOptions(database.url),
    localIssuers: new Map([[DEVELOPMENT_ISSUER, issuer.trusted]]),
    ...options,
  });
  if (demonstration) await loadDemonstration(app, token);
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    address,
    app,
    database,
    audience: AUDIENCE,
    keys,
    token,
    as: (organisation, scopes) => async (query, variables) => {
      const authorization = `Bearer ${await token(organisation, scopes)}`;
      return post(address, { authorization }, JSON.stringify({ query, variables }));
    },
    async close() {
      await app.close();
      if (node) return;
      await database.drop();
      await rm(keys, { recursive: true });
    },
  };
}

/** Posts a body as it is; again while the server has no time even to read it, because its process is busy with the test itself. */
export function post(address: string, headers: Record<string, string>, body: string): Promise<Answer> {
  return insist(
    () => postOnce(address, headers, body),
    ({ text }) => text.includes('"The server is busy."'),
  );
}

async function postOnce(address: string, headers: Record<string, string>, body: string): Promise<Answer> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Pick<Answer, 'data' | 'errors'>;
  return { status: response.status, data, errors, text };
}
