// The stream of changes, with the stock client of graphql-sse, on two nodes.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-sse';
import { feedChannel } from '../../src/store/login.js';
import { sequenceChanges } from '../../src/store/sequencing.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { cluster } from '../support/database.js';
import { publish, UNIT, draft } from '../api/tools/entries.js';
import { POLICE, submitted } from '../api/tools/flags.js';

const CHANGED =
  'subscription ($after: String) { changed(after: $after) { cursor kind objectType objectId object { id } } }';

let api: TestApi;
let isOver = false;
let sequencing: Promise<void>;
beforeAll(async () => {
  api = await startTestApi();
  const worker = await api.database.sources.worker();
  const run = async () => {
    // A round that fails is followed by the next, as the worker's are.
    for (; !isOver; await pause(20))
      await sequenceChanges(worker, feedChannel(cluster.loginSecret)).catch(() => undefined);
  };
  sequencing = run();
});
afterAll(async () => {
  isOver = true;
  await sequencing;
  await api.close();
});

interface Line {
  readonly cursor: string;
  readonly kind: string;
  readonly objectId: string;
  readonly object: { id: string } | null;
}

/** A stock client that follows as an organisation. Waits until it is connected. */
async function following(
  organisation: string,
  { address = api.address, after = null as string | null, query = CHANGED } = {},
) {
  const lines: Line[] = [];
  const refusals: string[] = [];
  const token = await api.token(organisation);
  let failure: unknown;
  let connected = () => {};
  const isConnected = new Promise<void>((resolve) => (connected = resolve));
  const client = createClient({
    url: `${address}/graphql/stream`,
    headers: { authorization: `Bearer ${token}` },
    retryAttempts: 0,
    on: { connected: () => connected() },
  });
  client.subscribe<{ changed: Line }>(
    { query, variables: { after } },
    {
      next({ data, errors }) {
        if (data) lines.push(data.changed);
        for (const { extensions } of errors ?? []) refusals.push(String(extensions?.['code']));
      },
      error: (error) => ((failure = error), connected()),
      complete: () => (failure = 'complete'),
    },
  );
  await isConnected;
  return {
    lines,
    refusals,
    failure: () => failure,
    until: async (condition: () => boolean) => {
      for (let left = 500; left > 0 && !condition(); left -= 1) await pause(20);
      expect(condition()).toBe(true);
    },
    stop: () => client.dispose(),
  };
}

test('a change reaches those who may read it, and nobody else', async () => {
  const [unit, police, rfsu] = [await following(UNIT), await following(POLICE), await following('rfsu')];
  await draft(api);
  const { id } = await publish(api);
  const referral = await submitted(api);
  await police.until(() => police.lines.length === 2);
  await unit.until(() => unit.lines.length === 4);
  await rfsu.until(() => rfsu.lines.length === 1);
  await pause(300);
  expect(unit.lines.map(({ kind }) => kind)).toEqual(['CREATED', 'CREATED', 'PUBLISHED', 'CREATED']);
  expect(police.lines.map(({ kind, object }) => [kind, object?.id])).toEqual([
    ['PUBLISHED', id],
    ['CREATED', referral.id],
  ]);
  expect(rfsu.lines.map(({ kind, object }) => [kind, object?.id])).toEqual([['PUBLISHED', id]]);
  for (const one of [unit, police, rfsu]) one.stop();
});

test('what was missed comes first when a client connects again behind its cursor', async () => {
  const first = await following('rfsl');
  const one = await publish(api);
  await first.until(() => first.lines.length === 1);
  first.stop();
  const more = [await publish(api), await publish(api)];
  const again = await following('rfsl', { after: first.lines[0]!.cursor });
  const last = await publish(api);
  await again.until(() => again.lines.length === 3);
  expect([...first.lines, ...again.lines].map(({ objectId }) => objectId)).toEqual(
    [one, ...more, last].map(({ id }) => id),
  );
  again.stop();
});

test('every event has its cursor as its id, and Last-Event-ID resumes', async () => {
  const cursor = (await api.as('rfsl')('{ changes(first: 1) { head } }')).data.changes.head as string;
  const ids = [(await publish(api)).id, (await publish(api)).id];
  const headers = {
    authorization: `Bearer ${await api.token('rfsl')}`,
    accept: 'text/event-stream',
    'content-type': 'application/json',
    'last-event-id': cursor,
  };
  const body = JSON.stringify({ query: CHANGED });
  const ending = new AbortController();
  const response = await fetch(`${api.address}/graphql/stream`, {
    method: 'POST',
    headers,
    body,
    signal: ending.signal,
  });
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    'text/event-stream; charset=utf-8',
  ]);
  let text = '';
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    text += part;
    if (ids.every((id) => text.includes(id))) break;
  }
  ending.abort();
  const events = text.split('\n\n').filter((event) => event.includes('event: next'));
  expect(events).toHaveLength(2);
  for (const event of events) {
    const [id, , data] = event.split('\n');
    const { cursor: place } = (JSON.parse(data!.slice(6)) as { data: { changed: Line } }).data.changed;
    expect(id).toBe(`id: ${place}`);
  }
});

test('an open stream of another epoch ends at the next change, and is refused when it comes again', async () => {
  const one = await following('rfsu');
  await publish(api);
  await one.until(() => one.lines.length === 1);
  await api.database.owner.query('update journal.epoch set epoch = default');
  await publish(api);
  await one.until(() => one.failure() !== undefined);
  expect([one.lines.length, one.failure() === 'complete']).toEqual([1, false]);
  const again = await following('rfsu', { after: one.lines[0]!.cursor });
  await again.until(() => again.refusals.length > 0);
  expect(again.refusals).toEqual(['BAD_USER_INPUT']);
});

describe('what is refused', () => {
  test.each([
    [
      'a field of another party',
      POLICE,
      'subscription { changed { object { ... on Referral { services { service } } } } }',
      'FORBIDDEN_FIELD',
    ],
    ['what is not there', POLICE, 'subscription { changed { nothing } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['what is no GraphQL', POLICE, 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['a query', POLICE, '{ viewer { subject } }', 'BAD_USER_INPUT'],
    ['a cursor of another list', POLICE, 'subscription { changed(after: "x") { kind } }', 'BAD_USER_INPUT'],
  ])('%s', async (_, organisation, query, code) => {
    const one = await following(organisation, { query });
    await one.until(() => one.refusals.length > 0);
    expect(new Set(one.refusals)).toEqual(new Set([code]));
  });

  test('a request without a token, and one that does not ask for events', async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(`${api.address}/graphql/stream`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: CHANGED }),
      });
    expect((await ask({ accept: 'text/event-stream' })).status).toBe(401);
    expect((await ask({ authorization: `Bearer ${await api.token(POLICE)}` })).status).toBe(406);
  });

  test('a subscription at /graphql', async () => {
    const { errors } = await api.as(POLICE)('subscription { changed { kind } }');
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  });
});

test('a stream ends without completion when the server closes, and another node goes on from the cursor', async () => {
  const other = await startTestApi({ node: api });
  const [here, there] = [await following('rfsu'), await following('rfsu', { address: other.address })];
  const { id } = await publish(api);
  await here.until(() => here.lines.length === 1);
  await there.until(() => there.lines.length === 1);
  expect(there.lines).toEqual(here.lines);
  await other.close();
  await there.until(() => there.failure() !== undefined);
  expect(there.failure()).not.toBe('complete');
  const next = await publish(api);
  const again = await following('rfsu', { after: there.lines.at(-1)!.cursor });
  await again.until(() => again.lines.length === 1);
  expect([...there.lines, ...again.lines].map(({ objectId }) => objectId)).toEqual([id, next.id]);
  for (const one of [here, again]) one.stop();
});
