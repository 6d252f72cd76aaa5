// What is refused for its Accept header before anything runs is exactly what Apollo Server would refuse when everything has run.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ApolloServer, HeaderMap } from '@apollo/server';
import fc from 'fast-check';
import { isAcceptable, NOT_ACCEPTABLE } from '../../src/http/acceptable.js';

const apollo = new ApolloServer({
  typeDefs: 'type Query { a: Int }',
  includeStacktraceInErrorResponses: false,
});
beforeAll(() => apollo.start());
afterAll(() => apollo.stop());

/** How Apollo Server answers a query under an Accept header: with the status and what it says. */
async function answered(accept: string) {
  const headers = new HeaderMap([
    ['accept', accept],
    ['content-type', 'application/json'],
  ]);
  const { status, body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body: { query: '{ a }' } },
    context: async () => ({}),
  });
  return { status: status ?? 200, text: body.kind === 'complete' ? body.string : '' };
}

test.each([
  ['', true],
  ['*/*', true],
  ['application/*', true],
  ['application/json', true],
  ['application/json;charset=utf-8', true],
  ['APPLICATION/JSON', true],
  ['text/html, application/graphql-response+json;q=0.1', true],
  ['application/json; callbackSpec=1.0', true],
  ['text/html', false],
  ['application/xml', false],
  ['text/event-stream', false],
  ['application/json;charset=utf-16', false],
  ['application/*;q=0', false],
  ['multipart/mixed; deferSpec=20220824', false],
  ['?', false],
])('%p: %p', async (accept, isTaken) => {
  expect(isAcceptable(accept)).toBe(isTaken);
  const { status, text } = await answered(accept);
  expect(status).toBe(isTaken ? 200 : 406);
  if (!isTaken) expect(JSON.parse(text).errors[0].message).toBe(NOT_ACCEPTABLE);
});

test('whatever the header is', async () => {
  const type = fc.constantFrom(
    ...[
      'application/json',
      'application/graphql-response+json',
      'application/*',
      '*/*',
      'text/html',
      '*',
      '',
    ],
  );
  const parameter = fc.constantFrom(
    ...['', ';q=0', ';q=0.5', '; charset=utf-8', ';charset="utf-8"', ';charset=latin1', '; callbackSpec=1.0'],
  );
  const range = fc.tuple(type, parameter, parameter).map((parts) => parts.join(''));
  const header = fc.oneof(
    fc.array(range, { maxLength: 4 }).map((ranges) => ranges.join(', ')),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(header, async (accept) => {
      expect(isAcceptable(accept)).toBe((await answered(accept)).status === 200);
    }),
    { numRuns: 500 },
  );
});
