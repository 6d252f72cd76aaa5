// Documents and variables that do not fit: the right code, the rule, a request to quote, never the value, nothing written.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { CONTENT, publish, UNIT, type Entry } from './tools/entries.js';
import { FULL, POLICE } from './tools/flags.js';
import { contentState, type TableState } from './tools/rows.js';

const VALUE = 'HEMLIGHET';

let api: TestApi;
let entry: Entry;
let before: Record<string, TableState>;
beforeAll(async () => {
  api = await startTestApi();
  entry = await publish(api);
  before = await contentState(api.database.owner);
});
afterAll(async () => {
  expect(await contentState(api.database.owner)).toEqual(before);
  await api.close();
});

/** Sends what must be refused and returns the code and the words of the one refusal. */
async function refusalOf(query: string, variables: object = {}, organisation = UNIT) {
  const { data, errors, text } = await api.as(organisation)(query, variables);
  expect(text).not.toContain(VALUE);
  expect(data ?? null).toBeNull();
  expect(errors).toHaveLength(1);
  expect(errors[0]!.extensions.requestId).toMatch(/^[0-9a-f-]{36}$/);
  return `${errors[0]!.extensions.code} ${errors[0]!.message}`;
}

const DRAFT =
  'mutation ($input: DraftTrendEntryInput!) { draftTrendEntry(input: $input) { errors { code } } }';
const FLAG =
  'mutation ($input: SubmitReferralFlagInput!) { submitReferralFlag(input: $input) { errors { code } } }';
const { title: _title, ...UNTITLED } = CONTENT;

describe('a variable that does not fit is named with its place and its rule', () => {
  test.each([
    [
      'a value that an enum lacks',
      { ...CONTENT, kind: VALUE },
      '"$input" at "input.kind": not a value of the enum TrendKind.',
    ],
    [
      'one in a list',
      { ...CONTENT, arenas: ['STREET', VALUE] },
      '"$input" at "input.arenas[1]": not a value of the enum Arena.',
    ],
    [
      'a number for an enum',
      { ...CONTENT, kind: 7 },
      '"$input" at "input.kind": not a value of the enum TrendKind.',
    ],
    [
      'a period',
      { ...CONTENT, period: VALUE },
      '"$input" at "input.period": Period: 2026 | 2026-H1 | 2026-Q3 | 2026-07 | 2026-W31.',
    ],
    [
      'a week that its year lacks',
      { ...CONTENT, period: '2025-W53' },
      '"$input" at "input.period": Period: 2026 | 2026-H1 | 2026-Q3 | 2026-07 | 2026-W31.',
    ],
    [
      'a region',
      { ...CONTENT, regions: [VALUE] },
      '"$input" at "input.regions[0]": RegionCode: a code of the region lists.',
    ],
    [
      'an object for a text',
      { ...CONTENT, title: { a: VALUE } },
      '"$input" at "input.title": the value does not fit its type.',
    ],
    [
      'null for what is required',
      { ...CONTENT, title: null },
      '"$input" at "input.title": Expected non-nullable type "String!".',
    ],
    ['a missing field', UNTITLED, '"$input": Field "title" of required type "String!" was not provided.'],
    [
      'a field that is not there',
      { ...CONTENT, [VALUE]: 1 },
      '"$input": has a field that DraftTrendEntryInput does not define.',
    ],
    ['a text for an object', VALUE, '"$input": Expected type "DraftTrendEntryInput".'],
  ])('%s', async (_name, input, rule) => {
    expect(await refusalOf(DRAFT, { input })).toBe(`BAD_USER_INPUT Variable ${rule}`);
  });

  test('no variable at all', async () => {
    expect(await refusalOf(DRAFT)).toBe(
      'BAD_USER_INPUT Variable "$input" of required type "DraftTrendEntryInput!" was not provided.',
    );
  });

  test('deep inside an input', async () => {
    const input = { ...FULL, consent: { ...FULL.consent, services: ['MEDICAL', VALUE] } };
    expect(await refusalOf(FLAG, { input }, POLICE)).toBe(
      'BAD_USER_INPUT Variable "$input" at "input.consent.services[1]": not a value of the enum Need.',
    );
  });

  test.each([
    '2026-02-30T00:00:00Z',
    '2026-11-21',
    '2026-11-21T09:30:00',
    '0000-01-01T00:00:00Z',
    '2026-01-01T00:00:00+18:00',
    VALUE,
  ])('a moment that is none: %s', async (after) => {
    const query =
      'query ($after: DateTime) { trendEntries(filter: { publishedAfter: $after }) { nodes { id } } }';
    expect(await refusalOf(query, { after })).toBe(
      'BAD_USER_INPUT Variable "$after": DateTime: RFC 3339, such as 2026-11-21T09:30:00Z.',
    );
  });
});

describe('a document that does not fit is refused before anything runs', () => {
  test.each([
    [
      'a value that an enum lacks',
      `{ trendEntries(filter: { kinds: [${VALUE}] }) { nodes { id } } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a text for an enum',
      `{ trendEntries(orderBy: "${VALUE}") { nodes { id } } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a text for a number',
      `{ trendEntries(first: "${VALUE}") { nodes { id } } }`,
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a number too large',
      '{ trendEntry(id: "x", revision: 99999999999) { id } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    [
      'a region that is none',
      `{ trendEntries(filter: { regions: ["${VALUE}"] }) { nodes { id } } }`,
      'BAD_USER_INPUT',
    ],
    ['a document cut short', `{ trendEntries(filter: { search: "${VALUE}`, 'GRAPHQL_PARSE_FAILED'],
    ['a document that is prose', `Visa ${VALUE} för mig!`, 'GRAPHQL_PARSE_FAILED'],
    ['a subscription where none is served', 'subscription { changed { cursor } }', 'BAD_USER_INPUT'],
    ['a field that nobody has', '{ viewer { shoeSize } }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'a document of more than 4,000 tokens',
      `{ ${'viewer { subject } '.repeat(1_500)} }`,
      'QUERY_TOO_COMPLEX',
    ],
  ])('%s', async (_name, query, code) => {
    expect((await refusalOf(query)).split(' ')[0]).toBe(code);
  });

  test('a field that nobody has is not answered with what there is instead', async () => {
    expect(await refusalOf('{ viewer { subjectt } }')).toBe(
      'GRAPHQL_VALIDATION_FAILED Cannot query field "subjectt" on type "Viewer".',
    );
  });

  test('a scope that is missing is named', async () => {
    const { status, errors } = await api.as(UNIT, ['trends:read'])(DRAFT, { input: CONTENT });
    expect([status, errors[0]!.message, errors[0]!.extensions.code]).toEqual([
      403,
      'draftTrendEntry needs the scope trends:write.',
      'FORBIDDEN',
    ]);
    const hidden = `query { ...F } fragment F on Query { a: referrals { nodes { id } } }`;
    const inFragment = await api.as(UNIT, ['trends:read'])(hidden);
    expect(inFragment.errors[0]!.message).toBe('referrals needs the scope referrals:read.');
  });
});

test.each([
  '{ trendEntries(filter: { search: "a\\u0000b" }) { nodes { id } } }',
  '{ trendEntries(filter: { topics: ["a\\u0000b"] }) { nodes { id } } }',
])('a null character in a text to look for is a mistake of the client: %s', async (query) => {
  expect((await refusalOf(query)).split(' ')[0]).toBe('BAD_USER_INPUT');
});

test('a change decided on an older version, and an organisation that does not exist, are told in the payload', async () => {
  const revised = await api.as(UNIT)(
    `mutation { reviseTrendEntry(input: { id: "${entry.id}", expectedVersion: 1, title: "Sent" }) { errors { code path } } }`,
  );
  expect(revised.data.reviseTrendEntry.errors).toEqual([
    { code: 'VERSION_CONFLICT', path: ['expectedVersion'] },
  ]);
  const flagged = await api.as(POLICE)(
    'mutation ($input: SubmitReferralFlagInput!) { submitReferralFlag(input: $input) { errors { code path } } }',
    { input: { ...FULL, recipient: VALUE } },
  );
  expect(flagged.data.submitReferralFlag.errors).toEqual([
    { code: 'UNKNOWN_ORGANISATION', path: ['recipient'] },
  ]);
  expect(flagged.text).not.toContain(VALUE);
});

test('on a development server the schema of the own party can be asked for', async () => {
  const { data } = await api.as('rfsu')('{ __type(name: "TrendEntry") { fields { name } } }');
  const names = data.__type.fields.map((field: { name: string }) => field.name);
  expect(names).toContain('healthNotes');
  expect(names).not.toContain('policingNotes');
});
