// Tables and the agreement are lists without pages: what they may be answered with at most counts, wherever they are asked for.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { getNamedType, isObjectType } from 'graphql';
import { buildFullSchema } from '../../src/api-schema.js';
import { codesOf } from '../../src/domain/code-list.js';
import { ARENA } from '../../src/domain/lists/trends.js';
import { MOST_CELLS_OF_AN_ENTRY } from '../../src/domain/statistics/most-cells.js';
import { LEAST_REQUESTS_PER_MINUTE, MOST_COST, VALUES_PER_REQUEST } from '../../src/http/limits/limits.js';
import { lengthsOf } from '../../src/schema/length.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { CONTENT, publish, step } from './tools/entries.js';
import { overhear } from './tools/overheard.js';
import { ROW, release, send } from './tools/statistics.js';

const CELLS = 'cells { coordinates count status }';
const LARGEST = { measure: 'ADVERTS', granularity: 'QUARTER', groupBy: ['PERIOD', 'COUNTY', 'ARENA'] };
const LARGEST_CSV = '/statistics.csv?measure=ADVERTS&granularity=QUARTER&groupBy=PERIOD,COUNTY,ARENA';
const COST = `cost: at most ${MOST_COST} values; ask for fewer fields or smaller pages.`;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({
    shares: { requestsPerMinute: LEAST_REQUESTS_PER_MINUTE, concurrentRequests: 1_000 },
  });
});
afterAll(() => api.close());

/** How an organisation's question is refused, null when it is answered. */
async function refusalOf(organisation: string, query: string, variables: object = {}) {
  const { errors } = await api.as(organisation)(query, variables);
  return errors[0] ? [errors[0].extensions.code, errors[0].message] : null;
}

test('every field that answers with a table says how many cells it may have', () => {
  const tables = Object.values(buildFullSchema().getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()))
    .filter(({ type }) => getNamedType(type).name === 'StatisticsTable');
  expect(tables.map(({ name }) => name)).toEqual(['statistics', 'statistics']);
  for (const field of tables) expect(lengthsOf(field).cells).toBeDefined();
});

describe('the largest table', () => {
  const query = `query ($input: StatisticsInput!) { statistics(input: $input) { ${CELLS} } }`;
  const twice = `query ($input: StatisticsInput!) { statistics(input: $input) { ...T } again: statistics(input: $input) { ...T } }
    fragment T on StatisticsTable { ${CELLS} }`;

  test('may be asked for, twice in one operation not, before any statement', async () => {
    expect(await refusalOf('rfsu', query, { input: LARGEST })).toEqual(['NOT_FOUND', 'Not found.']);
    expect(await refusalOf('rfsl', '{ viewer { subject } }')).toBeNull(); // opens the pool
    const overheard = overhear();
    expect(await refusalOf('rfsl', twice, { input: LARGEST })).toEqual(['QUERY_TOO_COMPLEX', COST]);
    expect(overheard.take()).toEqual([]);
    overheard.stop();
  });

  test('of one period may be asked for many times over', async () => {
    const input = { ...LARGEST, groupBy: ['COUNTY', 'ARENA'] };
    const many = Array.from({ length: 20 }, (_, index) => `a${index}: statistics(input: $input) { ...T }`);
    const document = `query ($input: StatisticsInput!) { ${many.join(' ')} } fragment T on StatisticsTable { ${CELLS} }`;
    expect(await refusalOf('smittskydd-stockholm', document, { input })).toEqual(['NOT_FOUND', 'Not found.']);
  });

  test('takes its share as a query and as a file, and others go on', async () => {
    const authorization = `Bearer ${await api.token('polisen-stockholm')}`;
    const get = async () => api.app.inject({ url: LARGEST_CSV, headers: { authorization } });
    expect((await get()).statusCode).toBe(404);
    const refused = await get();
    expect([refused.statusCode, Number(refused.headers['retry-after'])]).toEqual([429, expect.any(Number)]);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThanOrEqual(1);
    expect(await refusalOf('polisen-stockholm', query, { input: LARGEST })).toMatchObject([
      'RATE_LIMITED',
      {},
    ]);
    expect(await refusalOf('socialjouren', query, { input: LARGEST })).toEqual(['NOT_FOUND', 'Not found.']);
  });
});

test('the agreement counts as long as it is', async () => {
  const whole = 'permissions { subject party access scope rows }';
  const { data } = await api.as('socialtjansten-malmo')(`{ ${whole} }`);
  const values = (data.permissions as object[]).length * 5;
  const most = Math.floor(MOST_COST / values);
  expect(most).toBeGreaterThan(1);
  const times = (count: number) => Array.from({ length: count }, () => 'permissions { ...R }').join(' ');
  const rows = (more: string) => `fragment R on PermissionRow { subject party access scope rows ${more} }`;
  // More than its share, so that it would be refused for that if it was not for its cost.
  expect(await refusalOf('socialtjansten-malmo', `{ ${times(most + 1)} } ${rows('')}`)).toEqual([
    'QUERY_TOO_COMPLEX',
    COST,
  ]);
  expect(values / VALUES_PER_REQUEST).toBeGreaterThan(1);
  const one = Array.from(
    { length: 20 },
    (_, index) => `a${index}: permissions(subject: "Query.viewer") { ...R }`,
  );
  expect(await refusalOf('rfsl', `{ ${one.join(' ')} } ${rows('')}`)).toBeNull();
});

describe('the tables of entries', () => {
  const byArena = { measure: 'ADVERTS', granularity: 'QUARTER', groupBy: ['PERIOD', 'ARENA'] };
  let unlimited: TestApi;
  beforeAll(async () => {
    unlimited = await startTestApi();
    const rows = codesOf(ARENA).flatMap((arena) =>
      ['2015-W10', '2024-W10'].map((week) => ({ ...ROW, arena, week, count: 60 })),
    );
    await send(unlimited, rows);
    for (const quarter of ['2015-Q1', '2024-Q1']) await release(unlimited, quarter);
  });
  afterAll(() => unlimited.close());

  test('have at most as many cells as any table has in one period', async () => {
    const { data } = await unlimited.as('rfsu')(
      `query ($input: StatisticsInput!) { statistics(input: $input) { ${CELLS} } }`,
      { input: byArena },
    );
    expect(data.statistics.cells.length).toBeGreaterThan(MOST_CELLS_OF_AN_ENTRY);
    const { trendEntry, errors } = await step(unlimited, 'draft', { ...CONTENT, statistics: byArena });
    expect([trendEntry, errors]).toEqual([
      null,
      [
        {
          code: 'INVALID_VALUE',
          path: ['statistics'],
          message: `statistics: at most ${MOST_CELLS_OF_AN_ENTRY} cells; name a period.`,
        },
      ],
    ]);
    const inAYear = { ...byArena, filter: { period: '2024' } };
    const { id } = await publish(unlimited, { statistics: inAYear });
    const document = `query ($id: ID!) { trendEntry(id: $id) { statistics { ${CELLS} } } }`;
    const read = await unlimited.as('rfsu')(document, { id });
    expect(read.data.trendEntry.statistics.cells).toHaveLength(4 * codesOf(ARENA).length);
  });

  test('are answered a page at a time, and not with those of every revision', async () => {
    const page = (inner: string) => `{ trendEntries(first: 100) { nodes { ${inner} } } }`;
    const table = `statistics { ${CELLS} }`;
    const ask = async (query: string) =>
      (await unlimited.as('rfsu')(query)).errors.map(({ extensions, message }) => [extensions.code, message]);
    expect(await ask(page(table))).toEqual([]);
    expect(await ask(page(`${table} revisions { ${table} }`))).toEqual([['QUERY_TOO_COMPLEX', COST]]);
  });
});
