// What is no request to this API is refused with a code and a request to quote, and leaves nothing behind.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { publish, UNIT, type Entry } from './tools/entries.js';
import { contentState, type TableState } from './tools/rows.js';
import { say } from '../fuzz/tools/sockets.js';

// Stands for a value that somebody mistyped: it may be a person's, so no answer repeats it.
const VALUE = 'HEMLIGHET';

let api: TestApi;
let token: string;
let entry: Entry;
let before: Record<string, TableState>;
beforeAll(async () => {
  api = await startTestApi();
  token = await api.token(UNIT);
  entry = await publish(api);
  before = await contentState(api.database.owner);
});
afterAll(async () => {
  expect(await contentState(api.database.owner)).toEqual(before);
  await api.close();
});

type Init = { method?: string; body?: string; headers?: Record<string, string> };

/** Sends a request as it is and expects a refusal in the shape that every refusal has. */
async function refusalOf(path: string, { method = 'POST', body, headers = {} }: Init) {
  const response = await fetch(api.address + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  expect(text).not.toContain(VALUE);
  const { data, errors } = JSON.parse(text) as {
    data?: unknown;
    errors: { message: string; extensions: { code: string; requestId: string } }[];
  };
  expect(data ?? null).toBeNull();
  expect(errors).toHaveLength(1);
  expect(errors[0]!.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(Object.keys(errors[0]!.extensions).sort()).toEqual(['code', 'requestId']);
  return `${response.status} ${errors[0]!.extensions.code}`;
}

const QUERY = '{"query":"{ viewer { subject } }"}';

test('a request as it should be is answered', async () => {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${api.address}/graphql`, { method: 'POST', headers, body: QUERY });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
});

describe('a body is refused', () => {
  test.each([
    ['that is not JSON', `{"query": ${VALUE}`],
    ['that is empty', ''],
    ['that is a list (a batch)', `[${QUERY}, ${QUERY}]`],
    ['that is a text', `"${VALUE}"`],
    ['that is a number', '7'],
    ['that is null', 'null'],
    ['without a query', `{"${VALUE}": 7}`],
    ['whose query is a number', '{"query": 7}'],
    ['whose query is empty', '{"query": ""}'],
    ['whose variables are a text', `{"query":"{ viewer { subject } }","variables":"${VALUE}"}`],
    ['whose variables are a list', `{"query":"{ viewer { subject } }","variables":["${VALUE}"]}`],
    ['whose extensions are a text', `{"query":"{ viewer { subject } }","extensions":"${VALUE}"}`],
    [
      'that names an operation which it does not hold',
      `{"query":"query A { viewer { subject } }","operationName":"${VALUE}"}`,
    ],
    [
      'that names none of its two operations',
      '{"query":"query A { viewer { subject } } query B { viewer { subject } }"}',
    ],
    ['that poisons a prototype', `{"query":"{ viewer { subject } }","__proto__":{"x":"${VALUE}"}}`],
  ])('%s', async (_name, body) => {
    expect(await refusalOf('/graphql', { body })).toBe('400 BAD_USER_INPUT');
  });

  test('of ten megabytes', async () => {
    const body = JSON.stringify({
      query: '{ viewer { subject } }',
      variables: { a: VALUE.repeat(1_100_000) },
    });
    expect(await refusalOf('/graphql', { body })).toBe('413 BAD_USER_INPUT');
  });

  test.each([
    ['text/plain', '400 BAD_USER_INPUT'],
    ['application/x-www-form-urlencoded', '415 BAD_USER_INPUT'],
    ['multipart/form-data; boundary=x', '415 BAD_USER_INPUT'],
    ['application/graphql', '415 BAD_USER_INPUT'],
    [VALUE, '415 BAD_USER_INPUT'],
  ])('of the type %s', async (type, refusal) => {
    expect(await refusalOf('/graphql', { body: QUERY, headers: { 'content-type': type } })).toBe(refusal);
  });

  // None of these mutations may have run when the file ends: afterAll looks at every table.
  test.each(['text/html', 'application/xml', 'text/event-stream', 'application/json;q=0', 'multipart/mixed'])(
    'when its answer may only be %s',
    async (accept) => {
      const input = { month: '2026-07', municipality: '0180', kind: 'CHAT', count: 12 };
      const query =
        'mutation ($input: ReportActivityInput!) { reportActivity(input: $input) { errors { code } } }';
      const body = JSON.stringify({ query, variables: { input } });
      expect(await refusalOf('/graphql', { body, headers: { accept } })).toBe('406 BAD_USER_INPUT');
    },
  );

  test('that asks for a stored query by its hash', async () => {
    const body = `{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"${VALUE}"}}}`;
    expect(await refusalOf('/graphql', { body })).toMatch(/PERSISTED_QUERY_NOT_FOUND$/);
  });
});

describe('bytes on a connection', () => {
  const ask = async (head: string, body = '') => {
    const { port } = new URL(api.address);
    const bytes = `POST /graphql HTTP/1.1\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n${head}\r\n\r\n${body}`;
    return say(Number(port), Buffer.from(bytes));
  };
  const length = `content-length: ${QUERY.length}\r\nconnection: close`;

  test.each(['host: x', 'host: [', 'host: a b', 'host:'])(
    'are answered whatever they name as their host: %s',
    async (host) => {
      expect(await ask(`${host}\r\n${length}`, QUERY)).toMatch(/^HTTP\/1.1 200 OK/);
    },
  );

  test.each([
    [
      'with more headers than are read',
      `host: x\r\nx: ${VALUE.repeat(5_000)}`,
      '431',
      'headers: at most 32768 bytes.',
    ],
    ['that are no HTTP', `host: x\r\n${VALUE}`, '400', 'The request cannot be read; send HTTP.'],
  ])('%s are refused as everything is', async (_what, head, status, message) => {
    const [first = '', body = ''] = (await ask(head)).split('\r\n\r\n');
    expect(first).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(first.toLowerCase()).toMatch(/cache-control: no-store\r\nx-content-type-options: nosniff/);
    expect(JSON.parse(body)).toEqual({
      errors: [
        {
          message,
          extensions: { code: 'BAD_USER_INPUT', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        },
      ],
    });
  });

  test('with two of the longest headers are read', async () => {
    const long = 'a.b.'.padEnd(8_192, 'c');
    expect(await ask(`host: x\r\ndpop: ${long}\r\nx: ${long}\r\n${length}`, QUERY)).toMatch(
      /^HTTP\/1.1 200 OK/,
    );
  });
});

describe('a GET', () => {
  const WITHDRAW =
    () => `mutation A { withdrawTrendEntry(input: { id: "${entry.id}", expectedVersion: ${entry.version},
    reason: "${VALUE}" }) { errors { code } } }`;
  const address = (parameters: Record<string, string>) =>
    `/graphql?${new URLSearchParams(parameters).toString()}`;

  test('never changes anything, by whatever name the operation is asked for', async () => {
    const query = WITHDRAW();
    expect(await refusalOf(address({ query }), { method: 'GET' })).toBe('405 BAD_USER_INPUT');
    for (const operationName of ['B', '', 'a'])
      expect(await refusalOf(address({ query, operationName }), { method: 'GET' })).toMatch(
        /^40[05] BAD_USER_INPUT$/,
      );
  });

  test('that a form of another site could have sent is refused', async () => {
    const query = '{ viewer { subject } }';
    const headers = { 'content-type': 'text/plain' };
    expect(await refusalOf(address({ query }), { method: 'GET', headers })).toBe('400 BAD_USER_INPUT');
  });

  test('with variables that are not JSON is refused', async () => {
    const query = '{ viewer { subject } }';
    expect(await refusalOf(address({ query, variables: VALUE }), { method: 'GET' })).toBe(
      '400 BAD_USER_INPUT',
    );
  });
});

test('an unknown operation name never runs the operation there is', async () => {
  const query = `mutation A { withdrawTrendEntry(input: { id: "${entry.id}", expectedVersion: ${entry.version},
    reason: "Fel." }) { errors { code } } }`;
  const body = JSON.stringify({ query, operationName: 'B' });
  expect(await refusalOf('/graphql', { body })).toBe('400 BAD_USER_INPUT');
  const { data } = await api.as(UNIT)('query ($id: ID!) { trendEntry(id: $id) { status } }', {
    id: entry.id,
  });
  expect(data.trendEntry.status).toBe('PUBLISHED');
});

test.each(['PUT', 'DELETE', 'PATCH'])('%s is not a way to ask', async (method) => {
  expect(await refusalOf('/graphql', { method, body: QUERY })).toBe('404 NOT_FOUND');
});

test.each([`/${VALUE}`, '/graphql/', `/graphql/${VALUE}`, '/%E0%A4%A', '/..%2f..%2fetc/passwd', '/.env'])(
  'there is nothing at %s',
  async (path) => {
    expect(await refusalOf(path, { method: 'GET' })).toMatch(/^(404 NOT_FOUND|400 BAD_USER_INPUT)$/);
  },
);
