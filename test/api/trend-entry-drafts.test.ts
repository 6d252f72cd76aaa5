// Drafts and open corrections are the unit's alone: no path shows another organisation that there is one.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type Answer, type TestApi } from '../support/api.js';
import { draft, publish, revise, OTHERS, UNIT, type Entry } from './tools/entries.js';

const WORD = 'fjärilslampa';
const EVERYBODY = [UNIT, ...OTHERS];

let api: TestApi;
let drafted: Entry;
beforeAll(async () => {
  api = await startTestApi();
  await publish(api, { title: 'Något att läsa' });
  drafted = await draft(api, { title: `Utkast om en ${WORD}`, topics: [WORD], regions: ['2584'] });
});
afterAll(() => api.close());

const ABSENT = 'trend_00000000-0000-4000-8000-000000000000';

/** What an answer says, without the identifier that every answer has of its own. */
function withoutRequestId({ status, text }: Answer): string {
  return `${status} ${text.replace(/"requestId":"[^"]+"/g, '')}`;
}

describe('a draft', () => {
  test.each(EVERYBODY)('is in the lists of the unit alone: %s', async (organisation) => {
    const { data } = await api.as(organisation)(
      `query ($word: String!) {
         all: trendEntries(first: 100) { nodes { id } edges { node { id } } }
         oldest: trendEntries(first: 100, orderBy: PUBLISHED_AT_ASC) { nodes { id } }
         topic: trendEntries(filter: { topics: [$word] }) { nodes { id } }
         region: trendEntries(filter: { regions: ["2584"] }) { nodes { id } }
         found: trendEntries(filter: { search: $word }) { nodes { id } }
         ranked: trendEntries(filter: { search: $word }, orderBy: RELEVANCE) { nodes { id } } }`,
      { word: WORD },
    );
    const lists = Object.entries<{ nodes: { id: string }[] }>(data);
    const holding = lists.filter(([, { nodes }]) => nodes.some(({ id }) => id === drafted.id));
    const names = lists.map(([name]) => name);
    expect(holding.map(([name]) => name)).toEqual(organisation === UNIT ? names : []);
    expect(data.all.nodes.length).toBe(organisation === UNIT ? 2 : 1);
  });

  test.each(OTHERS)('answers %s exactly as an entry that does not exist', async (organisation) => {
    const client = api.as(organisation);
    for (const query of [
      'query ($id: ID!) { trendEntry(id: $id) { title } }',
      'query ($id: ID!) { trendEntry(id: $id, revision: 1) { title } }',
      'query ($id: ID!) { node(id: $id) { id ... on TrendEntry { title } } }',
    ]) {
      const hidden = await client(query, { id: drafted.id });
      expect(hidden.errors[0]?.extensions.code).toBe('NOT_FOUND');
      expect(withoutRequestId(hidden)).toBe(withoutRequestId(await client(query, { id: ABSENT })));
      const unit = await api.as(UNIT)(query, { id: drafted.id });
      expect(unit.text).toContain(WORD);
    }
  });

  test('can be asked for by its status by the unit alone', async () => {
    const query = '{ trendEntries(filter: { status: [DRAFT] }) { nodes { id } } }';
    expect((await api.as(UNIT)(query)).data.trendEntries.nodes).toEqual([{ id: drafted.id }]);
    const { data, errors } = await api.as('rfsu')(query);
    expect(data).toBeUndefined();
    expect(errors[0]?.extensions.code).toBe('FORBIDDEN_FIELD');
  });
});

describe('an open correction', () => {
  const SHARED = `id revision status kind title summary body language period regions arenas ageBands genders topics
    direction confidence countUnit method coverage publisher { code } publishedAt withdrawnReason
    access { canRevise canPublish canWithdraw }`;
  const EVERYTHING = `query ($id: ID!, $word: String!) {
    trendEntry(id: $id) { ${SHARED} revisions { ${SHARED} } }
    node(id: $id) { ... on TrendEntry { ${SHARED} } }
    trendEntries(first: 100) { nodes { ${SHARED} revisions { revision title } } pageInfo { endCursor } }
    found: trendEntries(filter: { search: $word }) { nodes { id } }
    recent: trendEntries(filter: { publishedAfter: "2020-01-01T00:00:00Z" }) { nodes { id } } }`;
  const VERSION = 'query ($id: ID!) { trendEntry(id: $id) { version } }';

  test.each(OTHERS)('changes nothing that %s is answered', async (organisation) => {
    const entry = await publish(api, { title: 'Som läsare ser den' });
    const client = api.as(organisation);
    const before = await client(EVERYTHING, { id: entry.id, word: 'kvällskupa' });
    await revise(api, entry, { title: 'Rättelse om en kvällskupa', direction: 'FALLING' });
    const after = await client(EVERYTHING, { id: entry.id, word: 'kvällskupa' });
    expect(after.errors).toEqual([]);
    expect(after.text).toBe(before.text);
    const cited = await client('query ($id: ID!) { trendEntry(id: $id, revision: 2) { title } }', entry);
    expect(cited.errors[0]?.extensions.code).toBe('NOT_FOUND');
  });

  test('is shown to the unit by its revision, in the revisions, and by search', async () => {
    const entry = await publish(api, { title: 'Som läsare ser den' });
    await revise(api, entry, { title: 'Rättelse om en skymningsgran' });
    const { data } = await api.as(UNIT)(
      `query ($id: ID!) {
         shown: trendEntry(id: $id) { title status }
         open: trendEntry(id: $id, revision: 2) { title status publishedAt }
         history: trendEntry(id: $id) { revisions { revision status } } }`,
      entry,
    );
    expect(data).toEqual({
      shown: { title: 'Som läsare ser den', status: 'PUBLISHED' },
      open: { title: 'Rättelse om en skymningsgran', status: 'DRAFT', publishedAt: null },
      history: {
        revisions: [
          { revision: 2, status: 'DRAFT' },
          { revision: 1, status: 'PUBLISHED' },
        ],
      },
    });
  });

  test('does not show in the version that RFSU reads', async () => {
    const entry = await publish(api);
    const before = await api.as('rfsu')(VERSION, entry);
    await revise(api, entry, { title: 'Rättelse' });
    expect((await api.as('rfsu')(VERSION, entry)).text).toBe(before.text);
  });
});
