// The log: lines with the documented fields and no others, and no value of anybody in any of them, whatever is sent and whatever goes wrong.
import { createHash } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEVELOPMENT_ISSUER, developmentClient } from '../../src/auth/development-issuer.js';
import { openLog } from '../../src/log.js';
import { publish } from '../api/tools/entries.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { documentedIn } from './tools/documented.js';

const CANARY = 'Kanarie';
const NAMED = `query Kanariefri { viewer { organisation { code } } }`;
const LIST = 'query Lista($first: Int) { trendEntries(first: $first) { nodes { title } } }';

type Line = Record<string, unknown>;
let written: string[] = [];
const destination = { write: (line: string) => written.push(line) };
const lines = () => written.map((line) => JSON.parse(line) as Line);
const take = () => {
  const taken = lines();
  written = [];
  return taken;
};

let documented: string[];
/** Answers texts, as development does; and one that answers registered documents only. */
let api: TestApi;
let strict: TestApi;
beforeAll(async () => {
  documented = await documentedIn('field', 'in lines of', 'is');
  api = await startTestApi({ log: openLog('info', destination) });
  strict = await startTestApi({ node: api, answersTexts: false, log: openLog('info', destination) });
  for (const text of [NAMED, LIST])
    await api.database.owner.query(
      'insert into directory.document (issuer, client_id, id, text) values ($1, $2, $3, $4)',
      [DEVELOPMENT_ISSUER, developmentClient('rfsu'), idOf(text), text],
    );
});
afterAll(async () => {
  await strict.close();
  await api.close();
});

const idOf = (text: string) => createHash('sha256').update(text).digest('hex');

async function send(api: TestApi, body: unknown, headers: Record<string, string> = {}, path = '/graphql') {
  const response = await fetch(api.address + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await api.token('rfsu')}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  await response.text();
  await new Promise(setImmediate); // the line is written when the answer has gone
}

test('a request is one line: who asked for what under which registered name, how it ended, how long it took', async () => {
  await send(strict, { documentId: idOf(NAMED) });
  expect(take()).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      event: 'request',
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      method: 'POST',
      route: '/graphql',
      status: 200,
      milliseconds: expect.any(Number),
      organisation: 'rfsu',
      operation: 'Kanariefri',
    },
  ]);
});

test('a name that a client made up is not logged: neither of a text nor beside a registered document', async () => {
  await send(api, { query: `query ${CANARY} { viewer { subject } }` });
  await send(strict, { documentId: idOf(NAMED), operationName: CANARY });
  const [text, wrong] = take();
  expect(text).toMatchObject({ status: 200, organisation: 'rfsu' });
  expect(wrong).toMatchObject({ status: 400, organisation: 'rfsu', codes: ['BAD_USER_INPUT'] });
  expect([text!['operation'], wrong!['operation']]).toEqual([undefined, undefined]);
});

test('what is watched every few seconds is not logged', async () => {
  for (const path of ['/health/live', '/health/ready', '/metrics']) await fetch(api.address + path);
  expect(take()).toEqual([]);
});

describe('no value gets into it', () => {
  test.each<[string, () => Promise<unknown>, Line]>([
    [
      'a path',
      () => fetch(`${api.address}/${CANARY}?${CANARY}=${CANARY}`),
      { status: 404, codes: ['NOT_FOUND'] },
    ],
    [
      'parameters',
      () => fetch(`${api.address}/graphql?query=${CANARY}`),
      { status: 401, codes: ['UNAUTHENTICATED'] },
    ],
    [
      'a token',
      () => send(api, {}, { authorization: `Bearer ${CANARY}.${CANARY}.${CANARY}` }),
      { status: 401 },
    ],
    ['a body that is no JSON', () => send(api, `{"query": ${CANARY}`), { status: 400 }],
    ['a document', () => send(api, { query: `{ ${CANARY} }` }), { codes: ['GRAPHQL_VALIDATION_FAILED'] }],
    [
      'a variable',
      () => send(strict, { documentId: idOf(LIST), variables: { first: CANARY } }),
      { operation: 'Lista' },
    ],
    [
      'an id of a document',
      () => send(strict, { documentId: CANARY }),
      { codes: ['PERSISTED_QUERY_NOT_FOUND'] },
    ],
    [
      'headers',
      () =>
        send(
          api,
          { query: '{ viewer { subject } }' },
          { 'x-name': CANARY, cookie: CANARY, 'user-agent': CANARY },
        ),
      { status: 200 },
    ],
    ['a content type', () => send(api, CANARY, { 'content-type': `text/${CANARY}` }), { status: 415 }],
    [
      'a stream',
      () =>
        send(
          api,
          { query: `subscription ${CANARY} { nothing }` },
          { accept: 'text/event-stream' },
          '/graphql/stream',
        ),
      { route: '/graphql/stream', organisation: 'rfsu' },
    ],
  ])('of %s', async (_name, act, expected) => {
    await act();
    await new Promise(setImmediate);
    const told = take();
    expect(told).toEqual([expect.objectContaining({ event: 'request', ...expected })]);
    expect(JSON.stringify(told)).not.toContain(CANARY);
  });

  test('of an error of the database, which names the row that it is about', async () => {
    const { owner } = api.database;
    await owner.query(
      `create function public.kanarie() returns trigger language plpgsql as
       $$ begin raise exception 'Kanarie %', new using detail = 'Kanarie', hint = 'Kanarie'; end $$`,
    );
    await owner.query(
      'create trigger kanarie before insert on trends.corroboration for each row execute function public.kanarie()',
    );
    const entry = await publish(api);
    take();
    const input = { id: entry.id, verdict: 'CONFIRMS', comment: CANARY };
    await send(api, {
      query:
        'mutation ($input: CorroborateInput!) { corroborateTrendEntry(input: $input) { errors { code } } }',
      variables: { input },
    });
    await owner.query('drop trigger kanarie on trends.corroboration');
    const told = take();
    expect(told.map(({ event, level }) => [level, event])).toEqual([
      ['error', 'error'],
      ['info', 'request'],
    ]);
    expect(told[0]).toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
      state: 'P0001',
      requestId: told[1]!['requestId'],
    });
    expect((told[0]!['at'] as string[]).length).toBeGreaterThan(0);
    expect(JSON.stringify(told)).not.toContain(CANARY);
  });

  test.each<[string, (log: ReturnType<typeof openLog>) => void]>([
    ['a message', (log) => log.error(CANARY)],
    ['a message with its parts', (log) => log.warn({ requestId: CANARY }, 'said %s', CANARY)],
    ['an error', (log) => log.error(new Error(CANARY))],
    [
      'an error whose message looks like a place',
      (log) => log.error(new Error(`x\n    at ${CANARY} (file:///${CANARY}:1:2)`)),
    ],
    [
      'an error of a name of its own',
      (log) =>
        log.fatal({ err: Object.assign(new Error(CANARY), { name: `${CANARY}, Anna`, code: `${CANARY} ` }) }),
    ],
    [
      'fields that are not documented',
      (log) => log.info({ event: 'request', [CANARY]: 1, req: { url: CANARY }, hint: CANARY }),
    ],
    [
      'documented fields of another form',
      (log) =>
        log.info({ event: CANARY, route: `/${CANARY}`, codes: [CANARY], at: [CANARY], organisation: CANARY }),
    ],
    ['what belongs to a child', (log) => log.child({}).warn({ operation: `${CANARY} Anna` })],
  ])('of whoever logs %s', (_name, say) => {
    say(openLog('info', destination));
    const [line] = take();
    expect(Object.keys(line!).filter((name) => !documented.includes(name))).toEqual([]);
    expect(JSON.stringify(line)).not.toContain(CANARY);
    // The control: a log as the library makes it tells.
    const plain: string[] = [];
    say(pino({}, { write: (text: string) => plain.push(text) }));
    expect(plain.join()).toContain(CANARY);
  });
});

test('every documented field is in some line, and no line has another', async () => {
  const seen = new Set<string>();
  const notice = () => take().forEach((line) => Object.keys(line).forEach((name) => seen.add(name)));
  await send(strict, { documentId: idOf(LIST), variables: { first: 'x' } });
  notice();
  const log = openLog('info', destination);
  log.error({
    event: 'round',
    round: 'clocks',
    error: 'Error',
    state: '57P03',
    at: ['at run (node:internal/x:1:2)'],
    code: 'UNAVAILABLE',
  });
  log.warn({ event: 'keys', issuer: 'https://issuer.example/tenant', error: 'TypeError' });
  notice();
  expect([...seen].sort()).toEqual([...documented].sort());
});
