// Which of several failures is answered does not depend on which came first: that would tell what was the quicker to look for.
import { expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { buildSchema, parse, type GraphQLSchema } from 'graphql';
import { compiledGateway } from '../../src/http/executor.js';
import { failingInOrder } from '../../src/http/failing-in-order.js';

/** A schema whose fields answer, or fail by what is answered or thrown, after so many milliseconds. */
function racing(after: Readonly<Record<string, number>>): GraphQLSchema {
  const schema = buildSchema('type Query { one: Int! two: Int! three: Int! good: Int! maybe: Int }');
  for (const [name, field] of Object.entries(schema.getQueryType()!.getFields()))
    field.resolve = async () => {
      if (after[name]) await pause(after[name]);
      if (name === 'good') return 1;
      if (name === 'two') return new Error(name);
      throw new Error(name);
    };
  return schema;
}

async function answered(schema: GraphQLSchema, query: string) {
  const document = parse(query);
  const { executor } = await compiledGateway(schema).load({} as never);
  const asked = { document, operation: document.definitions[0], request: {}, context: {} };
  const { data, errors = [] } = await executor!(asked as never);
  return { data, errors: errors.map(({ message }) => message) };
}

const ORDERS = [
  { one: 0, two: 20, three: 40, good: 10, maybe: 5 },
  { one: 40, two: 20, three: 0, good: 60, maybe: 0 },
  { one: 20, two: 0, three: 40, good: 0, maybe: 70 },
  { one: 0, two: 0, three: 0, good: 0, maybe: 0 },
];

test.each([
  '{ good one two three }',
  '{ three good two one }',
  '{ maybe two one }',
  '{ two maybe good one }',
])('%s', async (query) => {
  const answers: unknown[] = [];
  for (const after of ORDERS) answers.push(await answered(failingInOrder(racing(after)), query));
  expect(answers).toEqual(ORDERS.map(() => answers[0]));
  const first = query.match(/one|two|three/)![0];
  expect(answers[0]).toMatchObject({ data: null, errors: expect.arrayContaining([first]) });
});

test('without it the quickest failure is answered: the control', async () => {
  const answers: unknown[] = [];
  for (const after of ORDERS)
    answers.push(JSON.stringify(await answered(racing(after), '{ one two three }')));
  expect(new Set(answers).size).toBeGreaterThan(1);
});

test('what is answered is answered as before', async () => {
  expect(await answered(failingInOrder(racing({})), '{ good again: good maybe }')).toEqual({
    ...{ data: { good: 1, again: 1, maybe: null }, errors: ['maybe'] },
  });
});
