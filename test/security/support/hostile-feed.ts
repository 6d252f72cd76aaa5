// SQL that an injection could run against the feeds: to learn what others are told of and how much, to tell them what did not happen, to
// keep from them what did, or to move their places.
import { ENTRIES } from './row-data.js';
import type { Attack } from './hostile-rows.js';

const UNIT = 'prostitutionsenheten';
const POLICE = 'polisen-stockholm';
const WORKER = 'worker';
/** Everybody of the other attacks, and the worker. */
export const FEED_ATTACKERS = ['rfsl', POLICE, 'farsta', UNIT, WORKER];
const PARTIES = FEED_ATTACKERS.filter((code) => code !== WORKER);

const entry = ENTRIES[0].id;
const of = (code: string) => `(select id from directory.organisation where code = '${code}')`;
const me = `coalesce(directory.session_organisation(), ${of('rfsl')})`;
const attack = (sql: string, ...allowed: string[]): Attack => ({
  name: sql.replace(/\s+/g, ' ').slice(0, 90),
  sql,
  allowed,
});
const uncontrolled = (sql: string, ...allowed: string[]): Attack => ({
  ...attack(sql, ...allowed),
  control: false,
});

const LINE = 'organisation_id, kind, object_type, object_id';
const SAID = (who: string) => `${who}, 'REMOVED', 'TrendEntry', '${entry}'`;

// prettier-ignore
const ON_CHANGES: readonly Attack[] = [
  attack('select kind, object_type, object_id, at, position from journal.change', ...PARTIES),
  attack('select position from journal.change order by position desc limit 1', ...PARTIES, WORKER),
  // Lines without a place are nobody's yet.
  attack('select kind from journal.change where position is null'),
  attack('select object_id from journal.change where position is null'),
  attack('select id from journal.change where position is null', WORKER),
  attack('select organisation_id from journal.change', WORKER),
  attack(`select kind from journal.change where organisation_id = ${of('bromma')}`),
  attack(`select position from journal.change where organisation_id = ${of('bromma')}`, WORKER),
  attack('select count(distinct organisation_id) from journal.change', WORKER),
  attack('select kind from journal.change order by organisation_id'),
  attack('select id from journal.change', WORKER),
  attack('select max(id) from journal.change', WORKER),
  attack('select c.kind from journal.change c join directory.organisation o on o.id = c.organisation_id'),
  attack('select * from journal.change'),
  attack('select c from journal.change c'),
  attack('select to_jsonb(c) from journal.change c'),
  attack('select ctid, xmin from journal.change'),
  attack('table journal.change'),
  attack('select kind from journal.change for update'),
  attack('select kind from journal.change for key share'),
  attack('select id from journal.change for update', WORKER),
  attack(`select query_to_xml('select organisation_id, kind from journal.change', true, true, '')`),
  attack('explain analyze select organisation_id, kind from journal.change'),
  attack(`insert into journal.change (${LINE}) values (${SAID(me)})`),
  attack(`insert into journal.change (${LINE}) values (${SAID(of('bromma'))})`),
  attack(`insert into journal.change (${LINE}, position) values (${SAID(of('bromma'))}, 999)`),
  attack(`insert into journal.change (${LINE}) select organisation_id, 'REMOVED', object_type, object_id from journal.change`),
  attack(`insert into journal.change (${LINE}, position) values (${SAID(me)}, 1) on conflict (organisation_id, position) do update set kind = 'REMOVED'`),
  attack(`insert into journal.change (${LINE}) values (${SAID(me)}) on conflict do nothing`),
  attack(`update journal.change set kind = 'REMOVED'`),
  attack(`update journal.change set object_id = '${entry}'`),
  attack('update journal.change set organisation_id = ' + of('rfsl')),
  attack(`update journal.change set at = '2020-01-01'`),
  attack('update journal.change set position = null where position is null', WORKER),
  attack('update journal.change set position = id + 1000 where position is null', WORKER),
  attack(`update journal.change set position = 1 where organisation_id = ${of('bromma')} and position = 1`, WORKER),
  attack(`update journal.change set position = length(kind)`),
  attack(`update journal.change set position = position returning kind`),
  attack(`update journal.change set position = position returning object_id`),
  attack('delete from journal.change', WORKER),
  attack(`delete from journal.change where object_id = '${entry}'`),
  attack('delete from journal.change where position is null'),
  attack('truncate journal.change cascade'),
  attack(`merge into journal.change c using (select '${entry}'::uuid as id) s on c.object_id = s.id when matched then delete`),
  attack(`merge into journal.change c using (select '${entry}'::uuid as id) s on c.object_id = s.id when matched then update set kind = 'REMOVED'`),
  attack('lock table journal.change in access exclusive mode', WORKER),
  attack('lock table journal.change in share mode', WORKER),
  attack('alter table journal.change disable row level security'),
  attack('alter table journal.change no force row level security'),
  attack('alter table journal.change add mine text'),
  attack('create policy mine on journal.change using (true)'),
  attack('drop policy read on journal.change'),
  attack('drop index journal.change_waiting'),
  attack('alter table journal.change alter column id restart with 1'),
  uncontrolled('copy journal.change (organisation_id, kind) to stdout'),
  uncontrolled('copy journal.change (organisation_id, position) from stdin'),
  uncontrolled(`select most_common_vals from pg_stats where schemaname = 'journal'`),
  uncontrolled(`select histogram_bounds from pg_stats where tablename in ('change', 'view', 'head')`),
];

// prettier-ignore
const ON_VIEWS: readonly Attack[] = [
  ...['select object_id from journal.view', 'select * from journal.view', 'select marks from journal.view', 'select count(*) from journal.view', 'table journal.view',
    'select v from journal.view v', 'select ctid, xmin from journal.view', 'select from journal.view', 'select object_id from journal.view for update',
    `select marks from journal.view where object_id = '${entry}'`, `select 1 from journal.view where object_id = '${entry}' and organisation_id = ${of('rfsu')}`,
    `select organisation_id from journal.view where object_id = '${entry}'`, `select o.code from directory.organisation o where exists (select from journal.view v where v.organisation_id = o.id)`,
    `select query_to_xml('select marks from journal.view', true, true, '')`, 'explain analyze select marks from journal.view',
    'declare loot cursor for select marks from journal.view; fetch 1 from loot'].map((sql) => attack(sql)),
  attack(`insert into journal.view values ('TrendEntry', '${entry}', ${me}, '{}')`),
  attack(`insert into journal.view values ('TrendEntry', '${entry}', ${of('bromma')}, '{}') on conflict (object_id, organisation_id) do update set marks = '{}'`),
  attack(`insert into journal.view select object_type, gen_random_uuid(), organisation_id, marks from journal.view`),
  attack(`update journal.view set marks = '{}'`),
  attack(`update journal.view set marks = '{}' where object_id = '${entry}' and organisation_id = ${me}`),
  attack(`update journal.view set organisation_id = ${of('rfsl')} where object_id = '${entry}'`),
  attack('delete from journal.view'),
  attack(`delete from journal.view where object_id = '${entry}'`),
  attack(`merge into journal.view v using (select '${entry}'::uuid as id) s on v.object_id = s.id when matched then delete`),
  attack('truncate journal.view'),
  attack('lock table journal.view in access exclusive mode'),
  attack('alter table journal.view disable row level security'),
  attack('create policy mine on journal.view using (true)'),
  uncontrolled('copy journal.view (marks) to stdout'),
  // Who can see an object, and the words for what changed, are the trigger's to ask.
  attack(`select * from journal.readers('TrendEntry', '${entry}')`),
  attack(`select count(*) from journal.readers('TrendEntry', '${entry}')`),
  attack(`select organisation_id from journal.readers('TrendEntry', '${entry}') where marks ? 'CHANGED'`),
  attack(`select journal.kind_between('{}', null)`),
  uncontrolled('select journal.announce()'),
  attack(`create or replace function journal.readers(type text, key uuid) returns table (organisation_id uuid, marks jsonb) language sql as $$ select null::uuid, null::jsonb $$`),
  attack('alter function journal.announce() security invoker'),
  attack(`alter function journal.readers(text, uuid) set search_path = 'x'`),
  attack('grant execute on function journal.readers(text, uuid) to public'),
  attack('drop trigger announce on journal.outbox'),
  attack('alter table journal.outbox disable trigger announce'),
  attack('create trigger mine after insert on journal.outbox for each row execute function journal.announce()'),
  attack('set role samverkan_feed'),
  attack('set session authorization samverkan_feed'),
  attack('grant samverkan_feed to current_user'),
];

// prettier-ignore
const ON_HEADS: readonly Attack[] = [
  attack('select position from journal.head', ...PARTIES, WORKER),
  attack('select organisation_id from journal.head', ...PARTIES, WORKER),
  attack(`select position from journal.head where organisation_id = ${of('bromma')}`, WORKER),
  attack('select count(organisation_id) from journal.head', ...PARTIES, WORKER),
  attack('select position from journal.head order by organisation_id', ...PARTIES, WORKER),
  attack('select * from journal.head', ...PARTIES, WORKER),
  attack('select h from journal.head h', ...PARTIES, WORKER),
  attack('select ctid, xmin from journal.head', WORKER),
  attack('select position from journal.head for update', WORKER),
  uncontrolled(`insert into journal.head values (${me}, 1) on conflict do nothing returning position`),
  attack(`insert into journal.head values (${me}, 1) on conflict (organisation_id) do update set position = 0`, WORKER),
  attack(`insert into journal.head values (${of('bromma')}, 1) on conflict (organisation_id) do update set position = 0`, WORKER),
  attack('update journal.head set position = 0', WORKER),
  attack('update journal.head set position = position + 1000000', WORKER),
  attack(`update journal.head set position = 0 where organisation_id = ${me}`, WORKER),
  attack(`update journal.head set position = 0 returning organisation_id`, WORKER),
  attack('delete from journal.head'),
  attack(`delete from journal.head where organisation_id = ${me}`),
  attack('truncate journal.head'),
  attack('lock table journal.head in access exclusive mode', WORKER),
  attack('alter table journal.head disable row level security'),
  attack('create policy mine on journal.head using (true)'),
  uncontrolled('copy (select * from journal.head) to stdout', ...PARTIES, WORKER),
  // Whoever renewed the epoch would have every client of everybody read everything again.
  attack('select epoch from journal.epoch', ...PARTIES),
  attack('update journal.epoch set epoch = gen_random_uuid()'),
  attack('delete from journal.epoch'),
  attack('truncate journal.epoch'),
];

export const FEED_ATTACKS: readonly Attack[] = [...ON_CHANGES, ...ON_VIEWS, ...ON_HEADS];
