// Filters, orders and pages of the list of trend entries.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { draft, publish, withdraw, UNIT } from './tools/entries.js';
import { pageOf, titlesOf, walk } from './tools/lists.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ demonstration: true });
});
afterAll(() => api.close());

describe('a filter keeps what fits and leaves out what does not', () => {
  // Only the entries of these tests carry this keyword, so that each expectation is a whole list.
  const MARK = 'filterprov';
  const FITTING = {
    kind: 'ALERT',
    period: '2026-W31',
    regions: ['1280'],
    arenas: ['GAMING', 'STREET'],
    ageBands: ['AGE_15_17'],
    genders: ['MAN'],
    direction: 'FALLING',
    topics: [MARK, 'spel'],
  };
  const OTHER = {
    kind: 'REVIEW',
    period: '2025',
    regions: ['0180'],
    arenas: ['INDOOR'],
    ageBands: ['AGE_35_PLUS'],
    genders: ['WOMAN'],
    direction: 'STABLE',
    topics: [MARK, 'hotell'],
  };
  let between = '';

  beforeAll(async () => {
    await withdraw(api, await publish(api, { ...OTHER, title: 'avviker' }), 'Prövning.');
    between = new Date().toISOString();
    await publish(api, { ...FITTING, title: 'passar' });
  });

  test.each<[string, object, object]>([
    ['kinds', { kinds: ['ALERT'] }, { kinds: ['REPORT'] }],
    ['any of several kinds', { kinds: ['REPORT', 'ALERT'] }, { kinds: [] }],
    ['regions', { regions: ['1280'] }, { regions: ['12'] }],
    ['arenas', { arenas: ['STREET'] }, { arenas: ['UNKNOWN'] }],
    ['ageBands', { ageBands: ['AGE_15_17', 'UNDER_15'] }, { ageBands: ['UNDER_15'] }],
    ['genders', { genders: ['MAN'] }, { genders: ['OTHER'] }],
    ['topics', { topics: ['spel'] }, { topics: ['Spel'] }],
    ['direction', { direction: 'FALLING' }, { direction: 'RISING' }],
    ['periodFrom, to the day', { periodFrom: '2026-W31' }, { periodFrom: '2026-W32' }],
    ['periodTo and periodFrom', { periodFrom: '2026-07', periodTo: '2026-Q3' }, { periodFrom: '2027' }],
    ['status', { status: ['PUBLISHED'] }, { status: [] }],
    ['search', { search: 'passar -avviker' }, { search: 'rymdskepp' }],
    [
      'every condition at once',
      { kinds: ['ALERT'], genders: ['MAN'], periodFrom: '2026', search: 'passar' },
      { kinds: ['ALERT'], genders: ['WOMAN'] },
    ],
  ])('%s', async (_name, fitting, empty) => {
    const among = (filter: { topics?: string[] }) =>
      // The keyword of these tests cannot be asked for beside another keyword: either one would do.
      filter.topics ? filter : { topics: [MARK], ...filter };
    const rfsu = api.as('rfsu');
    expect((await titlesOf(rfsu, { filter: { topics: [MARK] } })).sort()).toEqual(['avviker', 'passar']);
    expect(await titlesOf(rfsu, { filter: among(fitting) })).toEqual(['passar']);
    expect(await titlesOf(rfsu, { filter: among(empty) })).toEqual([]);
  });

  test('periodTo leaves out what begins later', async () => {
    const filter = { topics: [MARK], periodTo: '2025-12' };
    expect(await titlesOf(api.as('rfsu'), { filter })).toEqual(['avviker']);
  });

  test('publishedAfter, with any offset', async () => {
    const filter = { topics: [MARK], publishedAfter: between };
    expect(await titlesOf(api.as('rfsu'), { filter })).toEqual(['passar']);
    const offset = between.replace('Z', '-14:00');
    expect(await titlesOf(api.as('rfsu'), { filter: { ...filter, publishedAfter: offset } })).toEqual([]);
  });

  test('status keeps withdrawn entries apart, and drafts for the unit', async () => {
    await draft(api, { ...OTHER, title: 'utkast' });
    const byStatus = (status: string) =>
      titlesOf(api.as(UNIT), { filter: { topics: [MARK], status: [status] } });
    expect(await byStatus('WITHDRAWN')).toEqual(['avviker']);
    expect(await byStatus('PUBLISHED')).toEqual(['passar']);
    expect(await byStatus('DRAFT')).toEqual(['utkast']);
  });
});

describe('an order', () => {
  const datesIn = async (orderBy?: string) => {
    const { nodes } = await pageOf<{ publishedAt: string }>(api.as('rfsu'), orderBy ? { orderBy } : {}, 100);
    return nodes.map(({ publishedAt }) => Date.parse(publishedAt));
  };

  test('is by publication, the newest first unless asked', async () => {
    const newest = await datesIn();
    expect(newest.length).toBeGreaterThan(15);
    expect(newest).toEqual([...newest].sort((a, b) => b - a));
    expect(await datesIn('PUBLISHED_AT_DESC')).toEqual(newest);
    expect(await datesIn('PUBLISHED_AT_ASC')).toEqual([...newest].reverse());
  });

  test('by relevance needs a search', async () => {
    for (const filter of ['', 'filter: {}', 'filter: { kinds: [TREND] }', 'filter: { search: "" }']) {
      const { errors } = await api.as('rfsu')(
        `{ trendEntries(orderBy: RELEVANCE ${filter}) { nodes { id } } }`,
      );
      expect(errors[0]).toMatchObject({
        message: 'orderBy: RELEVANCE needs filter.search.',
        extensions: { code: 'BAD_USER_INPUT' },
      });
    }
    const filter = { search: 'prostitution' };
    expect((await titlesOf(api.as('rfsu'), { filter, orderBy: 'RELEVANCE' })).length).toBeGreaterThan(3);
  });
});

describe('pages joined together are the whole list, nothing lost and nothing twice', () => {
  const lists = [
    { orderBy: 'PUBLISHED_AT_DESC' },
    { orderBy: 'PUBLISHED_AT_ASC' },
    { orderBy: 'RELEVANCE', filter: { search: 'prostitution or nätet or enheten' } },
  ];
  test.each(lists.flatMap((list) => [1, 7, 100].map((size) => ({ ...list, size }))))(
    '$orderBy, $size at a time',
    async ({ size, ...list }) => {
      const client = api.as(UNIT);
      const whole = await pageOf(client, list, 100);
      expect(whole.nodes.length).toBeGreaterThan(7);
      const pages = await walk(client, list, size);
      expect(pages.flatMap(({ nodes }) => nodes)).toEqual(whole.nodes);
      expect(pages.flatMap(({ edges }) => edges.map(({ node }) => node))).toEqual(whole.nodes);
      expect(pages.map(({ pageInfo }) => pageInfo.hasPreviousPage)).toEqual(
        pages.map((_, index) => index > 0),
      );
      for (const { edges, pageInfo } of pages) {
        expect(pageInfo.startCursor).toBe(edges[0]!.cursor);
        expect(pageInfo.endCursor).toBe(edges.at(-1)!.cursor);
      }
    },
  );

  test('although many are published at the same moment', async () => {
    for (let each = 0; each < 9; each += 1) await publish(api, { topics: ['samtidigt'] });
    await api.database.owner.query(
      `update trends.entry set listed_at = '2026-01-01' where id in
         (select entry_id from trends.revision where topics = '{samtidigt}')`,
    );
    const list = { filter: { topics: ['samtidigt'] } };
    const pages = await walk(api.as('rfsl'), list, 2);
    const ids = pages.flatMap(({ nodes }) => nodes.map(({ id }) => id));
    expect(new Set(ids).size).toBe(9);
    expect(ids).toEqual((await pageOf(api.as('rfsl'), list, 100)).nodes.map(({ id }) => id));
  });

  test('and an empty list has one page without cursors', async () => {
    const { nodes, pageInfo } = await pageOf(api.as('rfsu'), { filter: { topics: ['finns inte'] } });
    expect(nodes).toEqual([]);
    expect(pageInfo).toEqual({
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    });
  });

  test('twenty at a time unless asked', async () => {
    const { nodes, pageInfo } = await pageOf(api.as('rfsu'), {});
    expect(nodes.length).toBe(20);
    expect(pageInfo.hasNextPage).toBe(true);
  });
});
