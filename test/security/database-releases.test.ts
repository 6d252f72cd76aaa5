// The database layer alone, around a release: the unit asks, the worker builds and publishes, and then it stays as it is, for the
// owner too. What each login may not do here is in support/hostile-releases.ts; this is the way it should go.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let unit: DataSource;
let worker: DataSource;
let rfsl: DataSource;
beforeAll(async () => {
  database = await cloneDatabase();
  unit = await database.sources.of('prostitutionsenheten');
  rfsl = await database.sources.of('rfsl');
  worker = await database.sources.worker();
});
afterAll(() => database.drop());

const ASK = 'insert into statistics.release (period, measures, revises) values';
const refused = (source: DataSource, sql: string) =>
  source.query(sql).then(
    () => 'done',
    (error: { code: string }) => error.code,
  );
const rows = async (source: DataSource, sql: string) => (await source.query<unknown[]>(sql)).length;
const SEEN = 'select id from statistics.release';
const COUNTS = 'select counts from statistics.published';

test.each([
  ['a period that is not made of quarters', `('2025-07', '{ADVERTS}', false)`],
  ['a period that is none', `('x', '{ADVERTS}', false)`],
  ['no measure', `('2025', '{}', false)`],
  ['a measure that there is not', `('2025', '{ADVERTS,PERSONS}', false)`],
])('the unit cannot ask for %s, which nobody could build', async (_what, values) => {
  expect(await refused(unit, `${ASK} ${values}`)).toBe('23514');
});

test('the unit asks; the others see nothing of it, nor of its counts, until the worker publishes it', async () => {
  await unit.query(`${ASK} ('2025', '{ADVERTS}', true)`);
  expect(await refused(unit, `${ASK} ('2024', '{ADVERTS}', false)`)).toBe('23505');
  expect([await rows(unit, SEEN), await rows(rfsl, SEEN)]).toEqual([1, 0]);

  const [waiting] = await worker.query<{ id: string }[]>(`${SEEN} where published_at is null`);
  const { id } = waiting!;
  const counts = (name: string) =>
    `insert into statistics.published values ('${id}', '${name}', '2025', '{40}')`;
  const basis = (name: string) => `insert into cube.basis values ('${name}', '2025', '${id}', '{41}', '{7}')`;
  await worker.query(counts('X'));
  await worker.query(basis('X'));
  for (const source of [unit, rfsl, worker]) expect(await rows(source, COUNTS)).toBe(0);
  expect(await rows(database.owner, COUNTS)).toBe(1);

  await worker.query(`update statistics.release set published_at = now(), parameters = '{}'`);
  for (const source of [unit, rfsl, worker]) expect(await rows(source, COUNTS)).toBe(1);
  expect(await rows(rfsl, SEEN)).toBe(1);
  expect(await refused(worker, counts('Y'))).toBe('42501');
  expect(await refused(worker, basis('Y'))).toBe('42501');
});

test('what is published changes for nobody: the owner is told so too', async () => {
  for (const sql of [
    `update statistics.release set notes = 'x'`,
    `update statistics.release set published_at = null, parameters = null`,
    `delete from statistics.release`,
    `truncate statistics.release cascade`,
    `update statistics.published set counts = '{9}'`,
    `delete from statistics.published`,
    `truncate statistics.published`,
    `update cube.basis set n = '{9}'`,
    `delete from cube.basis`,
    `truncate cube.basis`,
  ])
    expect([sql, await refused(database.owner, sql)]).toEqual([sql, '23001']);
});

test('what was published before is revised once in a calendar quarter, whoever asks', async () => {
  expect(await refused(unit, `${ASK} ('2024', '{ADVERTS}', true)`)).toBe('23505');
  expect(await refused(unit, `${ASK} ('2024', '{ADVERTS}', false)`)).toBe('done');
});
