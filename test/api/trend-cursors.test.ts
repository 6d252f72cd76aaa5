// A page must be of a sensible size and begin where the same list, in the same order, was left.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT, publish } from './tools/entries.js';
import { pageOf } from './tools/lists.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  for (let each = 0; each < 3; each += 1) await publish(api);
});
afterAll(() => api.close());

const LIST =
  'query ($first: Int, $after: String) { trendEntries(first: $first, after: $after) { nodes { id } } }';

test.each([0, -1, 101, 2_147_483_647])('a page of %s is refused', async (first) => {
  for (const list of ['trendEntries', 'organisations', 'referrals', 'activityReports', 'contributions']) {
    const { errors } = await api.as('rfsu')(`{ ${list}(first: ${first}) { nodes { id } } }`);
    expect(errors[0]).toMatchObject({ message: 'first: 1 to 100.', extensions: { code: 'BAD_USER_INPUT' } });
  }
  const { errors } = await api.as(UNIT)(`{ batches(first: ${first}) { nodes { id } } }`);
  expect(errors[0]).toMatchObject({ message: 'first: 1 to 100.', extensions: { code: 'BAD_USER_INPUT' } });
});

test.each([1, 100])('a page of %s is answered', async (first) => {
  const { data, errors } = await api.as('rfsu')(LIST, { first });
  expect(errors).toEqual([]);
  expect(data.trendEntries.nodes.length).toBe(Math.min(first, 3));
});

const forged = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString('base64url');
const DESC = 'trendEntries/PUBLISHED_AT_DESC';
const UUID = '00000000-0000-4000-8000-000000000000';

test.each<[string, string]>([
  ['empty', ''],
  ['garbage', 'SKRÄP'],
  ['not JSON', Buffer.from('SKRÄP').toString('base64url')],
  ['JSON that is no list', Buffer.from('{"a":1}').toString('base64url')],
  ['of a list without a key', forged(DESC)],
  ['with a key of an object', forged(DESC, { a: 1 }, UUID)],
  ['with a moment that is none', forged(DESC, 'SKRÄP', UUID)],
  ['with a time zone that there is not', forged(DESC, '2026-01-01T00:00:00 Mars/Skrap', UUID)],
  ['with an identifier that is none', forged(DESC, '2026-01-01T00:00:00Z', 'SKRÄP')],
  ['with a number for a moment', forged(DESC, 7, UUID)],
  ['with a null character', forged(DESC, '2026-01-01T00:00:00Z', '\u0000')],
  ['of a list that does not exist', forged('SKRÄP', '2026-01-01T00:00:00Z', UUID)],
])('a cursor that is %s is the mistake of whoever sent it', async (_name, after) => {
  const answer = await api.as('rfsu')(LIST, { after });
  expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
  expect(answer.text).not.toContain('SKRÄP');
});

test('a cursor of another list or another order is refused, its own is taken', async () => {
  const rfsu = api.as('rfsu');
  const newest = await pageOf(rfsu, {}, 1);
  const after = newest.pageInfo.endCursor!;
  const { data } = await rfsu('{ organisations(first: 1) { pageInfo { endCursor } } }');
  for (const [query, cursor] of [
    [LIST, data.organisations.pageInfo.endCursor],
    ['query ($after: String) { organisations(after: $after) { nodes { id } } }', after],
    ['query ($after: String) { referrals(after: $after) { nodes { id } } }', after],
    [
      `query ($after: String) { trendEntries(after: $after, orderBy: PUBLISHED_AT_ASC) { nodes { id } } }`,
      after,
    ],
    [
      `query ($after: String) {
         trendEntries(after: $after, filter: { search: "annonser" }, orderBy: RELEVANCE) { nodes { id } } }`,
      after,
    ],
  ] as const) {
    const { errors } = await rfsu(query, { after: cursor });
    expect(errors[0]).toMatchObject({
      message: 'after: not a cursor of this list in this order.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  const batches = await api.as(UNIT)('query ($after: String) { batches(after: $after) { nodes { id } } }', {
    after,
  });
  expect(batches.errors[0]).toMatchObject({
    message: 'after: not a cursor of this list in this order.',
    extensions: { code: 'BAD_USER_INPUT' },
  });
  expect((await pageOf(rfsu, {}, 100, after)).nodes.length).toBe(2);
});
