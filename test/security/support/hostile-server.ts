// SQL that an injection could run against the server itself: other identities, other objects, the machine below, and columns
// by the back door.
import type { Attack } from './hostile-rows.js';

const UNIT = ['prostitutionsenheten'];
const attack = (sql: string, allowed: readonly string[] = []): Attack => ({
  name: sql.slice(0, 90),
  sql,
  allowed,
});
/** Not tried as the owner: it would reach beyond the test. */
const uncontrolled = (sql: string): Attack => ({ name: sql.slice(0, 90), sql, control: false });

/** Cannot run in a transaction. */
const alone = (sql: string): Attack => ({ ...uncontrolled(sql), alone: true });

const IDENTITY = [
  attack('set role samverkan_municipality'),
  attack('set role samverkan_service'),
  attack('set role samverkan_owner'),
  attack('set role samverkan_org_bromma'),
  attack('set role samverkan_unit', UNIT),
  attack('set session authorization samverkan_org_bromma'),
  attack('set session authorization samverkan_owner'),
  attack(`select set_config('role', 'samverkan_municipality', true)`),
  attack(`select set_config('session_authorization', 'samverkan_org_bromma', true)`),
  attack('grant samverkan_municipality to current_user'),
  attack('grant samverkan_municipality to samverkan_org_bromma'),
  attack('grant pg_read_all_data to samverkan_org_rfsl'),
  attack('alter role current_user bypassrls'),
  attack('alter role current_user superuser'),
  attack('alter role current_user createrole'),
  attack(`alter role samverkan_org_bromma password 'x'`),
  attack(`alter role samverkan_org_bromma set search_path = 'x'`),
  attack('alter role samverkan_org_bromma nologin'),
  attack('create role accomplice login superuser'),
  attack('drop role samverkan_org_bromma'),
  attack('reassign owned by samverkan_municipality to samverkan_org_bromma'),
  attack('grant select on referrals.referral to public'),
  attack('alter default privileges for role samverkan_owner grant select on tables to public'),
  uncontrolled('set row_security = off; select id from referrals.referral'),
  attack('set session_replication_role = replica'),
];

const OBJECTS = [
  attack('create table public.loot (x text)'),
  attack('create table referrals.loot (x text)'),
  attack('create schema loot'),
  attack('create view trends.loot as select 1 as x'),
  attack('create materialized view journal.loot as select 1 as x'),
  attack(`create function public.loot() returns int language sql as 'select 1'`),
  attack(
    `create or replace function directory.session_party() returns text language sql as $$ select 'UNIT' $$`,
  ),
  attack(`alter function directory.session_party() set search_path = 'x'`),
  attack('alter function directory.session_party() security invoker'),
  attack('alter table referrals.referral disable row level security'),
  attack('alter table referrals.referral no force row level security'),
  attack('alter table referrals.referral owner to samverkan_org_rfsl'),
  attack('drop policy read on referrals.referral'),
  attack('create policy mine on referrals.referral using (true)'),
  attack('alter policy read on referrals.referral using (true)'),
  attack('drop trigger immutable on trends.revision'),
  attack('alter table trends.revision disable trigger all'),
  attack(
    `create trigger mine before insert on journal.audit for each row execute function trends.refuse_change()`,
  ),
  attack('create rule mine as on insert to journal.audit do instead nothing'),
  attack(`comment on table referrals.referral is 'x'`),
  attack('drop table referrals.supporter'),
  attack('drop schema journal cascade'),
  attack('alter table trends.entry add mine text'),
  attack('lock table trends.revision in access exclusive mode'),
  attack('lock table journal.audit in share mode'),
  attack('reindex table trends.revision'),
  attack('create publication mine for all tables'),
  uncontrolled('create extension dblink'),
  uncontrolled('create extension postgres_fdw'),
  uncontrolled('create extension file_fdw'),
  uncontrolled('create language plperlu'),
  alone('create database mine'),
  alone(`create subscription mine connection 'host=/nowhere' publication mine`),
  uncontrolled(`load 'plpgsql'`),
];

const MACHINE = [
  uncontrolled(`copy (select 1) to program 'true'`),
  uncontrolled(`copy (select 1) to '/nowhere/loot'`),
  uncontrolled(`copy journal.audit from '/nowhere/loot'`),
  uncontrolled(`copy journal.audit from program 'true'`),
  uncontrolled(`copy referrals.referral to stdout`),
  uncontrolled(`copy journal.audit (subject) to stdout`),
  uncontrolled(`select pg_read_file('PG_VERSION')`),
  uncontrolled(`select pg_read_binary_file('PG_VERSION')`),
  attack(`select pg_ls_dir('.')`),
  uncontrolled(`select lo_import('/nowhere')`),
  uncontrolled(`select lo_export(1, '/nowhere/loot')`),
  attack('select * from pg_authid'),
  attack('select * from pg_shadow'),
  attack('select count(*) from pg_largeobject'),
  attack('select * from pg_statistic'),
  attack('select count(*) from pg_user_mapping'),
  attack('select * from pg_hba_file_rules'),
  attack('show data_directory'),
  attack('show hba_file'),
  alone(`alter system set log_statement = 'all'`),
  uncontrolled('select pg_reload_conf()'),
  uncontrolled('select pg_rotate_logfile()'),
  uncontrolled('checkpoint'),
  uncontrolled('select pg_stat_reset()'),
  uncontrolled('select pg_switch_wal()'),
  uncontrolled(`select pg_create_physical_replication_slot('mine')`),
  uncontrolled(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'samverkan_owner' and pid <> pg_backend_pid()`,
  ),
  uncontrolled(
    `select pg_cancel_backend(pid) from pg_stat_activity where usename = 'samverkan_owner' and pid <> pg_backend_pid()`,
  ),
  attack('select * from public.samverkan_migrations'),
];

/** Each asks for a column that nobody among the attackers has; the words around it differ. */
const BACK_DOORS = [
  'select * from referrals.supporter',
  'select * from trends.entry e, journal.audit a',
  'select xmin, ctid from referrals.referral',
  'select f from referrals.referral f',
  'select row_to_json(f) from referrals.referral f',
  'select f::text from referrals.referral f',
  'select to_jsonb(a) from journal.audit a',
  'select id from referrals.referral order by (select subject from journal.audit limit 1)',
  'select e.id from trends.entry e where not exists (select from journal.outbox o where o.object_id = e.id)',
  'select count(a.subject) over () from journal.audit a',
  'with a as materialized (select subject from journal.audit) select * from a',
  'select v.n, a.subject from (values (1)) v (n) left join lateral (select subject from journal.audit) a on true',
  'update journal.idempotency set outcome = to_jsonb(operation)',
  'update journal.idempotency set outcome = null returning operation',
  'update journal.idempotency set outcome = null returning *',
  'prepare loot as select subject from journal.audit; execute loot',
  'declare loot cursor for select subject from journal.audit',
  'explain select subject from journal.audit',
  'create temp table loot as select subject from journal.audit',
  'create temp view loot as select subject from journal.audit; select * from loot',
  `do $$ begin perform subject from journal.audit; end $$`,
  `create function pg_temp.loot() returns setof text language sql as 'select subject from journal.audit'; select pg_temp.loot()`,
  `select query_to_xml('select subject from journal.audit', true, true, '')`,
  `select table_to_xml('journal.audit', true, true, '')`,
  'select id from journal.audit for update',
  'table journal.audit',
].map((sql) => attack(sql));

export const SERVER_ATTACKS: readonly Attack[] = [...IDENTITY, ...OBJECTS, ...MACHINE, ...BACK_DOORS];
