// A statement that takes longer than it may: a query asks for less, a mutation is sent again.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { loginOf } from '../../src/store/login.js';
import { openOwner } from '../../src/store/migrate.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { publish, type Entry } from './tools/entries.js';

const ENTRIES = '{ trendEntries { nodes { id } } }';
const VERDICT = `mutation ($input: CorroborateInput!) {
  corroborateTrendEntry(input: $input) { errors { code } } }`;

let api: TestApi;
let entry: Entry;
beforeAll(async () => {
  api = await startTestApi();
  entry = await publish(api);
});
afterAll(() => api.close());

/** Does something while nobody can read trend entries, and the sessions of an organisation that begin now wait so long. */
async function whileHeld<T>(organisation: string, limit: string, act: () => Promise<T>): Promise<T> {
  const holder = await openOwner(api.database.url);
  const [{ name }] = await holder.query<[{ name: string }]>('select current_database() as name');
  await holder.query(`alter role ${loginOf(organisation)} in database ${name} set ${limit} = '100ms'`);
  await holder.query('begin; lock table trends.entry in access exclusive mode');
  try {
    return await act();
  } finally {
    await holder.destroy();
  }
}

test('a query is refused for its time, and is not to be sent again', async () => {
  const { status, data, errors, text } = await whileHeld('rfsu', 'statement_timeout', () =>
    api.as('rfsu')(ENTRIES),
  );
  expect([status, data, errors.map(({ extensions }) => extensions.code)]).toEqual([
    200,
    null,
    ['QUERY_TOO_COMPLEX'],
  ]);
  expect(errors[0]!.message).toBe('statement time: at most 5 s; ask for less.');
  expect(errors[0]!.path).toEqual(['trendEntries']);
  expect(text).not.toContain('trends.entry');
});

test('a table beside GraphQL is refused alike', async () => {
  const headers = { authorization: `Bearer ${await api.token('rfsu')}` };
  const url = '/statistics.csv?measure=ADVERTS&granularity=YEAR';
  const holder = await openOwner(api.database.url);
  await holder.query('begin; lock table statistics.release in access exclusive mode');
  const { statusCode, body, headers: told } = await api.app.inject({ url, headers });
  await holder.destroy();
  expect([statusCode, told['retry-after'], JSON.parse(body).errors[0].extensions.code]).toEqual([
    400,
    undefined,
    'QUERY_TOO_COMPLEX',
  ]);
});

test('a mutation is sent again: nobody knows what came of it', async () => {
  const input = { id: entry.id, verdict: 'CONFIRMS' };
  const send = () => api.as('rfsl')(VERDICT, { input });
  const { status, errors } = await whileHeld('rfsl', 'statement_timeout', send);
  expect([status, errors.map(({ extensions }) => extensions.code)]).toEqual([503, ['UNAVAILABLE']]);
  expect((await send()).data.corroborateTrendEntry.errors).toEqual([]);
});

test('a query that waits for somebody else is sent again too', async () => {
  const { status, errors } = await whileHeld('smittskydd-stockholm', 'lock_timeout', () =>
    api.as('smittskydd-stockholm')(ENTRIES),
  );
  expect([status, errors.map(({ extensions }) => extensions.code)]).toEqual([503, ['UNAVAILABLE']]);
});
