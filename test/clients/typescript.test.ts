// The examples of clients/typescript, run one after another against a node that answers registered documents only.
import { readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { send, withToken } from '../../clients/typescript/samverkan.js';
import { publish } from '../api/tools/entries.js';
import { startProduction, type Production } from './tools/production.js';
import { EACH_GENDER, releaseOf2025 } from './tools/release.js';
import { compileKit, run } from './tools/typescript.js';

/** Who runs which example. */
const WHO = {
  unit: 'prostitutionsenheten',
  police: 'polisen-stockholm',
  district: 'socialjouren',
  municipality: 'socialtjansten-malmo',
  rfsu: 'rfsu',
  rfsl: 'rfsl',
  smittskydd: 'smittskydd-stockholm',
} as const;
type Example = keyof typeof WHO;

let production: Production;
let folder: string;
beforeAll(async () => {
  [production, folder] = await Promise.all([startProduction(), compileKit()]);
  for (const [example, organisation] of Object.entries(WHO)) {
    const manifest = await readFile(`clients/typescript/generated/${example}.json`, 'utf8');
    await production.register(organisation, manifest);
  }
});
afterAll(async () => {
  await production.close();
  await rm(dirname(folder), { recursive: true });
});

async function runExample(example: Example) {
  const env = await production.environmentOf(WHO[example]);
  return JSON.parse(await run(process.execPath, [join(folder, `${example}.js`)], env));
}

test('the unit publishes an entry, and RFSU reads it among all others, page by page', async () => {
  const titles = Array.from({ length: 60 }, (_, index) => `Nummer ${index}`);
  for (const title of titles) await publish(production.api, { title });
  const published = await runExample('unit');
  expect(published).toMatchObject({ trendEntry: { status: 'PUBLISHED' }, errors: [] });
  const entries = (await runExample('rfsu')) as { id: string; title: string; healthNotes: string | null }[];
  expect(entries.map(({ title }) => title)).toEqual([
    'Fler annonser i slutna grupper',
    ...titles.toReversed(),
  ]);
  expect(entries[0]).toEqual({
    id: published.trendEntry.id,
    title: 'Fler annonser i slutna grupper',
    period: '2026-Q3',
    direction: 'RISING',
    healthNotes: 'Färre hittar till testning genom annonser på öppna sajter.',
  });
});

test('the police submit a flag, and Socialjouren accepts it', async () => {
  const { submitted, own } = await runExample('police');
  expect(submitted).toMatchObject({
    status: 'SUBMITTED',
    recipient: { name: 'Socialjouren, Stockholms stad' },
  });
  expect(own).toEqual([{ reference: submitted.reference, status: 'SUBMITTED', policeCaseLink: 'K-7f3a' }]);
  expect(await runExample('district')).toEqual([{ reference: submitted.reference, status: 'ACCEPTED' }]);
  expect(await runExample('district')).toEqual([]);
  const rows = await production.api.database.owner.query('select status, version from referrals.referral');
  expect(rows).toEqual([{ status: 'ACCEPTED', version: 3 }]);
});

test('Malmö imports a week of observations, once', async () => {
  expect(await runExample('municipality')).toMatchObject({ batch: { rowCount: 2 }, errors: [] });
  expect(await runExample('municipality')).toMatchObject({ batch: null, errors: [{ code: 'DUPLICATE' }] });
  const cells = await production.api.database.owner.query('select sum(n)::int as n from cube.cell');
  expect(cells).toEqual([{ n: 58 }]);
});

test('RFSL reports its month', async () => {
  const reported = (await runExample('rfsl')) as { count: number }[];
  expect(reported.map(({ count }) => count)).toEqual([38, 12, 2]);
  expect(await runExample('rfsl')).toEqual(reported);
});

test('Smittskyddet asks statistics, and is told when there are none', async () => {
  await expect(runExample('smittskydd')).rejects.toThrow(/^NOT_FOUND: .* \([0-9a-f-]{36}\)/);
  const id = await releaseOf2025(production.api);
  const { release: newest, table, guarantee } = await runExample('smittskydd');
  expect(newest).toEqual({ id, period: '2025' });
  const counts = new Map(table as [string, number][]);
  expect([...counts.keys()]).toEqual(['WOMAN', 'MAN', 'OTHER', 'UNKNOWN']);
  // The perturbation of a cell is at most 10 (docs/disclosure-control.md).
  for (const count of counts.values()) expect(Math.abs(count - EACH_GENDER)).toBeLessThanOrEqual(10);
  expect(guarantee).toContain('.');
});

test('a program whose documents nobody registered is told so', async () => {
  const env = await production.environmentOf('smittskydd-stockholm');
  await expect(run(process.execPath, [join(folder, 'rfsu.js')], env)).rejects.toThrow(
    'No document of this client is registered under this id.',
  );
  const texts = { ...env, SAMVERKAN_URL: production.api.address, SAMVERKAN_TEXTS: 'yes' };
  expect(JSON.parse(await run(process.execPath, [join(folder, 'rfsu.js')], texts))).toHaveLength(61);
});

test('a document is sent by the id that its build gave it, where it gave it one', async () => {
  const text = 'query Who { viewer { organisation { code } } }';
  await production.register('farsta', JSON.stringify({ 'id-of-a-build': text }));
  const connection = { url: production.address, ask: withToken(await production.api.token('farsta')) };
  const built = Object.assign(new String(text), { __meta__: { hash: 'id-of-a-build' } });
  expect(await send(connection, built, {})).toEqual({ viewer: { organisation: { code: 'farsta' } } });
  await expect(send(connection, text, {})).rejects.toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
});
