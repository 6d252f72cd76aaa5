// Every text and list that a read may be asked with has a bound, which the schema tells; beyond it nothing is looked for. The places come
// from the served schema: every root field's arguments, and what is in them. Identifiers and cursors are what they are parsed to.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLSchema,
} from 'graphql';
import { disagreements } from '../../src/auth/schema-audit.js';
import { REGIONS } from '../../src/domain/regions.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT, publish } from './tools/entries.js';
import { overhear } from './tools/overheard.js';

interface Place {
  readonly field: string;
  readonly path: readonly string[];
  readonly isList: boolean;
  readonly isText: boolean;
  /** The bound, as the schema tells it. */
  readonly most: number;
  readonly mostItems: number;
  /** An item that fits its type. */
  readonly item: string;
  /** Asks with a value in this place. */
  readonly ask: (value: unknown) => readonly [query: string, variables: object];
}

let api: TestApi;
let schema: GraphQLSchema;
let places: Place[];
beforeAll(async () => {
  api = await startTestApi();
  const headers = { authorization: `Bearer ${await api.token(UNIT)}` };
  schema = buildSchema(await (await fetch(`${api.address}/schema.graphql`, { headers })).text());
  const fields = Object.values(schema.getQueryType()!.getFields());
  places = fields.flatMap(({ name, args }) => args.flatMap((arg) => placesIn(name, arg, args)));
});
afterAll(() => api.close());

const ITEMS: Readonly<Record<string, string>> = { RegionCode: '0180', String: 'ord' };

function placesIn(
  name: string,
  arg: GraphQLArgument,
  args: readonly GraphQLArgument[],
  field: GraphQLArgument | GraphQLInputField = arg,
  path: readonly string[] = [arg.name],
): Place[] {
  const named = getNamedType(field.type);
  if (isInputObjectType(named))
    return Object.values(named.getFields()).flatMap((inner) =>
      placesIn(name, arg, args, inner, [...path, inner.name]),
    );
  const isList = isListType(getNullableType(field.type));
  const isText = named.name === 'String' && field.name !== 'after';
  if (!isList && !isText) return [];
  const told = (what: string) =>
    Number(new RegExp(`[Aa]t most (\\d+) ${what}`).exec(field.description ?? '')?.[1]);
  const item = isEnumType(named) ? named.getValues()[0]!.name : ITEMS[named.name]!;
  const required = args.filter((other) => other !== arg && isNonNullType(other.type));
  if (required.length > 0) throw new Error(`${name} needs more arguments`);
  const ask = (value: unknown) => {
    const inside = path.slice(1).reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
    const whole =
      name === 'statistics' ? { measure: 'ADVERTS', granularity: 'YEAR', ...(inside as object) } : inside;
    return [
      `query ($v: ${String(arg.type)}) { ${name}(${arg.name}: $v) { __typename } }`,
      { v: whole },
    ] as const;
  };
  return [
    { field: name, path, isList, isText, most: told('characters'), mostItems: told('items'), item, ask },
  ];
}

const nameOf = ({ field, path }: Place) => `${field}.${path.join('.')}`;

async function refusalsOf(query: string, variables: object) {
  const { errors, text } = await api.as(UNIT)(query, variables);
  expect(text).not.toContain('SKRÄP');
  return errors.map(({ extensions, message }) => [extensions.code, message]);
}

async function expectRefused(place: Place, value: unknown, message: string) {
  const overheard = overhear();
  expect([nameOf(place), await refusalsOf(...place.ask(value))]).toEqual([
    nameOf(place),
    [['BAD_USER_INPUT', message]],
  ]);
  expect(overheard.take()).toEqual([]);
  overheard.stop();
}

async function expectFitting(place: Place, value: unknown) {
  const refusals = await refusalsOf(...place.ask(value));
  expect([nameOf(place), refusals.filter(([, message]) => /at most/.test(message!))]).toEqual([
    nameOf(place),
    [],
  ]);
}

test('there are texts and lists, each with a bound that the schema tells', () => {
  expect(places.filter(({ isText }) => isText).map(nameOf)).toEqual(
    expect.arrayContaining([
      'activityReports.filter.organisation',
      'auditEvents.filter.action',
      'auditEvents.filter.organisation',
      'organisation.code',
      'permissions.subject',
      'referral.reference',
      'trendEntries.filter.search',
      'trendEntries.filter.topics',
    ]),
  );
  expect(places.filter(({ isList }) => isList).length).toBeGreaterThanOrEqual(10);
  for (const place of places) {
    if (place.isText) expect([nameOf(place), place.most > 0]).toEqual([nameOf(place), true]);
    if (place.isList) expect([nameOf(place), place.mostItems > 0]).toEqual([nameOf(place), true]);
  }
});

test('a text that is longer by one character is refused before any statement, one of the most is not', async () => {
  expect(await refusalsOf('{ viewer { organisation { code } } }', {})).toEqual([]); // opens the pool
  for (const place of places.filter(({ isText }) => isText)) {
    const text = 'SKRÄP'.padEnd(place.most, 'å');
    const inPlace = [...place.path, ...(place.isList ? ['0'] : [])].join('.');
    await expectRefused(
      place,
      place.isList ? [`${text}å`] : `${text}å`,
      `${inPlace}: at most ${place.most} characters.`,
    );
    await expectFitting(place, place.isList ? [text] : text);
  }
});

test('a list of one item more than it may have is refused before any statement, one of the most is not', async () => {
  for (const place of places.filter(({ isList }) => isList)) {
    const rule = `${place.path.join('.')}: at most ${place.mostItems} items.`;
    await expectRefused(place, Array(place.mostItems + 1).fill(place.item), rule);
    await expectFitting(place, Array(place.mostItems).fill(place.item));
  }
});

test('a control character is refused, an empty text is not', async () => {
  for (const place of places.filter(({ isText, isList }) => isText && !isList)) {
    await expectRefused(place, 'SKRÄP\u0000', `${place.path.join('.')}: no control characters.`);
    const refusals = await refusalsOf(...place.ask(''));
    expect([nameOf(place), refusals.filter(([, message]) => /not empty/.test(message!))]).toEqual([
      nameOf(place),
      [],
    ]);
  }
});

test('no code list is longer than a list of its codes may be', () => {
  const enums = Object.values(schema.getTypeMap()).filter(isEnumType);
  const asked = places.filter(({ isList }) => isList);
  const most = Math.min(...asked.map(({ mostItems }) => mostItems));
  for (const list of enums) expect([list.name, list.getValues().length <= most]).toEqual([list.name, true]);
  const regions = asked.find((place) => nameOf(place) === 'trendEntries.filter.regions')!;
  expect(regions.mostItems).toBe(REGIONS.length);
});

test('a list within an answer has a bound too', async () => {
  const { id } = await publish(api);
  const query = `query ($id: ID!, $changing: [TrendEntryField!]) { trendEntry(id: $id) { revisions(changing: $changing) { id } } }`;
  const titles = (count: number) => Array<string>(count).fill('TITLE');
  expect(await refusalsOf(query, { id, changing: titles(51) })).toEqual([
    ['BAD_USER_INPUT', 'changing: at most 50 items.'],
  ]);
  expect(await refusalsOf(query, { id, changing: titles(50) })).toEqual([]);
});

test('a cursor is no longer than any that is given out', async () => {
  const after = Buffer.from(JSON.stringify(['organisations', 'a'.repeat(2_000)])).toString('base64url');
  const short = Buffer.from(JSON.stringify(['organisations', 'a'])).toString('base64url');
  const query = 'query ($after: String) { organisations(after: $after) { __typename } }';
  expect(await refusalsOf(query, { after })).toEqual([
    ['BAD_USER_INPUT', 'after: not a cursor of this list in this order.'],
  ]);
  expect(await refusalsOf(query, { after: short })).toEqual([]);
});

test('a text without a bound keeps the server from starting', () => {
  const forgotten = buildSchema(
    'input AFilter { y: String } type Query { a(x: String, filter: AFilter): Int }',
  );
  expect(disagreements(forgotten)).toEqual(
    expect.arrayContaining([
      'Query.a.x is a text without a rule for its length and screening',
      'AFilter.y is a text without a rule for its length and screening',
    ]),
  );
});
