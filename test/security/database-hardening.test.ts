// What PostgreSQL gives everybody by default, and no organisation's login has here.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { grantDifferences } from '../../src/store/live-grants.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

test.each([
  'select n_live_tup from pg_stat_all_tables',
  'select n_tup_ins from pg_stat_user_tables',
  "select pg_stat_get_live_tuples('referrals.referral'::regclass)",
  "select pg_relation_size('referrals.referral')",
  "select pg_total_relation_size('trends.draft')",
  "select pg_stat_get_mod_since_analyze('referrals.referral'::regclass)",
  "select pg_stat_get_ins_since_vacuum('referrals.message'::regclass)",
  'select usename, state from pg_stat_activity',
  'select pid, mode from pg_locks',
  'select pg_blocking_pids(1)',
  'select pid from pg_stat_replication',
  'select last_value from pg_sequences',
  'create temporary table mine (x int)',
  'select lo_create(0)',
  'select pg_advisory_lock(1)',
  'select pg_advisory_lock_shared(1, 2)',
  "select pg_try_advisory_lock(hashtext('samverkan webhooks'))",
  "select pg_try_advisory_xact_lock(hashtext('samverkan sealer'))",
  "select pg_advisory_xact_lock(hashtext('samverkan logins'))",
])('no login can: %s', async (statement) => {
  const rfsl = await database.sources.of('rfsl');
  await expect(rfsl.query(statement)).rejects.toMatchObject({ driverError: { code: '42501' } });
  // The statement itself is fine: the owner may run it.
  await database.owner.query(`begin; ${statement}; rollback`);
});

test('no login can ask anything of the statistics that PostgreSQL collects, of which there are many', async () => {
  const STATISTICS = `select p.oid::regprocedure::text as name from pg_proc p
    where p.proname ~ '^pg_stat_get_' and has_function_privilege('samverkan_org_rfsl', p.oid, 'execute') = $1`;
  expect(await database.owner.query(STATISTICS, [true])).toEqual([]);
  expect((await database.owner.query<unknown[]>(STATISTICS, [false])).length).toBeGreaterThan(100);
});

test.each([
  ['a column granted to one login', 'grant select (note) on referrals.referral to samverkan_org_rfsl'],
  ['a column granted to everybody', 'grant select (note) on referrals.referral to public'],
  ['a login in a second party', 'grant samverkan_police to samverkan_org_rfsl'],
  ['a party in another', 'grant samverkan_unit to samverkan_rfsl'],
  ['a login that reads everything', 'grant pg_read_all_data to samverkan_org_rfsl'],
  ['a schema where anyone creates', 'grant create on schema referrals to samverkan_rfsl'],
  ['a function open to everybody', 'grant execute on function trends.searchable_note(text) to public'],
  ['a sequence', 'grant usage on all sequences in schema journal to samverkan_rfsl'],
])('the server does not boot with %s', async (_what, statement) => {
  const { owner } = database;
  expect(await grantDifferences(owner)).toEqual([]);
  await owner.query('begin');
  try {
    await owner.query(statement);
    expect(await grantDifferences(owner)).not.toEqual([]);
  } finally {
    await owner.query('rollback');
  }
});
