// What one organisation may take at once and within a minute; what happens while the server or its database is busy.
import { afterEach, describe, expect, test } from '@jest/globals';
import { requestsFor } from '../../src/http/limits/document-limits.js';
import { LEAST_REQUESTS_PER_MINUTE, MOST_COST, PARTS_OF_A_MINUTE } from '../../src/http/limits/limits.js';
import { Shares } from '../../src/http/limits/shares.js';
import type { ApiOptions } from '../../src/server.js';
import { openOwner } from '../../src/store/migrate.js';
import { CONNECT_MS } from '../../src/store/sources.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { overhear } from './tools/overheard.js';

let api: TestApi;
afterEach(() => api.close());

const GENEROUS = { requestsPerMinute: 100_000, concurrentRequests: 1_000 };
const ENTRIES = '{ trendEntries { nodes { id } } }';
const WHO = '{ viewer { subject } }';

/** Starts the API with shares, and a way to send that does not wait for a connection. */
async function start(options: Partial<ApiOptions>) {
  api = await startTestApi(options);
  const tokens = new Map<string, string>();
  return async (organisation: string, query: string) => {
    if (!tokens.has(organisation)) tokens.set(organisation, await api.token(organisation));
    const response = await api.app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${tokens.get(organisation)}`, 'content-type': 'application/json' },
      payload: JSON.stringify({ query }),
    });
    const { data, errors = [] } = response.json<{
      data?: Record<string, unknown>;
      errors?: { message: string; extensions: { code: string; requestId: string } }[];
    }>();
    const [error] = errors;
    return {
      ...{ status: response.statusCode, data, code: error?.extensions.code, message: error?.message },
      ...{ requestId: error?.extensions.requestId, retryAfter: Number(response.headers['retry-after']) },
    };
  };
}

/** Keeps everybody from reading trend entries until it is called. */
async function holdEntries(): Promise<() => Promise<void>> {
  const holder = await openOwner(api.database.url);
  await holder.query('begin; lock table trends.entry in access exclusive mode');
  return () => holder.destroy();
}

async function untilWaiting(count: number) {
  for (;;) {
    const [{ waiting }] = await api.database.owner.query<[{ waiting: number }]>(
      `select count(*)::int as waiting from pg_locks where not granted and relation = 'trends.entry'::regclass`,
    );
    if (waiting >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the rate of an organisation', () => {
  test('is refused above its share, by name and with the time to wait, before any statement; others go on', async () => {
    const send = await start({ shares: { ...GENEROUS, requestsPerMinute: 60 } });
    expect(await send('rfsu', WHO)).toMatchObject({ status: 200 });
    expect(await send('rfsl', WHO)).toMatchObject({ status: 200 });
    const overheard = overhear();
    const answers = await Promise.all(Array.from({ length: 200 }, () => send('rfsu', '{ __typename }')));
    const statements = overheard.take();
    overheard.stop();
    expect(statements).toEqual([]);

    const refused = answers.filter(({ status }) => status !== 200);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(200);
    for (const answer of refused) {
      expect(answer).toMatchObject({
        ...{ status: 429, data: undefined, code: 'RATE_LIMITED' },
        message: 'At most 60 requests of an organisation a minute.',
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      expect(answer.retryAfter).toBeGreaterThanOrEqual(1);
      expect(answer.retryAfter).toBeLessThanOrEqual(10);
    }
    expect(await send('rfsl', WHO)).toMatchObject({ status: 200 });
  });

  test('holds at the least the largest operation that the limits allow', async () => {
    const send = await start({ shares: { ...GENEROUS, requestsPerMinute: LEAST_REQUESTS_PER_MINUTE } });
    // Of an entry 2,112 values, its lists being ten long.
    const largest =
      '{ trendEntries(first: 94) { nodes { revisions { revisions { revisions { id status } } } } } }';
    expect(await send('rfsu', largest)).toMatchObject({ status: 200 });

    const most = (requestsPerMinute: number) => {
      const shares = new Shares({ ...GENEROUS, requestsPerMinute });
      return shares.of('rfsu', () => shares.spend('rfsu', requestsFor(MOST_COST)));
    };
    await most(LEAST_REQUESTS_PER_MINUTE);
    await expect(most(LEAST_REQUESTS_PER_MINUTE - PARTS_OF_A_MINUTE)).rejects.toThrow(
      /of an organisation a minute/,
    );
  });

  test('covers every way to ask as an organisation', async () => {
    await start({ shares: { ...GENEROUS, requestsPerMinute: 60 } });
    const headers = { authorization: `Bearer ${await api.token('rfsu')}` };
    for (const url of ['/schema.graphql', '/statistics.csv?measure=ADVERTS', '/graphql?query={__typename}']) {
      const statuses = await Promise.all(
        Array.from({ length: 50 }, async () => (await api.app.inject({ url, headers })).statusCode),
      );
      expect([url, statuses]).toEqual([url, expect.arrayContaining([429])]);
    }
  });
});

describe('what an organisation has under way', () => {
  test('is bounded, and bounds nobody else', async () => {
    const send = await start({ shares: { ...GENEROUS, concurrentRequests: 3 } });
    for (const organisation of ['rfsu', 'rfsl'])
      expect(await send(organisation, ENTRIES)).toMatchObject({ status: 200 });
    const release = await holdEntries();
    const waiting = [1, 2, 3].map(() => send('rfsu', ENTRIES));
    await untilWaiting(3);
    expect(await send('rfsu', WHO)).toMatchObject({
      ...{ status: 429, code: 'RATE_LIMITED', retryAfter: 1 },
      message: 'At most 3 requests of an organisation at once.',
    });
    expect(await send('rfsl', WHO)).toMatchObject({ status: 200 });
    await release();
    await Promise.all(waiting);
    expect(await send('rfsu', WHO)).toMatchObject({ status: 200 });
  });

  test('counts no longer what has failed', async () => {
    const send = await start({ shares: { ...GENEROUS, concurrentRequests: 1 } });
    for (const query of ['{', '{ nothing }', '{ trendEntries(first: 0) { nodes { id } } }'])
      expect((await send('rfsu', query)).code).not.toBe('RATE_LIMITED');
    expect(await send('rfsu', WHO)).toMatchObject({ status: 200 });
  });
});

describe('a busy server', () => {
  test('sends new requests away while its event loop is late, and answers again when it is not', async () => {
    const send = await start({});
    expect(await send('rfsu', WHO)).toMatchObject({ status: 200 });
    const occupy = () => {
      for (const end = performance.now() + 1_500; performance.now() < end;);
    };
    const answers = [];
    while (answers.at(-1)?.status !== 503 && answers.length < 20) {
      occupy();
      await new Promise((resolve) => setTimeout(resolve, 1));
      answers.push(await send('rfsu', WHO));
    }
    expect(answers.at(-1)).toMatchObject({
      ...{ status: 503, data: undefined, code: 'UNAVAILABLE', message: 'The server is busy.', retryAfter: 1 },
    });
    expect((await api.app.inject('/health/live')).statusCode).toBe(200);
    expect((await api.app.inject('/metrics')).body).toMatch(
      /^samverkan_graphql_errors_total\{code="UNAVAILABLE"\} [1-9]/m,
    );
    while ((await send('rfsu', WHO)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 100));
  });

  test('says so at once when all connections of an organisation are taken', async () => {
    const send = await start({ poolSize: 1, connectMs: CONNECT_MS });
    for (const organisation of ['rfsu', 'rfsl'])
      expect(await send(organisation, ENTRIES)).toMatchObject({ status: 200 });
    const release = await holdEntries();
    const first = send('rfsu', ENTRIES);
    await untilWaiting(1);
    const others = '{ organisations { nodes { code } } }';
    const headers = { authorization: `Bearer ${await api.token('rfsu')}` };
    const beside = ['/statistics.csv?measure=ADVERTS&granularity=YEAR', '/feed.atom', '/audit/checkpoint'];
    // All of them before the lock's own time is over, which gives the connection back.
    const [refused, ...alike] = await Promise.all([
      send('rfsu', others),
      ...beside.map((url) => api.app.inject({ url, headers })),
    ]);
    expect(refused).toMatchObject({ status: 503, code: 'UNAVAILABLE', retryAfter: 1 });
    expect(alike.map(({ statusCode, headers }) => [statusCode, headers['retry-after']])).toEqual(
      beside.map(() => [503, '1']),
    );
    expect(await send('rfsl', others)).toMatchObject({ status: 200 });
    await release();
    await first;
    expect(await send('rfsu', ENTRIES)).toMatchObject({ status: 200 });
  });
});
