// The attacks that Damn Vulnerable GraphQL Application (github.com/dolevf/Damn-Vulnerable-GraphQL-Application) teaches, against a
// server as production runs it. Beside each stands what the same way of asking does when it is honest.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, isInputObjectType, isObjectType } from 'graphql';
import { post, startTestApi, type Answer, type TestApi } from '../support/api.js';
import { publish, UNIT, type Entry } from './tools/entries.js';
import { POLICE } from './tools/flags.js';
import { contentState, type TableState } from './tools/rows.js';

let api: TestApi;
let headers: Record<string, string>;
let entry: Entry;
let before: Record<string, TableState>;
const SCRIPT = '<script>alert(1)</script>';
beforeAll(async () => {
  api = await startTestApi({ introspection: false });
  headers = { authorization: `Bearer ${await api.token('rfsu')}` };
  entry = await publish(api, { title: `Ny annonssida ${SCRIPT}`, policingNotes: 'Bara för polisen.' });
  before = await contentState(api.database.owner);
});
afterAll(async () => {
  expect(await contentState(api.database.owner)).toEqual(before);
  await api.close();
});

const ask = (query: string, variables: object = {}) =>
  post(api.address, headers, JSON.stringify({ query, variables }));
const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => extensions.code);
const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

describe('denial of service', () => {
  test('a batch', async () => {
    const one = { query: '{ viewer { subject } }' };
    expect((await post(api.address, headers, JSON.stringify(one))).status).toBe(200);
    const many = await post(api.address, headers, JSON.stringify(Array(10).fill(one)));
    expect([many.status, codesOf(many)]).toEqual([400, ['BAD_USER_INPUT']]);
  });

  test.each([
    [
      'deep recursion',
      (size: number) =>
        `{ trendEntries { nodes ${'{ revisions '.repeat(size)} { id } ${'}'.repeat(size)} } }`,
      1,
      10,
    ],
    [
      'a costly query',
      (size: number) =>
        `{ trendEntries(first: ${size}) { nodes { revisions { revisions { revisions { revisions { id } } } } } } }`,
      1,
      100,
    ],
    ['many fields', (size: number) => `{ viewer { ${'subject '.repeat(size)} } }`, 2, 1_000],
    [
      'many aliases',
      (size: number) => `{ ${times(size, (index) => `a${index}: trendEntries { nodes { id } }`)} }`,
      2,
      100,
    ],
    [
      'many directives',
      (size: number) => `{ viewer { ${times(size, () => '... @include(if: true) { subject }')} } }`,
      2,
      100,
    ],
    [
      'fragments upon fragments',
      (size: number) =>
        `{ ...F0 } ${times(size, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)} fragment F${size} on Query { __typename }`,
      2,
      30,
    ],
  ] as const)('%s', async (_name, document, little, much) => {
    expect((await ask(document(little))).errors).toEqual([]);
    const answer = await ask(document(much));
    expect([answer.status, answer.data, codesOf(answer)]).toEqual([400, undefined, ['QUERY_TOO_COMPLEX']]);
  });

  test('fragments in a circle', async () => {
    const fragments = (last: string) =>
      `{ ...A } fragment A on Query { viewer { subject } ...B } fragment B on Query { ${last} }`;
    expect((await ask(fragments('__typename'))).errors).toEqual([]);
    expect(codesOf(await ask(fragments('...A')))).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});

describe('disclosure', () => {
  test.each([
    '{ __schema { types { name } } }',
    '{ __type(name: "TrendEntry") { fields { name } } }',
    '{ viewer { __typename } ... on Query { s: __schema { queryType { name } } } }',
  ])('introspection: %s', async (document) => {
    expect((await ask('{ viewer { __typename } }')).data).toEqual({ viewer: { __typename: 'Viewer' } });
    const answer = await ask(document);
    expect([answer.status, answer.data, codesOf(answer)]).toEqual([
      400,
      undefined,
      ['GRAPHQL_VALIDATION_FAILED'],
    ]);
  });

  test.each(['trendEntry', 'trendEntries', 'submitReferralFlag', 'policingNotes', 'TrendEntryFilter'])(
    'suggestions: a name almost like %s',
    async (name) => {
      const almost = `${name.slice(0, -1)}x`;
      for (const document of [
        `{ ${almost} }`,
        `mutation { ${almost} }`,
        `{ trendEntries { nodes { ${almost} } } }`,
        `query ($a: ${almost}) { trendEntries(filter: $a) { nodes { id } } }`,
        `{ trendEntries(${almost}: 1) { nodes { id } } }`,
      ]) {
        const { status, text } = await ask(document);
        expect(status).toBe(400);
        expect(text).not.toMatch(/Did you mean/);
        expect(text.replaceAll(almost, '')).not.toContain(name === 'trendEntries' ? 'trendEntry' : name);
      }
    },
  );

  test('where an error arose', async () => {
    for (const document of [
      '{',
      '{ nothing }',
      `{ node(id: "x") { id } }`,
      '{ trendEntries(after: "%") { nodes { id } } }',
    ]) {
      const { errors, text } = await ask(document);
      expect(errors.length).toBeGreaterThan(0);
      for (const { extensions } of errors)
        expect(Object.keys(extensions).sort()).toEqual(['code', 'requestId']);
      expect(text).not.toMatch(/stack|exception|node_modules|\.js|\bat /i);
    }
  });

  test('a page of GraphiQL, asked for in every way', async () => {
    for (const path of ['/graphql', '/graphiql', '/graphql?as=rfsu'])
      for (const cookie of ['', 'env=graphiql:enable']) {
        const response = await fetch(api.address + path, { headers: { accept: 'text/html', cookie } });
        expect(response.status).toBeGreaterThanOrEqual(400);
        expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      }
  });
});

// Where a webhook leads is an address, and is held to rules of its own (test/webhooks/post).
const HELD_TO_RULES = ['url'];

test('requests to other servers, commands and files: no other input takes an address, a command or a path', async () => {
  const inputs = (sdl: string) =>
    Object.values(buildSchema(sdl).getTypeMap()).flatMap((type) => {
      if (isInputObjectType(type)) return Object.keys(type.getFields());
      return isObjectType(type)
        ? Object.values(type.getFields()).flatMap(({ args }) => args.map(({ name }) => name))
        : [];
    });
  const DANGEROUS =
    /^(ur[il]|host|port|scheme|cmd|command|arg|file|filename|path|callback|webhook|endpoint)s?$/i;
  const careless =
    'type Query { importPaste(host: String, port: Int, path: String): String, systemDebug(arg: String): String }';
  expect(inputs(careless).filter((name) => DANGEROUS.test(name))).toEqual(['host', 'port', 'path', 'arg']);
  for (const organisation of [UNIT, POLICE]) {
    const authorization = `Bearer ${await api.token(organisation)}`;
    const served = inputs(
      await (await fetch(`${api.address}/schema.graphql`, { headers: { authorization } })).text(),
    );
    expect(served.length).toBeGreaterThan(50);
    expect(served.filter((name) => DANGEROUS.test(name))).toEqual(HELD_TO_RULES);
  }
});

describe('injection', () => {
  test('of SQL', async () => {
    const found = async (search: string) => {
      const document =
        'query ($search: String!) { trendEntries(filter: { search: $search }) { nodes { id } } }';
      return (await ask(document, { search })).data.trendEntries.nodes as object[];
    };
    expect(await found('annonssida')).toHaveLength(1);
    for (const search of ["x' or '1'='1", "x'; drop table trends.entry; --", "x') union select 1 --"])
      expect(await found(search)).toEqual([]);

    const organisation = (code: string) =>
      ask('query ($code: String!) { organisation(code: $code) { code } }', { code });
    expect((await organisation('rfsu')).data).toEqual({ organisation: { code: 'rfsu' } });
    expect(codesOf(await organisation("x' or code = 'rfsu"))).toEqual(['NOT_FOUND']);
  });

  test('of scripts and HTML: a text stays a text, in an answer that no browser runs', async () => {
    const response = await fetch(`${api.address}/graphql`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ trendEntries { nodes { title } } }' }),
    });
    expect(await response.text()).toContain(SCRIPT);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(/^default-src 'none'/),
    });
  });

  test('of identifiers into logs: the name of a request is never taken from it', async () => {
    const response = await fetch(`${api.address}/graphql`, {
      method: 'POST',
      headers: {
        ...headers,
        'content-type': 'application/json',
        'request-id': 'FALSCHT',
        'x-request-id': 'FALSCHT',
      },
      body: JSON.stringify({ query: 'query A { nothing }', operationName: 'A\r\nFALSCHT' }),
    });
    const text = await response.text();
    expect(text).toMatch(/"requestId":"[0-9a-f-]{36}"/);
    expect(text).not.toContain('FALSCHT');
  });
});

describe('around the permissions', () => {
  test('a field under another name, in a fragment, in an operation with another name', async () => {
    const documents = [
      '{ trendEntries { nodes { policingNotes } } }',
      '{ trendEntries { nodes { title: policingNotes } } }',
      '{ trendEntries { nodes { ...F } } } fragment F on TrendEntry { title: policingNotes }',
      'query getTitles { trendEntries { nodes { ... on TrendEntry { policingNotes } } } }',
      `{ node(id: "${entry.id}") { ... on TrendEntry { policingNotes } } }`,
    ];
    for (const document of documents) {
      expect(codesOf(await ask(document))).toEqual(['FORBIDDEN_FIELD']);
      expect((await api.as(POLICE)(document)).text).toContain('Bara för polisen.');
    }
  });

  test('a token with another signature, with none, or changed', async () => {
    const token = headers['authorization']!.slice('Bearer '.length);
    const [head, claims, signature] = token.split('.') as [string, string, string];
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const other = encode({
      ...(JSON.parse(Buffer.from(claims, 'base64url').toString()) as object),
      sub: 'admin',
    });
    const statusOf = async (bearer: string) =>
      (await post(api.address, { authorization: `Bearer ${bearer}` }, '{"query":"{ __typename }"}')).status;
    expect(await statusOf(token)).toBe(200);
    for (const forged of [
      `${head}.${other}.${signature}`,
      `${encode({ alg: 'none', typ: 'at+jwt' })}.${claims}.`,
      `${encode({ alg: 'none', typ: 'at+jwt' })}.${claims}.${signature}`,
      `${head}.${claims}.${signature.split('').reverse().join('')}`,
    ])
      expect(await statusOf(forged)).toBe(401);
  });

  test('a mutation that a browser could be made to send', async () => {
    const withdraw = `mutation { withdrawTrendEntry(input: { id: "${entry.id}", expectedVersion: ${entry.version},
      reason: "Fel." }) { errors { code } } }`;
    const authorization = `Bearer ${await api.token(UNIT)}`;
    const send = (type: string, body: string) =>
      fetch(`${api.address}/graphql`, {
        method: 'POST',
        headers: { authorization, 'content-type': type, origin: 'https://elsewhere.invalid' },
        body,
      });
    const json = JSON.stringify({ query: withdraw });
    for (const [type, body] of [
      ['application/x-www-form-urlencoded', new URLSearchParams({ query: withdraw }).toString()],
      ['text/plain', json],
      ['text/plain; application/json', json],
      [
        'multipart/form-data; boundary=x',
        `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${withdraw}\r\n--x--`,
      ],
    ] as const)
      expect([400, 415]).toContain((await send(type, body)).status);
    const parameters = new URLSearchParams({ query: withdraw }).toString();
    const byGet = await fetch(`${api.address}/graphql?${parameters}`, {
      headers: { authorization, 'apollo-require-preflight': 'true' },
    });
    expect(byGet.status).toBe(405);
    // A browser asks first whether a page of another site may send JSON; nothing says that it may.
    const preflight = await fetch(`${api.address}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://elsewhere.invalid', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    const honest = await send('application/json', JSON.stringify({ query: '{ viewer { subject } }' }));
    expect(honest.status).toBe(200);
  });
});
