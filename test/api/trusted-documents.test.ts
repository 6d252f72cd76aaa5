// Production answers the documents that a client has registered, by their ids, and nothing else.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DEVELOPMENT_ISSUER, developmentClient } from '../../src/auth/development-issuer.js';
import { run } from '../commands/tools/command-line.js';
import { cluster } from '../support/database.js';
import { namePostgres, type NamedPostgres } from '../support/named-postgres.js';
import { post, startTestApi, type Answer, type TestApi } from '../support/api.js';
import { FULL } from './tools/flags.js';

const hash = (text: string) => createHash('sha1').update(text).digest('hex');
const VIEWER = 'query Viewer { viewer { organisation { code } scopes } }';
const ENTRIES =
  'query Entries($first: Int, $filter: TrendEntryFilter) { trendEntries(first: $first, filter: $filter) { nodes { title healthNotes } } }';
const TWO =
  'query Mine { viewer { organisation { code } } } query Yours { viewer { organisation { party } } }';
const FLAG =
  'mutation Flag($input: SubmitReferralFlagInput!) { submitReferralFlag(input: $input) { referral { id version } errors { code } } }';
const POLICE = 'polisen-stockholm';

let api: TestApi;
let folder: string;
let server: NamedPostgres;
beforeAll(async () => {
  api = await startTestApi({ answersTexts: false });
  server = await namePostgres(api.database.url, '18.7');
  folder = await mkdtemp(join(tmpdir(), 'samverkan-documents-'));
});
afterAll(async () => {
  await server.close();
  await api.close();
  await rm(folder, { recursive: true });
});

/** Runs the operator's command on a manifest. */
async function register(organisation: string, manifest: unknown, ...options: string[]) {
  const file = join(folder, 'persisted-documents.json');
  await writeFile(file, typeof manifest === 'string' ? manifest : JSON.stringify(manifest));
  const names = ['--issuer', DEVELOPMENT_ISSUER, '--client', developmentClient(organisation)];
  const env = {
    DATABASE_URL: server.urlOf(api.database.url),
    LOGIN_SECRET: cluster.loginSecret,
    SUBJECT_SECRET: 'x'.repeat(32),
    WEBHOOK_KEY: 'x'.repeat(32),
  };
  return run(['register-documents', file, ...names, ...options], { MODE: 'production', ...env });
}
const manifestOf = (...texts: string[]) => Object.fromEntries(texts.map((text) => [hash(text), text]));

async function send(organisation: string, body: object, address = api.address): Promise<Answer> {
  const authorization = `Bearer ${await api.token(organisation)}`;
  return post(address, { authorization }, JSON.stringify(body));
}
const sendById = (organisation: string, document: string, variables: object = {}) =>
  send(organisation, { documentId: hash(document), variables });
const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => extensions.code);
/** An answer without what is new in each. */
const plain = ({ status, text }: Answer) => [status, text.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')];

test('the manifest of GraphQL Code Generator is registered, and answered by its hashes', async () => {
  const { code, stdout, stderr } = await register('rfsu', manifestOf(VIEWER, ENTRIES, TWO));
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(
    '3 documents of development-rfsu are registered, 3 in all. Every node knows them within 10 seconds.\n',
  );
  expect((await sendById('rfsu', VIEWER)).data.viewer.organisation).toEqual({ code: 'rfsu' });
  const { status, data } = await sendById('rfsu', ENTRIES, { first: 2 });
  expect([status, data.trendEntries.nodes]).toEqual([200, []]);
  const mine = await send('rfsu', { documentId: hash(TWO), operationName: 'Mine' });
  expect(mine.data).toEqual({ viewer: { organisation: { code: 'rfsu' } } });
});

describe('nothing else is answered', () => {
  test.each([
    ['a text', { query: VIEWER }],
    ['a text under an id of ours', { query: VIEWER, documentId: hash(VIEWER) }],
    ['a text as no text', { query: { kind: 'Document' } }],
    ['a text to be remembered', { query: VIEWER, extensions: { persistedQuery: { version: 1 } } }],
  ])('%s', async (_name, body) => {
    const { status, errors, data } = await send('rfsu', body);
    expect([status, data]).toEqual([403, undefined]);
    expect(errors).toEqual([
      {
        message: 'This server answers registered documents only: send `documentId` without `query`.',
        extensions: { code: 'FORBIDDEN', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    ]);
  });

  test.each([
    ['nothing', {}],
    ['an id that is no text', { documentId: 7 }],
    ['several ids', { documentId: [hash(VIEWER)] }],
    ['several requests', [{ documentId: hash(VIEWER) }]],
    [
      'the hash where Apollo has it',
      { extensions: { persistedQuery: { version: 1, sha256Hash: hash(VIEWER) } } },
    ],
    ['an empty text', { query: '' }],
  ])('%s', async (_name, body) => {
    const answer = await send('rfsu', body);
    expect([answer.status, codesOf(answer), answer.data]).toEqual([400, ['BAD_USER_INPUT'], undefined]);
  });

  test('an id that nobody registered and one of another client get the same answer', async () => {
    const unknown = await sendById('rfsl', 'query Nobody { viewer { subject } }');
    expect([unknown.status, codesOf(unknown)]).toEqual([400, ['PERSISTED_QUERY_NOT_FOUND']]);
    for (const id of [
      hash(VIEWER),
      '',
      '__proto__',
      'constructor',
      `sha256:${hash(VIEWER)}`,
      'x'.repeat(10_000),
    ])
      expect(plain(await send('rfsl', { documentId: id }))).toEqual(plain(unknown));
    expect(plain(await send('rfsu', { documentId: 'unknown' }))).toEqual(plain(unknown));
    expect((await sendById('rfsu', VIEWER)).status).toBe(200);
  });

  test('without a token nobody is told even that', async () => {
    for (const body of [{ documentId: hash(VIEWER) }, { query: VIEWER }])
      expect((await post(api.address, {}, JSON.stringify(body))).status).toBe(401);
  });

  test('neither does the address, and introspection asks in vain', async () => {
    const get = (search: string) => getAs('rfsu', search);
    expect((await get(`query=${encodeURIComponent(VIEWER)}`)).status).toBe(403);
    expect((await get(`documentId=${hash(VIEWER)}&query=${encodeURIComponent(VIEWER)}`)).status).toBe(403);
    expect((await get(`documentId=${hash(VIEWER)}&documentId=unknown`)).status).toBe(400);
    expect(codesOf(await send('rfsu', { query: '{ __schema { types { name } } }' }))).toEqual(['FORBIDDEN']);
  });
});

async function getAs(organisation: string, search: string): Promise<Answer> {
  const headers = {
    authorization: `Bearer ${await api.token(organisation)}`,
    'content-type': 'application/json',
  };
  const response = await fetch(`${api.address}/graphql?${search}`, { headers });
  const text = await response.text();
  const { data, errors = [] } = JSON.parse(text) as Pick<Answer, 'data' | 'errors'>;
  return { status: response.status, data, errors, text };
}

describe('by GET', () => {
  test('a document is asked for in the parameters of the address', async () => {
    const variables = encodeURIComponent(JSON.stringify({ first: 1 }));
    const answer = await getAs('rfsu', `documentId=${hash(ENTRIES)}&operationName=&variables=${variables}`);
    expect([answer.status, answer.data]).toEqual([200, { trendEntries: { nodes: [] } }]);
    const yours = await getAs('rfsu', `documentId=${hash(TWO)}&operationName=Yours`);
    expect(yours.data).toEqual({ viewer: { organisation: { party: 'RFSU' } } });
    expect(codesOf(await getAs('rfsu', 'documentId=unknown'))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  });

  test('nothing is changed', async () => {
    expect((await register(POLICE, manifestOf(FLAG))).code).toBe(0);
    const variables = encodeURIComponent(JSON.stringify({ input: FULL }));
    expect((await getAs(POLICE, `documentId=${hash(FLAG)}&variables=${variables}`)).status).toBe(405);
    expect((await sendById(POLICE, FLAG, { input: FULL })).data.submitReferralFlag.errors).toEqual([]);
  });

  test('a page of somebody else cannot have a browser ask', async () => {
    const authorization = `Bearer ${await api.token('rfsu')}`;
    const response = await fetch(`${api.address}/graphql?documentId=${hash(VIEWER)}`, {
      headers: { authorization },
    });
    expect(response.status).toBe(400);
  });
});

describe('what holds for a text holds for a document', () => {
  test('the scope of the token', async () => {
    const authorization = `Bearer ${await api.token('rfsu', [])}`;
    const body = JSON.stringify({ documentId: hash(ENTRIES) });
    const answer = await post(api.address, { authorization }, body);
    expect([answer.status, answer.errors[0]?.message]).toEqual([
      403,
      'trendEntries needs the scope trends:read.',
    ]);
  });

  test('the rules of its variables, and the name of its operation', async () => {
    expect(codesOf(await sendById('rfsu', ENTRIES, { first: 'många' }))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await sendById('rfsu', ENTRIES, { first: 1_000_000 }))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await sendById('rfsu', TWO))).toEqual(['BAD_USER_INPUT']);
  });

  test('the agreement as it is now: what was registered before is refused at use', async () => {
    const text = 'query Old { trendEntries { nodes { policingNotes } } }';
    await api.database.owner.query(
      'insert into directory.document (issuer, client_id, id, text) values ($1, $2, $3, $4)',
      [DEVELOPMENT_ISSUER, developmentClient('smittskydd-stockholm'), hash(text), text],
    );
    const { errors, status } = await sendById('smittskydd-stockholm', text);
    expect([status, errors[0]?.message]).toEqual([
      400,
      'TrendEntry.policingNotes is not shared with SMITTSKYDD.',
    ]);
  });
});

test('a new registration is known on another node too, ten seconds later at most', async () => {
  const text = 'query New { viewer { subject } }';
  const other = await startTestApi({ answersTexts: false, node: api });
  const nodes = [api.address, other.address];
  const ask = (address: string) => send('rfsu', { documentId: hash(text) }, address);
  for (const address of nodes) expect(codesOf(await ask(address))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  expect((await register('rfsu', manifestOf(text))).code).toBe(0);
  const now = Date.now();
  const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 10_000);
  for (const address of nodes) expect((await ask(address)).status).toBe(200);
  // Withdrawn, it is unknown as soon.
  expect((await register('rfsu', manifestOf(VIEWER), '--withdraw-others')).code).toBe(0);
  clock.mockImplementation(() => now + 20_000);
  for (const address of nodes) expect(codesOf(await ask(address))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
  clock.mockRestore();
  await other.close();
});

test('the open streams of a document that is withdrawn end, others go on', async () => {
  const [withdrawn, kept] = ['cursor', 'kind'].map((field) => `subscription { changed { ${field} } }`);
  expect((await register('socialtjansten-malmo', manifestOf(withdrawn!, kept!))).code).toBe(0);
  const address = `${api.address}/graphql/stream`;
  const headers = {
    ...{ authorization: `Bearer ${await api.token('socialtjansten-malmo')}`, accept: 'text/event-stream' },
    'content-type': 'application/json',
  };
  const closing = new AbortController();
  const follow = async (url: string, request: RequestInit) => {
    const stream = await fetch(url, { ...request, headers, signal: closing.signal });
    expect(stream.status).toBe(200);
    const state = { isOpen: true, end: Promise.resolve() };
    state.end = stream.text().then(
      () => void (state.isOpen = false),
      () => {}, // closed by us
    );
    return state;
  };
  const byPost = (text: string) =>
    follow(address, { method: 'POST', body: JSON.stringify({ documentId: hash(text) }) });
  const other = await byPost(kept!);
  const streams = [await byPost(withdrawn!), await follow(`${address}?documentId=${hash(withdrawn!)}`, {})];
  expect((await register('socialtjansten-malmo', manifestOf(kept!), '--withdraw-others')).code).toBe(0);
  await Promise.all(streams.map(({ end }) => end));
  expect(other.isOpen).toBe(true);
  closing.abort();
});
