// What an answer says where something was not collected, what it takes unless it is told, and the same as CSV.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { storeReferrals } from './tools/known-records.js';
import { ROW, ask, release, send, statistics } from './tools/statistics.js';

const UPPSALA = ['0305', '0319', '0330', '0331', '0360', '0380', '0381', '0382'];
/** What was released, in this order; a quarter is none of a whole year. */
const RELEASED = [
  ['2006', ['ADVERTS']],
  ['2021', ['ADVERTS', 'PERSONS_MET']],
  ['2022', ['REFERRALS', 'PERSONS_MET']],
  ['2023', ['ADVERTS', 'REFERRALS']],
  ['2024', ['ADVERTS', 'REFERRALS']],
  ['2025-Q1', ['ADVERTS', 'REFERRALS']],
] as const;
const YEARS_OF_ADVERTS = [2006, 2021, 2023, 2024];

interface Cell {
  readonly coordinates: string[];
  readonly count: number | null;
  readonly status: string;
}

let api: TestApi;
const ids: string[] = [];
beforeAll(async () => {
  api = await startTestApi();
  await send(
    api,
    [...YEARS_OF_ADVERTS, 2025].flatMap((year) =>
      UPPSALA.map((municipality) => ({ ...ROW, week: `${year}-W10`, municipality, count: 50 })),
    ),
  );
  await send(api, [{ ...ROW, week: '2022-W10', countUnit: 'PERSONS_MET', count: 100 }]);
  await storeReferrals(
    api.database.owner,
    Array.from({ length: 250 }, (_, index) => ({
      submittedAt: `${2022 + (index % 3)}-05-01T12:00:00Z`,
      municipality: UPPSALA[0]!,
      form: ['SEXUAL', 'FORCED_LABOUR', 'OTHER', 'UNKNOWN', 'FORCED_BEGGING'][index % 5]!,
      gender: 'WOMAN',
      ageBand: 'AGE_25_34',
      status: 'SUBMITTED',
      outcome: null,
      statusSince: new Date().toISOString(),
    })),
  );
  for (const [period, measures] of RELEASED) ids.push(await release(api, period, { measures }));
});
afterAll(() => api.close());

const byYear = { measure: 'ADVERTS', granularity: 'YEAR', groupBy: ['PERIOD'] };
const answer = (input: object) => statistics(api, 'smittskydd-stockholm', input);
/** The cells as counted: noise is at most 10, and every true count here is a multiple of fifty. */
const cellsOf = async (input: object): Promise<Cell[]> =>
  ((await answer(input)).cells as Cell[]).map(({ count, ...cell }) => ({
    ...cell,
    count: count === null ? null : Math.round(count / 50) * 50,
  }));
const nothing = (coordinate: string) => ({ coordinates: [coordinate], count: null, status: 'NOT_COLLECTED' });
const estimated = (count: number, ...coordinates: string[]) => ({ coordinates, count, status: 'ESTIMATED' });

describe('NOT_COLLECTED', () => {
  test('stands for every year between the first and the last that was not released, and for what a release left out', async () => {
    const years = Array.from({ length: 2024 - 2006 + 1 }, (_, index) => 2006 + index);
    expect(await cellsOf(byYear)).toEqual(
      years.map((year) =>
        YEARS_OF_ADVERTS.includes(year) ? estimated(400, String(year)) : nothing(String(year)),
      ),
    );
    expect(await cellsOf({ ...byYear, measure: 'PERSONS_MET' })).toEqual([
      { coordinates: ['2021'], count: 0, status: 'ESTIMATED' }, // looked for and not found
      estimated(100, '2022'),
    ]);
  });

  test('is answered for a period that is named and was not released', async () => {
    for (const period of ['2022', '2005', '2026'])
      expect(await cellsOf({ ...byYear, filter: { period } })).toEqual([nothing(period)]);
    const quarters = { ...byYear, granularity: 'QUARTER', filter: { period: '2025-H1' } };
    expect(await cellsOf(quarters)).toEqual([estimated(400, '2025-Q1'), nothing('2025-Q2')]);
    expect(
      await cellsOf({ ...byYear, measure: 'ACTIVITIES', groupBy: [], filter: { period: '2024' } }),
    ).toEqual([{ coordinates: [], count: null, status: 'NOT_COLLECTED' }]);
    expect(await cellsOf({ ...byYear, measure: 'ACTIVITIES' })).toEqual([]);
  });

  test('is what an older release says of what came later', async () => {
    expect(await cellsOf({ ...byYear, filter: { period: '2024' }, release: ids[3] })).toEqual([
      nothing('2024'),
    ]);
    expect(await cellsOf({ ...byYear, release: ids[0] })).toEqual([estimated(400, '2006')]);
  });
});

describe('unless the question says otherwise', () => {
  test('the newest release answers', async () => {
    expect((await answer(byYear)).release).toMatchObject({ id: ids.at(-1), period: '2025-Q1' });
  });

  test('a question without a period is about the newest that is whole', async () => {
    for (const [granularity, period] of [
      ['YEAR', '2024'],
      ['QUARTER', '2025-Q1'],
    ]) {
      const question = { ...byYear, granularity, groupBy: [] };
      const { cells } = await answer(question);
      expect(cells).toEqual((await answer({ ...question, filter: { period } })).cells);
      expect(cells).toMatchObject([{ coordinates: [], status: 'ESTIMATED' }]);
    }
  });
});

describe('municipalities of a county', () => {
  const inUppsala = { ...byYear, groupBy: ['MUNICIPALITY'], filter: { county: '03' } };

  test('are those that lie in it, each in the order of the list', async () => {
    expect(await cellsOf(inUppsala)).toEqual(UPPSALA.map((code) => estimated(50, code)));
    const { refused } = await answer({ ...byYear, groupBy: ['MUNICIPALITY'] });
    expect(refused.extensions.code).toBe('TOO_SPARSE');
    expect((await answer({ ...inUppsala, filter: { county: '12' } })).refused.message).toMatch(
      /at least 30 .*Ask for PERIOD × COUNTY\./,
    );
  });

  test('that did not exist then are NOT_APPLICABLE, though something was counted under the code', async () => {
    const cells = await cellsOf({ ...inUppsala, filter: { county: '03', period: '2006' } });
    // Heby came to the county of Uppsala, and got its code, in 2007.
    expect(cells).toEqual(
      UPPSALA.map((code) =>
        code === '0331'
          ? { coordinates: [code], count: null, status: 'NOT_APPLICABLE' }
          : estimated(50, code),
      ),
    );
  });
});

describe('three years', () => {
  const three = { measure: 'REFERRALS', granularity: 'THREE_YEARS', groupBy: ['PERIOD'] };

  test('do not overlap, and are answered when all of them were released', async () => {
    expect(await cellsOf(three)).toEqual([estimated(250, '2022/2024')]);
    for (const period of ['2022', '2023', '2024'])
      expect(await cellsOf({ ...three, filter: { period } })).toEqual(await cellsOf(three));
    expect(await cellsOf({ ...three, filter: { period: '2025' } })).toEqual([nothing('2025/2027')]);
    expect(await cellsOf({ ...three, release: ids[4] })).toEqual(await cellsOf(three));
    expect(await cellsOf({ ...three, release: ids[3] })).toEqual([]);
  });

  test('are broken down by form', async () => {
    const cells = await cellsOf({ ...three, groupBy: ['EXPLOITATION_FORM'] });
    expect(cells.map(({ coordinates }) => coordinates[0])).toEqual([
      'SEXUAL', 'FORCED_LABOUR', 'FORCED_BEGGING', 'FORCED_CRIMINALITY', 'FORCED_MARRIAGE', 'SLAVERY_LIKE', 'ORGAN_REMOVAL', 'OTHER', 'UNKNOWN',
    ]); // prettier-ignore
    expect(cells[0]).toEqual(estimated(50, 'SEXUAL'));
  });

  test('are named by a year', async () => {
    const { refused } = await answer({ ...three, filter: { period: '2022-Q1' } });
    expect([refused.extensions.code, refused.message]).toEqual([
      'BAD_USER_INPUT',
      'filter.period: a year, such as 2026.',
    ]);
  });
});

test.each([
  ['measure=ADVERTS&granularity=YEAR&groupBy=PERIOD', byYear],
  [
    'measure=ADVERTS&granularity=YEAR&groupBy=MUNICIPALITY&county=03&period=2006',
    { ...byYear, groupBy: ['MUNICIPALITY'], filter: { county: '03', period: '2006' } },
  ],
  [
    'measure=REFERRALS&granularity=THREE_YEARS&groupBy=PERIOD&groupBy=EXPLOITATION_FORM',
    { measure: 'REFERRALS', granularity: 'THREE_YEARS', groupBy: ['PERIOD', 'EXPLOITATION_FORM'] },
  ],
  ['measure=ADVERTS&granularity=YEAR&period=2022', { ...byYear, groupBy: [], filter: { period: '2022' } }],
])('as CSV: %s', async (query, question) => {
  const authorization = `Bearer ${await api.token('rfsl')}`;
  const response = await fetch(`${api.address}/statistics.csv?${query}`, { headers: { authorization } });
  const [head, ...rows] = (await response.text())
    .trimEnd()
    .split('\r\n')
    .filter((line) => !line.startsWith('#'));
  const { dimensions, cells } = await answer(question);
  expect(head).toBe([...dimensions.map((name: string) => name.toLowerCase()), 'count', 'status'].join());
  expect(rows).toEqual(
    (cells as Cell[]).map(({ coordinates, count, status }) => [...coordinates, count ?? '', status].join()),
  );
});

test('a release of nothing, or of a measure twice, is asked for in words', async () => {
  expect((await ask(api, { period: '2020', measures: [] })).errors).toMatchObject([
    { code: 'INVALID_VALUE', path: ['measures'] },
  ]);
});
