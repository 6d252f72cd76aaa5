// What asks for too much is refused with the limit named, before any statement; what is just within it is answered.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, getIntrospectionQuery } from 'graphql';
import { buildFullSchema } from '../../src/api-schema.js';
import { documentChecker } from '../../src/http/document-problems.js';
import * as limits from '../../src/http/limits/limits.js';
import { post, startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { largestPages } from './tools/everything.js';
import { overhear, type Overheard } from './tools/overheard.js';

let api: TestApi;
let authorization: string;
let overheard: Overheard;
beforeAll(async () => {
  api = await startTestApi();
  authorization = `Bearer ${await api.token(UNIT)}`;
  overheard = overhear();
  // The first request with a token looks up whom it speaks for, and opens the organisation's pool.
  await send('{ viewer { subject } }');
});
afterAll(async () => {
  overheard.stop();
  await api.close();
});

const send = (query: string, variables: object = {}) =>
  post(api.address, { authorization }, JSON.stringify({ query, variables }));

async function expectRefused(query: string, message: RegExp, variables: object = {}) {
  overheard.take();
  const { status, data, errors } = await send(query, variables);
  const refusals = errors.map(({ extensions, message: words }) => [extensions.code, words]);
  expect({ status, data, refusals }).toEqual({
    ...{ status: 400, data: undefined },
    refusals: [['QUERY_TOO_COMPLEX', expect.stringMatching(message)]],
  });
  expect(overheard.take()).toEqual([]);
}

async function expectAnswered(query: string, variables: object = {}) {
  const { status, errors } = await send(query, variables);
  expect([status, errors]).toEqual([200, []]);
}

const times = (count: number, part: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => part(index)).join(' ');

/** One document of exactly the limit, and one that is larger by one. */
const SHAPES: Record<string, [most: number, document: (size: number) => string]> = {
  // Four fields lead to the first `ofType`, one stands within the last.
  depth: [
    limits.MOST_DEPTH,
    (depth) =>
      `{ __schema { types { fields { type ${'{ ofType '.repeat(depth - 5)} { name } ${'}'.repeat(depth - 5)} } } } }`,
  ],
  aliases: [limits.MOST_ALIASES, (count) => `{ ${times(count, (index) => `a${index}: __typename`)} }`],
  directives: [
    limits.MOST_DIRECTIVES,
    (count) => `{ ${times(count, () => '... @include(if: true) { __typename }')} }`,
  ],
  fields: [limits.MOST_FIELDS, (count) => `{ ${times(count, () => '__typename')} }`],
};

describe.each(['depth', 'aliases', 'directives', 'fields'])('%s', (name) => {
  const [most, document] = SHAPES[name]!;
  const words = new RegExp(`^${name}: at most ${most} in one operation\\.$`);

  test('up to the limit are answered', () => expectAnswered(document(most)));
  test('above it are refused', () => expectRefused(document(most + 1), words));
  test('above it are refused within a fragment, before and behind the operation', async () => {
    const fragment = `fragment F on Query ${document(most + 1)}`;
    await expectRefused(`{ ...F } ${fragment}`, words);
    await expectRefused(`${fragment} { ...F }`, words);
  });
  test('above it are refused in an operation that is not the one asked for', () =>
    expectRefused(`query A { __typename } query B ${document(most + 1)}`, words));
});

test('a document of 4,000 tokens is read, one more is refused', async () => {
  // What is read is refused for another reason.
  const document = (tokens: number) => `{ ${times(tokens - 2, () => 'x')} }`;
  await expectRefused(document(limits.MOST_TOKENS), /^fields: at most/);
  await expectRefused(document(limits.MOST_TOKENS + 1), /^tokens: at most 4000 in one document\.$/);
});

describe('fragments', () => {
  test('that double a document twenty times over are refused', () =>
    expectRefused(
      `{ ...F0 } ${times(20, (index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`)}
       fragment F20 on Query { __typename }`,
      /^fields: at most/,
    ));
  test('that go in a circle are refused, and the server answers on', async () => {
    const { status, data } = await send('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }');
    expect([status, data]).toEqual([400, undefined]);
    await expectAnswered('{ viewer { subject } }');
  });
});

test('what takes graphql-js long to validate is refused before it does', async () => {
  // Its fields conflict, so a validation that compared them would say so.
  const conflicts = times(700, (index) => `viewer { ${index % 2 ? 'subject' : 'subject: scopes'} }`);
  await expectRefused(`{ ${conflicts} }`, /^(aliases|fields): at most/);
});

describe('cost', () => {
  const cost = /^cost: at most 200000 values; ask for fewer fields or smaller pages\.$/;
  let pages: string[];
  beforeAll(async () => {
    const response = await fetch(`${api.address}/schema.graphql`, { headers: { authorization } });
    pages = largestPages(buildSchema(await response.text()), 100);
  });

  test('a largest page of each list with everything about its items is answered', async () => {
    expect(pages.length).toBeGreaterThanOrEqual(6);
    for (const page of pages) await expectAnswered(`{ ${page} }`);
  });
  test('the largest of them twice is refused', async () => {
    const referrals = pages.find((page) => page.startsWith('referrals'))!;
    await expectRefused(`{ ${referrals} again: ${referrals} }`, cost);
  });
  test('lists within lists multiply', async () => {
    const nested = (depth: number) =>
      `{ trendEntries(first: 100) { nodes ${'{ revisions '.repeat(depth)} { id } ${'}'.repeat(depth)} } }`;
    await expectAnswered(nested(3));
    await expectRefused(nested(4), cost);
  });
  test('a page size in a variable counts as what it is', async () => {
    const document = `query ($first: Int) { trendEntries(first: $first)
      { nodes { revisions { revisions { revisions { revisions { id } } } } } } }`;
    await expectAnswered(document, { first: 1 });
    await expectRefused(document, cost, { first: 100 });
    await expectRefused(document, cost, { first: 1_000_000 });
    await expectRefused(document, cost, { first: -1 });
    await expectAnswered(document, { first: 1 });
  });

  const changed = (depth: number) =>
    `subscription { changed(after: "") { object { ... on TrendEntry ${'{ revisions '.repeat(depth)} { id } ${'}'.repeat(depth)} } } }`;

  test('is refused of a stream before any statement', async () => {
    const refusalOf = async (query: string) => {
      const headers = { authorization, accept: 'text/event-stream', 'content-type': 'application/json' };
      const body = JSON.stringify({ query });
      const stream = await fetch(`${api.address}/graphql/stream`, { method: 'POST', headers, body });
      return /"message":"([^"]*)"/.exec(await stream.text())?.[1];
    };
    overheard.take();
    expect(await refusalOf(changed(6))).toMatch(cost);
    expect(overheard.take()).toEqual([]);
    expect(await refusalOf(changed(3))).toBe('after: not a cursor of this list in this order.');
  });

  test('is told of a document before it is registered, unless a variable could make it less', () => {
    const check = documentChecker(buildFullSchema(), 'UNIT');
    const nested = (first: string, depth: number) =>
      `{ trendEntries(first: ${first}) { nodes ${'{ revisions '.repeat(depth)} { id } ${'}'.repeat(depth)} } }`;
    expect(check(nested('100', 6)).problems).toEqual([expect.stringMatching(cost)]);
    expect(check(`query A { __typename } query B ${nested('100', 6)}`).problems).toHaveLength(1);
    expect(check(changed(6)).problems).toEqual([expect.stringMatching(cost)]);
    expect(check(`query ($first: Int) ${nested('$first', 6)}`).problems).toEqual([
      expect.stringMatching(cost),
    ]);
    for (const document of [nested('100', 3), `query ($first: Int) ${nested('$first', 4)}`, changed(3)])
      expect(check(document).problems).toEqual([]);
    const table = `query ($input: StatisticsInput!) { a: statistics(input: $input) { ...T } b: statistics(input: $input) { ...T } }
      fragment T on StatisticsTable { cells { coordinates count status } }`;
    expect(check(table).problems).toEqual([]);
  });
});

test('a page has at most 100 items', async () => {
  await expectAnswered('{ trendEntries(first: 100) { nodes { id } } }');
  overheard.take();
  for (const first of [101, 0, -1, 2_147_483_647]) {
    const { errors } = await send(`{ trendEntries(first: ${first}) { nodes { id } } }`);
    expect(errors.map(({ message, extensions }) => [extensions.code, message])).toEqual([
      ['BAD_USER_INPUT', 'first: 1 to 100.'],
    ]);
  }
  expect(overheard.take()).toEqual([]);
});

test('a body has at most 256 kB', async () => {
  const body = (bytes: number) => JSON.stringify({ query: '{ __typename }' }).padEnd(bytes);
  const within = await post(api.address, { authorization }, body(limits.MOST_BODY_BYTES));
  expect([within.status, within.data]).toEqual([200, { __typename: 'Query' }]);
  const { status, errors } = await post(api.address, { authorization }, body(limits.MOST_BODY_BYTES + 1));
  expect(status).toBe(413);
  expect(errors[0]!.message).toBe('The request is larger than 262144 bytes.');
});

test('no more than a few mistakes of a document are told', async () => {
  const { errors } = await send(`{ ${times(100, (index) => `x${index}`)} }`);
  expect(errors.length).toBeGreaterThan(1);
  expect(errors.length).toBeLessThanOrEqual(limits.MOST_MISTAKES + 1);
});

test.each([
  ['fields that are not defined', Object.fromEntries(Array.from({ length: 20_000 }, (_, n) => [`k${n}`, 0]))],
  ['items that do not fit', { topics: Array.from({ length: 60_000 }, () => 0) }],
])('no more than a few mistakes of variables are told: %s', async (_what, filter) => {
  const query = 'query ($filter: TrendEntryFilter) { trendEntries(filter: $filter) { nodes { id } } }';
  const { errors } = await send(query, { filter });
  expect(errors.length).toBeGreaterThan(1);
  expect(errors.length).toBeLessThanOrEqual(limits.MOST_MISTAKES + 1);
  expect(JSON.stringify(errors).length).toBeLessThan(2_000);
});

test('introspection as GraphiQL asks it is within every limit', async () => {
  const all = { inputValueDeprecation: true, schemaDescription: true, specifiedByUrl: true, oneOf: true };
  await expectAnswered(getIntrospectionQuery({ ...all, directiveIsRepeatable: true }));
});

test('no statement of an organisation may take longer than five seconds', async () => {
  for (const organisation of [UNIT, 'polisen-stockholm', 'rfsu']) {
    const source = await api.database.sources.of(organisation);
    expect(await source.query('show statement_timeout')).toEqual([{ statement_timeout: '5s' }]);
  }
});
