// `check-releases` on the real command line: every release comes out as it was published, or what does not is named.
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { cluster } from '../support/database.js';
import { CELL_SECRET, ROW, release, send, tamper } from '../api/tools/statistics.js';
import { run } from './tools/command-line.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await send(api, [{ ...ROW, count: 50 }]);
  await release(api, '2025-Q1');
  await send(api, [{ ...ROW, count: 20 }]);
  await tamper(
    api.database.owner,
    `update statistics.release set requested_at = requested_at - interval '100 days'`,
  );
  await release(api, '2025-Q2'); // revises the first quarter
  await api.database.owner.query('create table kept_published as table statistics.published');
  await api.database.owner.query('create table kept_basis as table cube.basis');
});
afterAll(() => api.close());
beforeEach(() =>
  tamper(
    api.database.owner,
    ...['statistics.published', 'cube.basis'].flatMap((table) => [
      `delete from ${table}`,
      `insert into ${table} select * from kept_${table.split('.')[1]}`,
    ]),
  ),
);

function check(secrets: Record<string, string> = { CELL_SECRET }) {
  // A folder without a development server, whose secrets a command would take.
  const database = { DATABASE_URL: api.database.url, LOGIN_SECRET: cluster.loginSecret, DATA_DIR: tmpdir() };
  return run(['check-releases'], { ...database, ...secrets });
}

test('says so when all come out as they were published, a revised one and the one before it', async () => {
  const [row] = await api.database.owner.query<{ count: number }[]>(
    `select count(*)::int as count from cube.basis where name = 'ADVERTS/QUARTER/TOTAL' and period = '2025-Q1'`,
  );
  expect(row).toEqual({ count: 2 });
  expect(await check()).toEqual({
    code: 0,
    stdout: '2 releases come out as they were published.\n',
    stderr: '',
  });
});

const FIRST = `release_id = (select id from statistics.release where period = '2025-Q1')`;
const GENDER = `name = 'ADVERTS/QUARTER/GENDER' and period = '2025-Q1' and ${FIRST}`;
test.each([
  ['a published count', `update statistics.published set counts[1] = counts[1] + 1 where ${GENDER}`],
  ['a published table that is gone', `delete from statistics.published where ${GENDER}`],
  ['a true count', `update cube.basis set n[1] = n[1] + 100 where ${GENDER}`],
  ['true counts that are gone', `delete from cube.basis where ${GENDER}`],
])('names the table when somebody changed %s', async (_what, statement) => {
  await tamper(api.database.owner, statement);
  const { code, stdout, stderr } = await check();
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr.trim().split('\n')).toEqual([
    'Not as they were published:',
    'release of 2025-Q1: ADVERTS/QUARTER/GENDER 2025-Q1',
  ]);
});

test('is refused with another secret, and without one', async () => {
  const other = await check({ CELL_SECRET: `another ${CELL_SECRET}` });
  expect(other).toEqual({
    code: 1,
    stdout: '',
    stderr: 'CELL_SECRET is not the one that earlier releases were built with.\n',
  });
  expect(await check({})).toEqual({ code: 1, stdout: '', stderr: '`check-releases` needs CELL_SECRET.\n' });
  const short = await check({ CELL_SECRET: 'short' });
  expect([short.code, short.stderr]).toEqual([
    1,
    expect.stringMatching(/^The environment is not usable:\n {2}CELL_SECRET: .*32/),
  ]);
  expect(short.stderr).not.toContain('short');
});
