// The counter that the alerts watch, and the line of the log: every answer with an error is in both, once, whoever refused it.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openLog } from '../../src/log.js';
import { startTestApi, type TestApi } from '../support/api.js';

const DOCUMENT = '{ viewer { subject } }';
const QUERY = JSON.stringify({ query: DOCUMENT });

let written: string[] = [];
let api: TestApi;
/** Answers registered documents only, as production does. */
let strict: TestApi;
beforeAll(async () => {
  const log = openLog('info', { write: (line: string) => written.push(line) });
  api = await startTestApi({ log });
  strict = await startTestApi({ node: api, answersTexts: false, log });
});
afterAll(async () => {
  await strict.close();
  await api.close();
});

async function counts({ app }: TestApi): Promise<Map<string, number>> {
  const { body } = await app.inject('/metrics');
  const lines = body.matchAll(/^samverkan_graphql_errors_total\{code="(\w+)"\} (\d+)$/gm);
  return new Map([...lines].map(([, code, count]) => [code!, Number(count)]));
}

/** What is counted, and noted in the request's line, while something is done. */
async function told(of: TestApi, act: () => Promise<unknown>) {
  const before = await counts(of);
  written = [];
  await act();
  await new Promise(setImmediate); // the line is written when the answer has gone
  const after = [...(await counts(of))].map(
    ([code, count]) => [code, count - (before.get(code) ?? 0)] as const,
  );
  const lines = written.map((line) => JSON.parse(line) as { event: string; codes?: string[] });
  return {
    counted: Object.fromEntries(after.filter(([, count]) => count > 0)),
    noted: lines.filter(({ event }) => event === 'request').map(({ codes }) => codes),
  };
}

type Headers = Record<string, string>;
const post = (at: () => TestApi, body: string, headers: Headers = {}, path = '/graphql') => ({
  at,
  act: async () => {
    const authorization = `Bearer ${await at().token('rfsu')}`;
    const response = await fetch(at().address + path, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json', ...headers },
      body,
    });
    await response.text();
  },
});
const get = (path: string) => ({
  at: () => api,
  act: async () => {
    const headers = { authorization: `Bearer ${await api.token('rfsu', ['trends:read'])}` };
    await (await fetch(api.address + path, { headers })).text();
  },
});
const [texts, documents] = [() => api, () => strict];
const FORBIDDEN = '{ trendEntries { nodes { policingNotes policeContact: policingNotes } } }';
const STREAM = { accept: 'text/event-stream' };

describe('is counted once and noted', () => {
  test.each([
    ['an unknown document', post(documents, '{"documentId":"x"}'), 'PERSISTED_QUERY_NOT_FOUND'],
    ['a text in production', post(documents, QUERY), 'FORBIDDEN'],
    ['a field of others', post(texts, JSON.stringify({ query: FORBIDDEN })), 'FORBIDDEN_FIELD'],
    ['a token that does not hold', post(texts, QUERY, { authorization: 'Bearer a.b.c' }), 'UNAUTHENTICATED'],
    ['a batch', post(texts, `[${QUERY}]`), 'BAD_USER_INPUT'],
    ['a form of another site', post(texts, QUERY, { 'content-type': 'text/plain' }), 'BAD_USER_INPUT'],
    [
      'a name of another type',
      post(texts, JSON.stringify({ query: DOCUMENT, operationName: 7 })),
      'BAD_USER_INPUT',
    ],
    ['a type that there is not', post(texts, QUERY, { accept: 'text/html' }), 'BAD_USER_INPUT'],
    ['a body that is no JSON', post(texts, '{'), 'BAD_USER_INPUT'],
    ['a missing scope beside GraphQL', get('/audit/checkpoint'), 'FORBIDDEN'],
    ['a path that is not there', get('/nowhere'), 'NOT_FOUND'],
    [
      'a field of others as a stream',
      post(texts, '{"query":"subscription { nothing }"}', STREAM, '/graphql/stream'),
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['a stream of another type', post(texts, QUERY, {}, '/graphql/stream'), 'BAD_USER_INPUT'],
  ])('%s', async (_name, { at, act }, code) => {
    expect(await told(at(), act)).toEqual({ counted: { [code]: 1 }, noted: [[code]] });
  });

  test('what nobody waits for any more', async () => {
    const holder = api.database.owner.createQueryRunner();
    await holder.query('begin');
    await holder.query('lock table trends.entry in access exclusive mode');
    const ending = new AbortController();
    const { counted } = await told(api, async () => {
      const headers = {
        authorization: `Bearer ${await api.token('rfsu')}`,
        'content-type': 'application/json',
      };
      const body = JSON.stringify({ query: '{ trendEntries { nodes { id } } }' });
      const asked = fetch(`${api.address}/graphql`, { method: 'POST', headers, body, signal: ending.signal });
      while ((await underWay()) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      ending.abort();
      await expect(asked).rejects.toThrow();
      while ((await underWay()) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    });
    await holder.query('rollback');
    await holder.release();
    expect(counted).toEqual({ UNAVAILABLE: 1 });
  });
});

async function underWay(): Promise<number> {
  const { body } = await api.app.inject('/metrics');
  return Number(/^samverkan_requests_under_way (\d+)$/m.exec(body)![1]);
}

test('an answer without an error is not counted', async () => {
  expect(await told(api, post(texts, QUERY).act)).toEqual({ counted: {}, noted: [undefined] });
});
