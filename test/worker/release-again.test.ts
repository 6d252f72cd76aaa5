// Building the same release again, by another worker, by several, and after one was killed in the middle: the same numbers, once.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openOwner } from '../../src/store/migrate.js';
import { buildRelease } from '../../src/worker/releases.js';
import { AUDIT_SECRET as AUDIT_KEY } from '../api/tools/audit.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { cluster, openSources } from '../support/database.js';
import { tablesOf } from '../api/tools/known-records.js';
import { CELL_SECRET, ROW, release, send, tamper } from '../api/tools/statistics.js';
import { launch } from '../commands/tools/command-line.js';

let api: TestApi;
let id: string;
let numbers: Map<string, number[]>;
beforeAll(async () => {
  api = await startTestApi();
  const genders = ['WOMAN', 'MAN', 'OTHER', 'UNKNOWN'];
  await send(
    api,
    genders.flatMap((gender) =>
      ['0180', '1280'].map((municipality, index) => ({ ...ROW, gender, municipality, count: 7 + index })),
    ),
  );
  id = await release(api, '2025');
  numbers = await tablesOf(api.database.owner, id);
});
afterAll(() => api.close());

const newWorker = () => openSources(api.database.url, 2);

/** Puts the release back into the queue, as if nobody had built it yet. */
const forget = () =>
  tamper(
    api.database.owner,
    'delete from statistics.published',
    'delete from cube.basis',
    'update statistics.release set published_at = null, parameters = null',
    `delete from journal.audit where action = 'buildRelease'`,
    `delete from journal.outbox where kind = 'buildRelease'`,
  );

/** How many rows of a build there are. */
async function traces() {
  const [row] = await api.database.owner.query<Record<string, number>[]>(
    `select (select count(*) from statistics.published)::int as published, (select count(*) from cube.basis)::int as bases,
       (select count(*) from statistics.release where published_at is not null)::int as releases,
       (select count(*) from journal.audit where action = 'buildRelease')::int as audited,
       (select count(*) from journal.outbox where kind = 'buildRelease')::int as told`,
  );
  return row;
}
const WHOLE = () => ({ published: numbers.size, bases: numbers.size, releases: 1, audited: 1, told: 1 });
const NOTHING = { published: 0, bases: 0, releases: 0, audited: 0, told: 0 };

test('another worker gets the same numbers', async () => {
  expect(await traces()).toEqual(WHOLE());
  await forget();
  expect(await traces()).toEqual(NOTHING);
  const other = newWorker();
  expect(await buildRelease(await other.worker(), CELL_SECRET)).toBe(true);
  await other.close();
  expect(await tablesOf(api.database.owner, id)).toEqual(numbers);
});

test('several workers at once build it once', async () => {
  await forget();
  const workers = Array.from({ length: 4 }, newWorker);
  const sources = await Promise.all(workers.map((worker) => worker.worker()));
  const built = await Promise.all(sources.map((source) => buildRelease(source, CELL_SECRET)));
  expect(built.filter(Boolean)).toHaveLength(1);
  expect(await traces()).toEqual(WHOLE());
  expect(await tablesOf(api.database.owner, id)).toEqual(numbers);
  expect(await buildRelease(sources[0]!, CELL_SECRET)).toBe(false);
  await Promise.all(workers.map((worker) => worker.close()));
});

describe('a worker that is killed', () => {
  /** The server process that waits to write into the table, or undefined. */
  async function waiting(table: string): Promise<number | undefined> {
    const [row] = await api.database.owner.query<{ pid: number }[]>(
      `select pid from pg_stat_activity where datname = current_database() and usename = 'samverkan_worker'
         and wait_event_type = 'Lock' and query like '%insert into ' || $1 || ' %'`,
      [table],
    );
    return row?.pid;
  }
  const isServing = async (pid: number) =>
    (await api.database.owner.query<object[]>('select from pg_stat_activity where pid = $1', [pid])).length >
    0;

  // Before anything is written, between true counts and tables, and when all but the last line is.
  test.each(['cube.basis', 'statistics.published', 'journal.outbox'])(
    'while it writes into %s leaves nothing, and the next one builds the whole',
    async (table) => {
      await forget();
      const secrets = {
        DATABASE_URL: api.database.url,
        LOGIN_SECRET: cluster.loginSecret,
        CELL_SECRET,
        AUDIT_KEY,
        WEBHOOK_KEY: CELL_SECRET,
      };
      const locking = await openOwner(api.database.url);
      await locking.query('begin');
      await locking.query(`lock table ${table} in share mode`);
      const worker = await launch(['worker'], secrets, 'The worker keeps');
      let pid: number | undefined;
      for (let tries = 0; tries < 600 && pid === undefined; tries += 1) {
        await pause(10);
        pid = await waiting(table);
      }
      expect(await worker.end('SIGKILL')).toBeNull();
      await locking.destroy();
      expect(pid).toBeDefined();
      while (await isServing(pid!)) await pause(10);
      expect(await traces()).toEqual(NOTHING);
      expect(await buildRelease(await api.database.sources.worker(), CELL_SECRET)).toBe(true);
      expect(await traces()).toEqual(WHOLE());
      expect(await tablesOf(api.database.owner, id)).toEqual(numbers);
    },
  );
});

describe('what is published never changes, not even by the owner', () => {
  test.each([
    `update statistics.published set counts[1] = counts[1] + 1 where name = 'ADVERTS/YEAR/TOTAL'`,
    `delete from statistics.published where name = 'ADVERTS/YEAR/TOTAL'`,
    'truncate statistics.published',
    `update cube.basis set n[1] = n[1] + 1 where name = 'ADVERTS/YEAR/TOTAL'`,
    `delete from cube.basis where name = 'ADVERTS/YEAR/TOTAL'`,
    'truncate cube.basis',
    `update statistics.release set notes = 'Annat.'`,
    'delete from statistics.release',
    'truncate statistics.release cascade',
  ])('%s', async (statement) => {
    await expect(api.database.owner.query(statement)).rejects.toThrow('what is published never changes');
    expect(await tablesOf(api.database.owner, id)).toEqual(numbers);
  });

  test('while a release that waits may', async () => {
    await forget();
    await api.database.owner.query(`update statistics.release set notes = 'Annat.'`);
    expect(await buildRelease(await api.database.sources.worker(), CELL_SECRET)).toBe(true);
  });
});
