// A database of one's own, given by DATABASE_URL: what becomes of requests while it is away, and that they recover.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/embedded/postgres.js';
import { CONTENT } from '../api/tools/entries.js';
import { post } from '../support/api.js';
import { start, type Running } from './tools/command-line.js';

const folders: string[] = [];
let databaseDir: string;
let database: EmbeddedPostgres;
let server: Running;

const startDatabase = async () => {
  database = await startEmbeddedPostgres({ dataDir: databaseDir, settings: { fsync: 'off' } });
};

beforeAll(async () => {
  for (const name of ['database', 'server'])
    folders.push(await mkdtemp(join(tmpdir(), `samverkan-${name}-`)));
  databaseDir = folders[0]!;
  await startDatabase();
  const { user, password, host, port } = database;
  server = await start({
    DATA_DIR: folders[1]!,
    DATABASE_URL: `postgres://${user}:${password}@${host}:${port}/${database.database}`,
  });
});
afterAll(async () => {
  await server.end('SIGINT');
  await database.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

const health = async (name: string) => (await fetch(`${server.address}/health/${name}`)).status;

async function ask(organisation: string, query: string, variables: object = {}) {
  const answer = await post(
    server.address,
    { authorization: `Bearer ${server.tokens.get(organisation)}` },
    JSON.stringify({ query, variables }),
  );
  return { ...answer, codes: answer.errors.map(({ extensions }) => extensions.code) };
}

const LIST = '{ trendEntries { nodes { id } } }';
const DRAFT = `mutation ($input: DraftTrendEntryInput!) {
  draftTrendEntry(input: $input) { trendEntry { id } errors { code } } }`;

test('while the database is away every request is told so at once, and everything works again when it is back', async () => {
  const unit = 'prostitutionsenheten';
  const input = { ...CONTENT, idempotencyKey: 'sent again when the database was back' };
  expect((await ask(unit, LIST)).codes).toEqual([]);
  expect([await health('live'), await health('ready')]).toEqual([200, 200]);
  await database.stop();

  expect([await health('live'), await health('ready')]).toEqual([200, 503]);
  for (const [organisation, query, variables] of [
    [unit, LIST, {}],
    [unit, DRAFT, { input }],
    ['rfsl', LIST, {}], // never seen before, so that even its registration cannot be looked up
  ] as const) {
    const { codes, errors, text } = await ask(organisation, query, variables);
    expect([organisation, codes]).toEqual([organisation, ['UNAVAILABLE']]);
    expect(errors[0]!.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|postgres|samverkan_/);
  }

  await startDatabase();
  expect([await health('live'), await health('ready')]).toEqual([200, 200]);
  for (const organisation of [unit, 'rfsl', 'polisen-stockholm'])
    expect((await ask(organisation, LIST)).codes).toEqual([]);
  const first = await ask(unit, DRAFT, { input });
  expect(first.data.draftTrendEntry.errors).toEqual([]);
  expect((await ask(unit, DRAFT, { input })).text).toBe(first.text);
  const metrics = await (await fetch(`${server.address}/metrics`)).text();
  expect(metrics).toMatch(/samverkan_graphql_errors_total\{code="UNAVAILABLE"\} [1-9]/);
});
