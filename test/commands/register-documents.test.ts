// The manifests that a build writes, and what the operator is told about them.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEVELOPMENT_ISSUER, developmentClient } from '../../src/auth/development-issuer.js';
import { readManifest } from '../../src/commands/document-manifest.js';
import {
  registerDocumentsCommand,
  type DocumentsRegistration,
} from '../../src/commands/register-documents.js';
import { readConfig } from '../../src/config.js';
import { cloneDatabase, cluster, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await cloneDatabase();
  folder = await mkdtemp(join(tmpdir(), 'samverkan-manifests-'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

async function register(
  organisation: string,
  manifest: Readonly<Record<string, string>>,
  options: Partial<DocumentsRegistration> = {},
): Promise<string> {
  const file = join(folder, 'persisted-documents.json');
  await writeFile(file, JSON.stringify(manifest));
  const config = readConfig({
    MODE: 'development',
    DATABASE_URL: database.url,
    LOGIN_SECRET: cluster.loginSecret,
    SUBJECT_SECRET: 'x'.repeat(32),
    WEBHOOK_KEY: 'x'.repeat(32),
  });
  const client = developmentClient(organisation);
  return registerDocumentsCommand(config, file, { issuer: DEVELOPMENT_ISSUER, client, ...options });
}
const registered = async (organisation: string) => {
  const rows = await database.owner.query<{ id: string }[]>(
    'select id from directory.document where client_id = $1 order by id',
    [developmentClient(organisation)],
  );
  return rows.map(({ id }) => id);
};

describe('a manifest', () => {
  const text = 'query A { viewer { subject } }';

  test('is read as each build writes it', () => {
    const expected = new Map([['a1', text]]);
    expect(readManifest(JSON.stringify({ a1: text }))).toEqual(expected);
    const operations = [{ id: 'a1', name: 'A', type: 'query', body: text }];
    expect(
      readManifest(JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations })),
    ).toEqual(expected);
    const sha256 = `sha256:${createHash('sha256').update(text).digest('hex')}`;
    expect(readManifest(JSON.stringify({ [sha256]: text }))).toEqual(new Map([[sha256, text]]));
  });

  test.each([
    ['no JSON', '{', 'The file is not JSON.'],
    ['a list', '[]', 'The file is no manifest: neither documents by id nor the manifest of Apollo.'],
    ['numbers', '{"a":1}', 'The file is no manifest: neither documents by id nor the manifest of Apollo.'],
    ['nothing', '{}', 'The file has no documents.'],
    ['an id with a space', '{"a b":"x"}', '"a b" is no id: letters, digits and . _ ~ -, at most 200.'],
    ['an empty id', '{"":"x"}', '"" is no id: letters, digits and . _ ~ -, at most 200.'],
    ['a hash of another text', '{"sha256:00":"x"}', 'sha256:00 is not the SHA-256 of its document.'],
  ])('is refused when it is %s', (_name, json, message) => {
    expect(() => readManifest(json)).toThrow(new Error(message));
  });
});

test('documents that the party would be refused are named, each with its reasons, and nothing is registered', async () => {
  const manifest = {
    good: 'query Good { trendEntries { nodes { title } } }',
    notes: 'query Notes { trendEntries { nodes { policingNotes sources } } }',
    draft:
      'mutation Draft($input: DraftTrendEntryInput!) { draftTrendEntry(input: $input) { errors { code } } }',
    typo: 'query Typo { trendEntries { nodes { tilte } } }',
    text: 'query {',
    fragment: 'fragment F on TrendEntry { title }',
    asks: 'query Asks { __schema { description } }',
    follows: 'subscription Follows { changed { id cursor } }',
    wide: `query Wide { ${Array.from({ length: 200 }, (_, index) => `a${index}: viewer { subject }`).join(' ')} }`,
    long: `query Long { ${'a: viewer { subject } '.repeat(1_000)} }`,
  };
  const refusal = await register('rfsu', manifest).then(
    () => '',
    (error: Error) => error.message,
  );
  const [head, ...lines] = refusal.split('\n');
  expect(head).toBe('Nothing is registered: RFSU would be refused');
  expect(lines).toEqual([
    '  Notes (notes): TrendEntry.policingNotes is not shared with RFSU.',
    '  Notes (notes): TrendEntry.sources is not shared with RFSU.',
    '  Draft (draft): draftTrendEntry is not open to RFSU.',
    expect.stringMatching(/^ {2}Typo \(typo\): Cannot query field "tilte" on type "TrendEntry"/),
    '  text: Syntax Error: Expected Name, found <EOF>.',
    '  fragment: It has no operation.',
    expect.stringMatching(/^ {2}Asks \(asks\): GraphQL introspection has been disabled/),
    '  Follows (follows): Cannot query field "id" on type "Change".',
    '  Wide (wide): aliases: at most 20 in one operation.',
    expect.stringMatching(/^ {2}long: Syntax Error: Document contains more that 4000 tokens/),
  ]);
  expect(await registered('rfsu')).toEqual([]);
  expect(await register('rfsu', { good: manifest.good })).toContain('1 documents');
  expect(await register('prostitutionsenheten', { notes: manifest.notes, draft: manifest.draft })).toContain(
    '2 documents',
  );
});

test('an id keeps its text; documents add up until the others are withdrawn', async () => {
  const [one, two] = ['query One { viewer { subject } }', 'query Two { viewer { scopes } }'];
  await register('rfsl', { one });
  expect(await register('rfsl', { one, two })).toMatch(/^2 documents of development-rfsl .* 2 in all\./);
  await expect(register('rfsl', { one: two, three: one })).rejects.toThrow(
    'Registered before with another text: one.',
  );
  expect(await registered('rfsl')).toEqual(['one', 'two']);
  await register('farsta', { one });
  await register('rfsl', { two }, { withdrawOthers: true });
  expect(await registered('rfsl')).toEqual(['two']);
  expect(await registered('farsta')).toEqual(['one']);
});

test('a client has so many documents and no more', async () => {
  const long = (name: string) => `query ${name} { viewer { subject } } #${'x'.repeat(400_000)}`;
  await register('bromma', { a: long('A'), b: long('B') });
  await expect(register('bromma', { c: long('C') })).rejects.toThrow(
    "The client's documents come to more than 1000000 characters; withdraw old ones.",
  );
  expect(await registered('bromma')).toEqual(['a', 'b']);
});

test('a client that is not registered has no documents', async () => {
  const good = { good: 'query Good { viewer { subject } }' };
  const refusal = '--client: not registered for this issuer; run `register-client` first.';
  await expect(register('rfsu', good, { client: 'nobody' })).rejects.toThrow(refusal);
  await expect(register('rfsu', good, { issuer: 'https://other.invalid' })).rejects.toThrow(refusal);
});
