// Corroborations: one current verdict of each organisation on an entry. All count them; who said what, the unit alone reads.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { said, say, type Verdict } from './tools/contributions.js';
import { OTHERS, UNIT, draft, publish, publishAgain, revise, withdraw } from './tools/entries.js';
import { contentState, databaseState, gained } from './tools/rows.js';
import type { Scope } from '../../src/auth/scopes.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const CODES = [...OTHERS, 'bromma', 'farsta', 'jarva', 'kungsholmen', 'sodermalm'];
const FIELDS = 'id verdict at';

async function verdictsOn<T = Verdict>(reader: string, id: string, fields = FIELDS): Promise<T[]> {
  const { data, text } = await api.as(reader)(
    `query ($id: ID!) { trendEntry(id: $id) { corroborations { ${fields} } } }`,
    { id },
  );
  if (!data) throw new Error(text);
  return data.trendEntry.corroborations as T[];
}

const today = () => `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`;

test('all see how many confirm, contradict or have not seen it; the unit sees who, and what they add', async () => {
  const { id } = await publish(api);
  const verdicts = [
    await said(api, 'rfsu', id, 'CONFIRMS', { comment: 'Vi hör det på skolorna.' }),
    await said(api, 'polisen-stockholm', id, 'CONTRADICTS'),
    await said(api, 'jarva', id, 'NOT_SEEN', { comment: 'Ingen har tagit upp det.' }),
  ];
  expect(verdicts[0]!.id).toMatch(/^corr_[0-9a-f-]{36}$/);
  for (const reader of [...OTHERS, UNIT]) {
    expect(await verdictsOn(reader, id)).toEqual(verdicts);
    const { data } = await api.as(reader)(
      `query ($id: ID!) { node(id: $id) { ... on Corroboration { ${FIELDS} } } }`,
      { id: verdicts[0]!.id },
    );
    expect(data.node).toEqual(verdicts[0]);
  }
  expect(await verdictsOn(UNIT, id, 'organisation { code } comment')).toEqual([
    { organisation: { code: 'rfsu' }, comment: 'Vi hör det på skolorna.' },
    { organisation: { code: 'polisen-stockholm' }, comment: null },
    { organisation: { code: 'jarva' }, comment: 'Ingen har tagit upp det.' },
  ]);
  for (const reader of OTHERS)
    for (const field of ['organisation { id }', 'comment']) {
      const { errors } = await api.as(reader)(
        `query ($id: ID!) { trendEntry(id: $id) { corroborations { ${field} } } }`,
        { id },
      );
      expect(errors[0]!.extensions.code).toBe('FORBIDDEN_FIELD');
    }
});

test('a second verdict takes the place of the first, with its words', async () => {
  const { id } = await publish(api);
  const first = await said(api, 'rfsl', id, 'CONFIRMS', { comment: 'Vi ser det.' });
  await said(api, 'rfsu', id, 'CONFIRMS', { comment: 'Vi också.' });
  const before = await databaseState(api.database.owner);
  const second = await said(api, 'rfsl', id, 'NOT_SEEN');
  expect(second).toEqual({ ...first, verdict: 'NOT_SEEN', at: expect.any(String) });
  expect(gained(before, await databaseState(api.database.owner))).toEqual({
    'journal.audit': 1,
    'journal.outbox': 1,
  });
  expect(await verdictsOn(UNIT, id, 'verdict comment organisation { code }')).toEqual([
    { verdict: 'CONFIRMS', comment: 'Vi också.', organisation: { code: 'rfsu' } },
    { verdict: 'NOT_SEEN', comment: null, organisation: { code: 'rfsl' } },
  ]);
});

test('neither order nor time tells who said what: with the parts exchanged, others read the same', async () => {
  const [one, other] = [await publish(api), await publish(api)];
  const days = new Set([today()]);
  const verdictOf = (index: number) => ['CONFIRMS', 'CONTRADICTS', 'NOT_SEEN'][index % 3]!;
  for (const [index, code] of CODES.entries()) await said(api, code, one.id, verdictOf(index));
  const exchanged = [...CODES].reverse();
  for (const [index, code] of exchanged.entries())
    await said(api, code, other.id, verdictOf(index), { comment: `Ord av någon, nummer ${index}` });
  days.add(today());
  for (const reader of OTHERS) {
    const [mine, theirs] = [await verdictsOn(reader, one.id), await verdictsOn(reader, other.id)];
    expect(mine.map(({ verdict }) => verdict)).toEqual(theirs.map(({ verdict }) => verdict));
    expect(mine).toHaveLength(CODES.length);
    for (const list of [mine, theirs]) {
      expect(list.filter(({ at }) => !days.has(at))).toEqual([]);
      const keys = list.map(({ verdict, id }) => `${verdict} ${id}`);
      expect(keys).toEqual([...keys].sort());
    }
  }
});

test('only what is published and stands is corroborated; what was said of it stays', async () => {
  const { id } = await draft(api);
  const codeOf = async (target: string) => {
    const before = await contentState(api.database.owner);
    const { data, errors } = await say(api, 'rfsu', target, 'CONFIRMS');
    expect(await contentState(api.database.owner)).toEqual(before);
    const refused = data?.corroborateTrendEntry.errors[0] as { code: string; path: string[] } | undefined;
    return refused ? [refused.code, ...refused.path] : errors[0]!.extensions.code;
  };
  expect(await codeOf(id)).toBe('NOT_FOUND');
  expect(await codeOf('trend_00000000-0000-4000-8000-000000000000')).toBe('NOT_FOUND');
  const published = await publish(api);
  const verdict = await said(api, 'rfsu', published.id, 'CONFIRMS');
  const mayCorroborate = async (reader: string, scopes?: readonly Scope[]) => {
    const { data } = await api.as(reader, scopes)(
      'query ($id: ID!) { trendEntry(id: $id) { access { canCorroborate } } }',
      { id: published.id },
    );
    return data.trendEntry.access.canCorroborate as boolean;
  };
  expect(await mayCorroborate('rfsu')).toBe(true);
  expect(await mayCorroborate('rfsu', ['trends:read'])).toBe(false);
  expect(await mayCorroborate(UNIT)).toBe(false);
  await withdraw(api, published, 'Fel.');
  expect(await mayCorroborate('rfsu')).toBe(false);
  expect(await codeOf(published.id)).toEqual(['INVALID_TRANSITION', 'id']);
  expect(await verdictsOn('rfsl', published.id)).toEqual([verdict]);
  const { errors } = await say(api, UNIT, published.id, 'CONFIRMS');
  expect(errors[0]!.extensions.code).toBe('FORBIDDEN');
});

test('a verdict changes nothing of the entry, and stands beside every revision of it', async () => {
  const entry = await publish(api);
  const verdict = await said(api, 'socialtjansten-malmo', entry.id, 'CONFIRMS');
  const corrected = await publishAgain(api, await revise(api, entry, { summary: 'Rättad.' }));
  expect(corrected.version).toBe(entry.version + 2);
  const { data } = await api.as('rfsu')(
    `query ($id: ID!) { trendEntry(id: $id) { revisions { revision corroborations { ${FIELDS} } } } }`,
    { id: entry.id },
  );
  expect(data.trendEntry.revisions).toEqual([
    { revision: 2, corroborations: [verdict] },
    { revision: 1, corroborations: [verdict] },
  ]);
});

test('one organisation that says many things at once has said one', async () => {
  const { id } = await publish(api);
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) => say(api, 'rfsu', id, index % 2 ? 'CONFIRMS' : 'NOT_SEEN')),
  );
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  const given = new Set(answers.map(({ data }) => data.corroborateTrendEntry.corroboration.id as string));
  expect([...given]).toEqual((await verdictsOn('rfsu', id)).map((verdict) => verdict.id));
  expect(given.size).toBe(1);
});

test('a repeat under one key answers the same and changes nothing again', async () => {
  const { id } = await publish(api);
  const more = { idempotencyKey: 'en gång' };
  const first = await say(api, 'rfsu', id, 'CONFIRMS', more);
  const before = await contentState(api.database.owner);
  expect((await say(api, 'rfsu', id, 'CONFIRMS', more)).text).toBe(first.text);
  expect(await contentState(api.database.owner)).toEqual(before);
  const other = await say(api, 'rfsu', id, 'NOT_SEEN', more);
  expect(other.errors[0]!.extensions.code).toBe('IDEMPOTENCY_KEY_REUSED');
});
