// Trend entries that rest on a table of a release: the release is pinned, and every reader sees the numbers of the query.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import {
  CONTENT,
  OTHERS,
  UNIT,
  draft,
  publish,
  publishAgain,
  revise,
  step,
  type Entry,
} from './tools/entries.js';
import { ROW, release, send, statistics, tamper } from './tools/statistics.js';

const QUESTION = { measure: 'ADVERTS', granularity: 'QUARTER', groupBy: ['PERIOD', 'GENDER'] };
const NEWEST_PERIOD = {
  measure: 'ADVERTS',
  granularity: 'QUARTER',
  groupBy: ['GENDER'],
  filter: { arena: null },
};
const TABLE = `statistics { release { id period publishedAt } measure dimensions cells { coordinates count status }
  guarantee { text method standardDeviation threshold } }`;
const GENDERS = ['WOMAN', 'MAN', 'OTHER', 'UNKNOWN'];

let api: TestApi;
let first: string;
let table: Record<string, unknown>;
let entry: Entry;
beforeAll(async () => {
  api = await startTestApi();
  await send(
    api,
    GENDERS.map((gender) => ({ ...ROW, gender, count: 40 })),
  );
  first = await release(api, '2025-Q1', { notes: 'Första kvartalet.' });
  table = await statistics(api, 'rfsu', QUESTION);
  entry = await publish(api, { statistics: QUESTION });
});
afterAll(() => api.close());

async function read(organisation: string, document: string) {
  const { data, text } = await api.as(organisation)(document, { id: entry.id });
  if (!data) throw new Error(text);
  return data;
}

async function everyWay(organisation: string): Promise<unknown[]> {
  const list = await read(
    organisation,
    `{ trendEntries(first: 10) { nodes { id ${TABLE} revisions { ${TABLE} } } edges { node { id ${TABLE} } } } }`,
  );
  const one = await read(
    organisation,
    `query ($id: ID!) { trendEntry(id: $id) { ${TABLE} } cited: trendEntry(id: $id, revision: 1) { ${TABLE} }
       node(id: $id) { ... on TrendEntry { ${TABLE} } } }`,
  );
  const isEntry = ({ id }: Entry) => id === entry.id;
  const node = list.trendEntries.nodes.find(isEntry);
  const edge = list.trendEntries.edges.find((each: { node: Entry }) => isEntry(each.node));
  const found = [node, node.revisions.at(-1), edge.node, one.trendEntry, one.cited, one.node];
  return found.map((each) => each.statistics);
}

test('reading it by every way gives every party the table of the query', async () => {
  expect(table).toMatchObject({
    release: { id: first, period: '2025-Q1' },
    dimensions: ['PERIOD', 'GENDER'],
  });
  expect(table['cells'] as object[]).toHaveLength(4);
  for (const organisation of [UNIT, ...OTHERS])
    for (const found of await everyWay(organisation))
      expect([organisation, found]).toEqual([organisation, table]);
});

test('an entry without one has none', async () => {
  const { id } = await publish(api);
  const found = await api.as('rfsl')(`query ($id: ID!) { trendEntry(id: $id) { title ${TABLE} } }`, { id });
  expect(found.data.trendEntry).toEqual({ title: CONTENT.title, statistics: null });
});

test('every payload in the life of an entry has the table', async () => {
  const drafted = await step(api, 'draft', { ...CONTENT, statistics: QUESTION }, `id version ${TABLE}`);
  const { id, version } = drafted.trendEntry!;
  const published = await step(api, 'publish', { id, expectedVersion: version }, TABLE);
  for (const { trendEntry, errors } of [drafted, published]) {
    expect(errors).toEqual([]);
    expect(trendEntry!['statistics']).toEqual(table);
  }
});

describe('when a later release comes', () => {
  let later: Record<string, unknown>;
  let byDefault: Entry;
  beforeAll(async () => {
    byDefault = await publish(api, { statistics: NEWEST_PERIOD });
    await send(api, [
      ...GENDERS.map((gender) => ({ ...ROW, week: '2025-W20', gender, count: 70 })),
      { ...ROW, count: 90 },
    ]);
    await tamper(
      api.database.owner,
      `update statistics.release set requested_at = requested_at - interval '100 days'`,
    );
    await release(api, '2025-Q2');
    later = await statistics(api, 'rfsu', QUESTION);
  });

  test('the entry stays with its numbers, also where the newest period was asked for', async () => {
    const cellsOf = (answer: Record<string, unknown>) => answer['cells'] as { count: number }[];
    expect(cellsOf(later)).toHaveLength(8);
    expect(cellsOf(later)[0]!.count).not.toBe(cellsOf(table)[0]!.count); // revised by ninety
    for (const found of await everyWay('rfsl')) expect(found).toEqual(table);
    const { data } = await api.as('rfsl')(`query ($id: ID!) { trendEntry(id: $id) { ${TABLE} } }`, {
      id: byDefault.id,
    });
    expect(data.trendEntry.statistics.cells.map(({ count }: { count: number }) => count)).toEqual(
      cellsOf(table).map(({ count }) => count),
    );
  });

  test('a new entry takes the newest, or the one that it names', async () => {
    for (const [input, expected] of [
      [QUESTION, later],
      [{ ...QUESTION, release: first }, table],
    ] as const) {
      const { trendEntry } = await step(api, 'draft', { ...CONTENT, statistics: input }, TABLE);
      expect(trendEntry!['statistics']).toEqual(expected);
    }
  });

  test('a correction keeps the table unless it gives another, and the old revision stays citable with its own', async () => {
    const kept = await publishAgain(api, await revise(api, entry, { summary: 'Rättad.' }));
    for (const found of await everyWay('polisen-stockholm')) expect(found).toEqual(table);
    await publishAgain(api, await revise(api, kept, { statistics: QUESTION }));
    const { trendEntry } = await read(
      'polisen-stockholm',
      `query ($id: ID!) { trendEntry(id: $id) { revisions { revision ${TABLE} } } }`,
    );
    expect(trendEntry.revisions).toEqual([
      { revision: 3, statistics: later },
      { revision: 2, statistics: table },
      { revision: 1, statistics: table },
    ]);
  });
});

describe('a reference is refused', () => {
  const UNKNOWN = 'rel_5e5d5f0a-0000-4000-8000-000000000000';
  test.each([
    [
      'to what the catalogue has not',
      { ...QUESTION, groupBy: ['COUNTY', 'GENDER'] },
      ['statistics'],
      /the catalogue has no table PERIOD × COUNTY × GENDER/,
    ],
    [
      'to a table that is mostly noise',
      { ...QUESTION, groupBy: ['MUNICIPALITY'] },
      ['statistics'],
      /too sparse here: .*Ask for PERIOD\./,
    ],
    [
      'to an unknown release',
      { ...QUESTION, release: UNKNOWN },
      ['statistics', 'release'],
      /a release that is published/,
    ],
    [
      'to what is no release',
      { ...QUESTION, release: 'batch_1' },
      ['statistics', 'release'],
      /a release that is published/,
    ],
  ])('%s, when it is drafted and when it is revised', async (_what, question, path, rule) => {
    const open = await draft(api);
    for (const [name, input] of [
      ['draft', { ...CONTENT, statistics: question }],
      ['revise', { id: open.id, expectedVersion: open.version, statistics: question }],
    ] as const) {
      const { trendEntry, errors } = await step(api, name, input);
      expect([trendEntry, errors]).toEqual([
        null,
        [{ code: 'INVALID_VALUE', path, message: expect.stringMatching(rule) }],
      ]);
    }
  });

  test('to a release that is still being built', async () => {
    const { data } = await api.as(UNIT)(
      'mutation { publishRelease(input: { period: "2025-Q3" }) { release { id } } }',
    );
    const waiting = { ...QUESTION, release: data.publishRelease.release.id as string };
    expect((await step(api, 'draft', { ...CONTENT, statistics: waiting })).errors).toMatchObject([
      { code: 'INVALID_VALUE', path: ['statistics', 'release'] },
    ]);
  });
});
