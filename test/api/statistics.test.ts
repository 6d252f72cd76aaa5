// The unit imports a year and publishes a release; every party's client then asks the same and gets the same.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { OTHERS, UNIT } from './tools/entries.js';
import { CELL_SECRET, ROW, ask, release, send, statistics } from './tools/statistics.js';
import { buildRelease } from '../../src/worker/releases.js';

const EVERYBODY = [UNIT, ...OTHERS];
const WEEKS = Array.from({ length: 52 }, (_, index) => `2025-W${String(index + 1).padStart(2, '0')}`);
const GENDERS = ['WOMAN', 'MAN', 'OTHER', 'UNKNOWN'];

let api: TestApi;
let id: string;
beforeAll(async () => {
  api = await startTestApi();
  const rows = WEEKS.flatMap((week) => GENDERS.map((gender) => ({ ...ROW, week, gender, count: 3 })));
  await send(api, rows);
  await send(
    api,
    WEEKS.map((week) => ({ ...ROW, week, municipality: '1280', count: 5 })),
    'socialtjansten-malmo',
  );
  id = await release(api, '2025', { notes: 'Hela året.' });
});
afterAll(() => api.close());

const BY_GENDER = { measure: 'ADVERTS', granularity: 'YEAR', groupBy: ['PERIOD', 'GENDER'] };

test('every party gets identical numbers for an identical question, each from its own client', async () => {
  const answers = [];
  for (const organisation of EVERYBODY) answers.push(await statistics(api, organisation, BY_GENDER));
  expect(answers[0]).toMatchObject({
    release: { id, period: '2025' },
    measure: 'ADVERTS',
    dimensions: ['PERIOD', 'GENDER'],
    guarantee: { threshold: 4, standardDeviation: Math.sqrt(10) },
  });
  const cells = answers[0].cells as { coordinates: string[]; count: number; status: string }[];
  expect(cells.map(({ coordinates }) => coordinates)).toEqual(GENDERS.map((gender) => ['2025', gender]));
  for (const [index, truth] of [52 * 3 + 52 * 5, 52 * 3, 52 * 3, 52 * 3].entries()) {
    expect(cells[index]!.status).toBe('ESTIMATED');
    expect(Math.abs(cells[index]!.count - truth)).toBeLessThanOrEqual(10);
  }
  for (const answer of answers) expect(answer).toEqual(answers[0]);
});

test('a forbidden combination is refused, naming the nearest tables', async () => {
  const { refused } = await statistics(api, 'rfsu', {
    measure: 'ADVERTS',
    granularity: 'YEAR',
    groupBy: ['COUNTY', 'GENDER'],
    filter: { period: '2025' },
  });
  expect(refused.extensions.code).toBe('BAD_USER_INPUT');
  expect(refused.message).toContain('PERIOD × COUNTY; PERIOD × GENDER');
});

test('a table that would be mostly noise is refused, naming a coarser one', async () => {
  const { refused } = await statistics(api, 'rfsu', {
    measure: 'ADVERTS',
    granularity: 'YEAR',
    groupBy: ['COUNTY'],
  });
  expect(refused.extensions.code).toBe('TOO_SPARSE');
  expect(refused.message).toContain('Ask for PERIOD.');
  const narrowed = { measure: 'ADVERTS', granularity: 'YEAR', filter: { county: '12' } };
  expect((await statistics(api, 'rfsu', narrowed)).cells).toHaveLength(1);
  const written = `query ($g: Granularity!) {
    statistics(input: { measure: ADVERTS, granularity: $g, filter: { county: "12" } }) { cells { count } } }`;
  expect((await api.as('rfsu')(written, { g: 'YEAR' })).data.statistics.cells).toHaveLength(1);
});

describe('a release', () => {
  test('is seen by the unit alone until it is built, and then by all', async () => {
    const LIST = '{ releases { nodes { id period publishedAt notes } } }';
    await send(api, [{ ...ROW, week: '2026-W02', count: 40 }]);
    const { release: asked } = await ask(api, { period: '2026-Q1' });
    expect(asked).toMatchObject({ period: '2026-Q1', publishedAt: null });
    const seen = async (organisation: string) => (await api.as(organisation)(LIST)).data.releases.nodes;
    expect((await seen(UNIT)).map(({ period }: { period: string }) => period)).toEqual(['2026-Q1', '2025']);
    expect(await seen('rfsl')).toEqual([
      { id, period: '2025', publishedAt: expect.any(String), notes: 'Hela året.' },
    ]);
    expect((await statistics(api, UNIT, { ...BY_GENDER, release: asked.id })).refused.extensions.code).toBe(
      'NOT_FOUND',
    );
    expect((await ask(api, { period: '2026-Q2' })).errors[0]).toMatchObject({
      code: 'INVALID_TRANSITION',
      path: ['period'],
    });
    expect(await buildRelease(await api.database.sources.worker(), CELL_SECRET)).toBe(true);
    expect(await seen('rfsl')).toEqual(await seen(UNIT));
    const { cells } = await statistics(api, 'rfsl', {
      measure: 'ADVERTS',
      granularity: 'QUARTER',
      groupBy: ['PERIOD'],
    });
    expect(cells.map(({ coordinates }: { coordinates: string[] }) => coordinates[0])).toEqual([
      '2025-Q1',
      '2025-Q2',
      '2025-Q3',
      '2025-Q4',
      '2026-Q1',
    ]);
  });

  test('is refused for what is not over, for no quarter, and for what was released and revised already', async () => {
    const year = new Date().getUTCFullYear();
    for (const period of [`${year + 1}`, '2025-07', '2025-W31'])
      expect((await ask(api, { period })).errors[0]).toMatchObject({
        code: 'INVALID_VALUE',
        path: ['period'],
      });
    expect((await ask(api, { period: '2025' })).errors[0]).toMatchObject({
      code: 'INVALID_TRANSITION',
      path: ['period'],
    });
  });
});

describe('GET /statistics.csv', () => {
  const get = async (organisation: string, query: string, scopes?: Parameters<TestApi['token']>[1]) => {
    const authorization = `Bearer ${await api.token(organisation, scopes)}`;
    const response = await fetch(`${api.address}/statistics.csv?${query}`, { headers: { authorization } });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      text: await response.text(),
    };
  };

  test('has the numbers of the query, with the guarantee in its head', async () => {
    const { status, type, text } = await get(
      'rfsl',
      'measure=ADVERTS&granularity=YEAR&groupBy=PERIOD,GENDER',
    );
    expect([status, type]).toEqual([200, 'text/csv; charset=utf-8']);
    const lines = text.trimEnd().split('\r\n');
    const rows = lines.filter((line) => !line.startsWith('#'));
    const { cells, guarantee } = await statistics(api, 'rfsl', BY_GENDER);
    expect(rows[0]).toBe('period,gender,count,status');
    expect(rows.slice(1)).toEqual(
      cells.map(({ coordinates, count, status }: { coordinates: string[]; count: number; status: string }) =>
        [...coordinates, count, status].join(),
      ),
    );
    expect(lines.filter((line) => line.startsWith('#')).join('\n')).toContain(guarantee.text.split('\n')[1]);
  });

  test.each([
    [400, 'BAD_USER_INPUT', 'measure=ADVERTS&granularity=YEAR&groupBy=COUNTY,GENDER'],
    [400, 'BAD_USER_INPUT', 'measure=ADVERTS&granularity=YEAR&name=x'],
    [422, 'TOO_SPARSE', 'measure=ADVERTS&granularity=YEAR&groupBy=COUNTY'],
    [404, 'NOT_FOUND', 'measure=ADVERTS&granularity=YEAR&release=rel_5e5d5f0a-0000-4000-8000-000000000000'],
  ])('is refused like the query: %i %s', async (status, code, query) => {
    const answer = await get('rfsl', query);
    expect([answer.status, JSON.parse(answer.text).errors[0].extensions.code]).toEqual([status, code]);
  });

  test('needs a token and its scope', async () => {
    const query = 'measure=ADVERTS&granularity=YEAR';
    expect((await get('rfsl', query)).status).toBe(200);
    expect((await get('rfsl', query, ['trends:read'])).status).toBe(403);
    expect((await fetch(`${api.address}/statistics.csv?${query}`)).status).toBe(401);
  });
});
