// What operators and monitoring see: health, metrics, the schema of a party, and what is not there.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildSchema, isObjectType } from 'graphql';
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(api.address + path, { headers });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

test('the server is live and ready, and says so without a token', async () => {
  expect(await get('/health/live')).toMatchObject({ status: 200, text: '{"status":"live"}' });
  expect(await get('/health/ready')).toMatchObject({ status: 200, text: '{"status":"ready"}' });
});

test('metrics are in the format that Prometheus reads, and count requests and errors', async () => {
  await api.as('rfsu')('{ trendEntries { nodes { policingNotes } } }');
  const { status, type, text } = await get('/metrics');
  expect([status, type]).toEqual([200, expect.stringMatching(/^text\/plain; version=0\.0\.4/)]);
  const line = /^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)*\})? (-?[\d.e+-]+|NaN|[+-]Inf))?$/;
  expect(text.split('\n').filter((each) => !line.test(each))).toEqual([]);
  expect(text).toMatch(/^samverkan_http_request_seconds_count\{route="\/graphql",status="400"\} [1-9]/m);
  expect(text).toMatch(/^samverkan_graphql_errors_total\{code="FORBIDDEN_FIELD"\} [1-9]/m);
  expect(text).toMatch(/^process_resident_memory_bytes \d+/m);
  expect(text).not.toMatch(/rfsu|polisen/);
});

test('paths that are not there do not each make a series of their own', async () => {
  for (const path of ['/a', '/b', '/c']) await get(path);
  const { text } = await get('/metrics');
  expect(
    text.match(
      /^samverkan_http_request_seconds_count\{route="(?!\/graphql|\/health|\/metrics|\/schema)[^"]*"/gm,
    ),
  ).toHaveLength(1);
});

test('a token gets the schema of its own party as text, and nobody gets one without', async () => {
  const fieldsOf = async (organisation: string, name: string) => {
    const { status, type, text } = await get('/schema.graphql', {
      authorization: `Bearer ${await api.token(organisation)}`,
    });
    expect([status, type]).toEqual([200, 'text/plain; charset=utf-8']);
    const found = buildSchema(text).getType(name);
    return isObjectType(found) ? Object.keys(found.getFields()) : [];
  };
  expect(await fieldsOf('polisen-stockholm', 'TrendEntry')).toContain('policingNotes');
  expect(await fieldsOf('rfsu', 'TrendEntry')).not.toContain('policingNotes');
  expect(await fieldsOf('polisen-stockholm', 'Mutation')).toContain('submitReferralFlag');
  expect(await fieldsOf('rfsu', 'Mutation')).not.toContain('submitReferralFlag');
  expect((await get('/schema.graphql')).status).toBe(401);
});

test('what is not there is told in the shape that GraphQL clients understand', async () => {
  const { status, type, text } = await get('/nowhere');
  expect([status, type]).toEqual([404, 'application/json; charset=utf-8']);
  expect(JSON.parse(text)).toEqual({
    errors: [
      {
        message: 'Not found. The API is POST /graphql.',
        extensions: { code: 'NOT_FOUND', requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
      },
    ],
  });
});
