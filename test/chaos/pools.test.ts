// The same as test/security/pools.test.ts, fifty thousand times.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { borrowings } from '../security/support/borrowings.js';
import { playFaults } from '../security/support/pool-faults.js';

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

test('fifty thousand transactions that go wrong on the pools of all organisations leave nothing to the next', async () => {
  const { counts, wrong } = await playFaults(pools.all, Math.ceil(50_000 / pools.all.length));
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(`${total} transactions: ${JSON.stringify(Object.fromEntries(counts))}\n`);
  expect(wrong).toEqual([]);
  expect(total).toBeGreaterThanOrEqual(50_000);
}, 1_200_000);
