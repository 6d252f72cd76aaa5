// Nobody borrows a connection with another's state on it, whatever has happened on it before; test/chaos plays fifty thousand.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { borrowings } from './support/borrowings.js';
import { FAULTS, LASTING, LOCK, leftOver, playFaults } from './support/pool-faults.js';

let database: TestDatabase;
let pools: Awaited<ReturnType<typeof borrowings>>;
beforeAll(async () => {
  database = await cloneDatabase();
  pools = await borrowings(database);
});
afterAll(async () => {
  await pools.close();
  await database.drop();
});

test('whoever borrows a connection sees what somebody has left on it: the control that the next test can fail', async () => {
  const borrowing = pools.all[0]!;
  expect(await leftOver(borrowing)).toEqual([]);
  await borrowing.source.query(LASTING(borrowing));
  await borrowing.source.query(`begin; ${LOCK}`);
  expect(await leftOver(borrowing)).toEqual([
    'a role',
    'an open transaction',
    'a variable',
    'a limit',
    'a channel',
    'a cursor',
    'a statement',
  ]);
  await borrowing.source.query('rollback');
  await borrowing.source.query('discard all');
  expect(await leftOver(borrowing)).toEqual([]);
});

test('a thousand transactions that go wrong on the pools of all organisations leave nothing to the next', async () => {
  const { counts, wrong } = await playFaults(pools.all, Math.ceil(1_000 / pools.all.length));
  expect(wrong).toEqual([]);
  expect([...counts.keys()].sort()).toEqual([...Object.keys(FAULTS), 'nothing'].sort());
});
