// Whatever goes wrong, the answer holds no value that somebody sent and no detail of the database.
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GraphQLError, buildSchema, parse, validate } from 'graphql';
import { compiledGateway } from '../../src/http/executor.js';
import { refusalOf } from '../../src/http/format-error.js';

const schema = buildSchema(`
  enum Colour { RED GREEN }
  input Inner { colour: Colour! count: Int!  names: [String!] }
  type Query { paint(colour: Colour, count: Int, on: Boolean, id: ID, inner: Inner, list: [Int!], text: String): String }
`);

/** What the API answers to a document with variables: the same validation, the same executor, the same words. */
async function refusals(query: string, variables: Record<string, unknown> = {}) {
  const document = parse(query);
  const invalid = validate(schema, document).map(({ message }) =>
    refusal('GRAPHQL_VALIDATION_FAILED', message),
  );
  if (invalid.length > 0) return invalid;
  const { executor } = await compiledGateway(schema).load({} as never);
  const operation = document.definitions[0];
  const result = await executor!({ document, operation, request: { variables }, context: {} } as never);
  return (result.errors ?? []).map(refusalOf);
}

const refusal = (code: string, message: string) =>
  refusalOf(new GraphQLError(message, { extensions: { code } }));

const SECRET = '19121212-1212';

describe('values that clients send stay out of messages', () => {
  test.each([
    ['an enum', `{ paint(colour: "${SECRET}") }`],
    ['an integer', `{ paint(count: "${SECRET}") }`],
    ['a boolean', `{ paint(on: "${SECRET}") }`],
    ['a nested enum', `{ paint(inner: { colour: "${SECRET}", count: 1 }) }`],
    ['a list', `{ paint(list: ["${SECRET}"]) }`],
    ['a text where a number is', `{ paint(text: 1912121212120) }`],
    ['an identifier', `{ paint(id: { a: "${SECRET}" }) }`],
  ])('%s written into the document', async (_what, query) => {
    const found = await refusals(query);
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toMatch(/1912/);
  });

  test.each([
    ['an enum', 'query ($v: Colour) { paint(colour: $v) }', SECRET],
    ['an integer', 'query ($v: Int) { paint(count: $v) }', SECRET],
    [
      'an input object',
      'query ($v: Inner) { paint(inner: $v) }',
      { colour: SECRET, count: SECRET, [`x`]: SECRET },
    ],
    ['a missing field', 'query ($v: Inner) { paint(inner: $v) }', { names: [SECRET] }],
    [
      'an unknown field',
      'query ($v: Inner) { paint(inner: $v) }',
      { colour: 'RED', count: 1, other: SECRET },
    ],
    ['a list', 'query ($v: [Int!]) { paint(list: $v) }', [1, SECRET]],
    ['an object for a text', 'query ($v: String) { paint(text: $v) }', { a: SECRET }],
  ])('%s sent as a variable', async (_what, query, v) => {
    const found = await refusals(query, { v });
    expect(found.length).toBeGreaterThan(0);
    expect(JSON.stringify(found)).not.toMatch(/1912/);
    for (const { code, message } of found)
      expect([code, message]).toEqual(['BAD_USER_INPUT', expect.stringMatching(/\$v/)]);
  });

  // Each is what a pattern of graphql-js's messages begins with: read for the square of its length, one value would take minutes.
  test.each([
    ...[
      '; Value ',
      '; Date: to be ',
      '; Field "',
      '; Enum ',
      'cannot represent ',
      'Expected type ',
      'Value "',
    ],
    ...[' Did you mean ', '; Value "x" in ', '1912'],
  ])('a value of 250 kB of %p, as a variable and in the document', async (part) => {
    const text = part.repeat(250_000 / part.length);
    const byVariable = await refusals('query ($v: Int) { paint(count: $v) }', { v: text });
    expect(byVariable).toEqual([
      { code: 'BAD_USER_INPUT', message: expect.stringMatching(/^Variable "\$v": .{1,60}$/) },
    ]);
    const [written] = await refusals(`{ paint(count: ${JSON.stringify(text)}) }`);
    expect(written!.message.length).toBeLessThan(100);
    const name = `n${part.replace(/\W/g, '').repeat(20_000)}`;
    const [named] = await refusals(`query ($${name}: Int) { paint(count: $${name}) }`, { [name]: text });
    expect(named!.message.length).toBeLessThan(100);
  });

  // A value may read like one of our rules to its end.
  test.each(['Date: Anna Andersson 1912', 'Field \"Anna 1912\" of required type \"X\" was not provided'])(
    'a value that reads like a rule: %s',
    async (rule) => {
      for (const v of [`foo; ${rule}. Did you mean x`, `foo; ${rule}. Did you mean x?`])
        for (const type of ['Int', 'String', 'Inner']) {
          const field = { Int: 'count', String: 'list', Inner: 'inner' }[type]!;
          const found = await refusals(`query ($v: ${type}) { paint(${field}: $v) }`, { v });
          expect(found.length).toBeGreaterThan(0);
          expect(JSON.stringify(found)).not.toMatch(/Anna|1912/);
        }
    },
  );

  // So may its keys, which graphql-js repeats as they are.
  test.each([
    ' at "v.Anna_1912"; ',
    '; Field "x" is not defined by type "Anna_1912". Did you mean ',
    '" is not defined by type "Anna_1912".',
    '; Value x in "Anna_1912" enum. Did you mean ',
    '" does not exist in "Anna_1912" enum. Did you mean "x"?',
    'x" of required type "Anna_1912" was not provided.',
    '; Date: Anna_1912',
  ])('a key, or a text, that reads like a message: %s', async (text) => {
    for (const [type, field] of [
      ['Int', 'count'],
      ['Colour', 'colour'],
      ['Inner', 'inner'],
      ['[Int!]', 'list'],
    ] as const)
      for (const v of [
        text,
        { [text]: 1 },
        [{ [text]: 1 }],
        { colour: text, count: { [text]: 1 }, [text]: 1 },
      ]) {
        const found = await refusals(`query ($v: ${type}) { paint(${field}: $v) }`, { v });
        expect(found.length).toBeGreaterThan(0);
        expect(JSON.stringify(found)).not.toMatch(/Anna|1912/);
      }
  });

  test('whatever the value is', async () => {
    const value = fc.string({ minLength: 8 }).filter((text) => !/^[\s.:;"'()[\]{}$,!?-]*$/.test(text));
    await fc.assert(
      fc.asyncProperty(value, async (text) => {
        const found = await refusals('query ($v: Inner) { paint(inner: $v) }', {
          v: { colour: text, count: text, [text]: 1 },
        });
        expect(found.length).toBeGreaterThan(0);
        for (const { message } of found) expect(message).not.toContain(text);
      }),
    );
  });
});

test('a detail of the database is an internal error or an unavailable database, in our words', () => {
  const violation = Object.assign(new Error(`duplicate key value ("${SECRET}")`), { code: '23505' });
  expect(refusalOf(violation)).toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  expect(refusalOf(violation).message).not.toMatch(/1912/);
  const away = Object.assign(new Error('terminating connection'), { code: '57P01' });
  expect(refusalOf(new GraphQLError('x', { originalError: away }))).toMatchObject({ code: 'UNAVAILABLE' });
  for (const said of [
    'timeout exceeded when trying to connect',
    'Connection terminated unexpectedly',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'Cannot use a pool after calling end on the pool',
  ])
    expect(refusalOf(new Error(said))).toMatchObject({ code: 'UNAVAILABLE' });
});

test('a document that is nested deeper than the parser can go is refused for its depth', () => {
  // Deep within other calls the stack is full after few fields; on a stack of its own, after thousands.
  const nested = `${'{ a '.repeat(100)}`;
  const parseDeepDown = (): unknown => {
    try {
      return parseDeepDown();
    } catch {
      try {
        return parse(nested);
      } catch (error) {
        return error;
      }
    }
  };
  const failure = parseDeepDown() as Error;
  expect(failure).toBeInstanceOf(RangeError);
  const options = { originalError: failure, extensions: { code: 'GRAPHQL_PARSE_FAILED' } };
  expect(refusalOf(new GraphQLError(failure.message, options))).toEqual({
    code: 'QUERY_TOO_COMPLEX',
    message: 'depth: at most 15 in one operation.',
  });
  // The control: the same document where there is room is no document, and is refused as that.
  expect(() => parse(nested)).toThrow(/Syntax Error/);
  const said = { ...options, originalError: new GraphQLError('Syntax Error: Expected Name, found <EOF>.') };
  expect(refusalOf(new GraphQLError('x', said)).code).toBe('GRAPHQL_PARSE_FAILED');
});
