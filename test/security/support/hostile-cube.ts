// SQL that an injection could run to read what was counted into the cube, or to count in another's name: by those who may add
// to it as well as by those who may not.
import { BATCHES } from './row-data.js';
import type { Attack } from './hostile-rows.js';

const UNIT = ['prostitutionsenheten'];
const of = (code: string) => `(select id from directory.organisation where code = '${code}')`;
const me = `directory.session_organisation()`;
const nobodys = '00000000-0000-4000-8000-000000000000';
const attack = (sql: string, allowed: readonly string[] = []): Attack => ({
  name: sql.replace(/\s+/g, ' ').slice(0, 90),
  sql,
  allowed,
});
const uncontrolled = (sql: string): Attack => ({ ...attack(sql), control: false });

const MALMO = ['socialtjansten-malmo'];
const SENDERS = [...UNIT, ...MALMO];
const BATCH = 'organisation_id, source, digest';
const CELL = 'batch_id, week, municipality, arena, age_band, gender, change, count_unit, n, rk';
const CODES = `'2026-W31', '0180', 'STREET', 'UNKNOWN', 'WOMAN', 'PRESENT', 'ADVERTS'`;
const cell = (batch: string) => `insert into cube.cell (${CELL}) values (${batch}, ${CODES}, 1, 1)`;
const batchOf = (code: string, isWithdrawn = false) =>
  BATCHES.find((batch) => batch.organisation === code && batch.isWithdrawn === isWithdrawn)!.id;
const [units, unitsOld] = [batchOf(UNIT[0]!), batchOf(UNIT[0]!, true)];
const [malmos, malmosOld] = [batchOf(MALMO[0]!), batchOf(MALMO[0]!, true)];
const ownOf = { [units]: UNIT, [malmos]: MALMO };
/** Who asks; the owner, who is nobody, tries the statement as an organisation that has a batch. */
const mine = `coalesce(${me}, ${of('bromma')})`;

const BATCH_ATTACKS = [
  attack(`insert into statistics.batch (${BATCH}) values (${mine}, 'x', 'x')`, SENDERS),
  attack(`insert into statistics.batch (${BATCH}) values (${mine}, 'x', 'x') on conflict do nothing`, SENDERS),
  attack(`insert into statistics.batch (${BATCH}) values (${mine}, 'x', 'x') returning id, row_count`, SENDERS),
  attack(`insert into statistics.batch (${BATCH}) values (${mine}, 'x', 'x') returning digest`),
  attack(`insert into statistics.batch (${BATCH}) values (${mine}, 'x', 'x') returning *`),
  attack(`insert into statistics.batch (${BATCH}) values (${of('bromma')}, 'x', 'x')`),
  attack(`insert into statistics.batch (${BATCH}) values (${of('bromma')}, 'x', sha256('${batchOf('bromma')}'))`),
  // For the owner there is nothing to add; for a stranger that answer would tell that the content is there.
  uncontrolled(`insert into statistics.batch (${BATCH}) values (${of('bromma')}, 'x', sha256('${batchOf('bromma')}')) on conflict do nothing`),
  attack(`insert into statistics.batch (${BATCH}) values (${mine}, 'x', 'x') on conflict (organisation_id, digest) where withdrawn_at is null do nothing`),
  attack(`insert into statistics.batch (id, ${BATCH}) values ('${units}', ${mine}, 'x', 'x')`),
  attack(`insert into statistics.batch (id, ${BATCH}) values ('${units}', ${mine}, 'x', 'x') on conflict (id) do update set source = statistics.batch.source`),
  attack(`insert into statistics.batch (${BATCH}, withdrawn_at) values (${mine}, 'x', 'x', now())`),
  attack(`insert into statistics.batch (${BATCH}, received_at) values (${mine}, 'x', 'x', '2020-01-01')`),
  attack(`insert into statistics.batch (${BATCH}, row_count) values (${mine}, 'x', 'x', 7)`),
  attack(`insert into statistics.batch (${BATCH}) select organisation_id, source, digest from statistics.batch`),
  attack(`update statistics.batch set row_count = 0`, SENDERS),
  ...[units, malmos].flatMap((id) => [
    attack(`update statistics.batch set row_count = 0, rejected_count = 9 where id = '${id}'`, ownOf[id]),
    attack(`update statistics.batch set withdrawn_at = now() where id = '${id}'`, ownOf[id]),
    attack(`update statistics.batch set withdrawn_at = now() where id = '${id}' returning row_count`, ownOf[id]),
    attack(`merge into statistics.batch b using (select '${id}'::uuid as id) s on b.id = s.id when matched then update set withdrawn_at = now()`, ownOf[id]),
    attack(`select id from statistics.batch where id = '${id}' for update`, ownOf[id]),
    attack(`select source from statistics.batch where id = '${id}'`, [...UNIT, ...ownOf[id]!]),
    attack(`select digest from statistics.batch where id = '${id}'`),
    attack(`update statistics.batch set source = 'x' where id = '${id}'`),
    attack(`delete from statistics.batch where id = '${id}'`),
  ]),
  ...[unitsOld, malmosOld].flatMap((id) => [
    attack(`update statistics.batch set withdrawn_at = null where id = '${id}'`),
    attack(`update statistics.batch set withdrawn_at = '2099-01-01' where id = '${id}'`),
    attack(`update statistics.batch set row_count = 0 where id = '${id}'`),
    attack(`merge into statistics.batch b using (select '${id}'::uuid as id) s on b.id = s.id when matched then update set withdrawn_at = null`),
  ]),
  attack(`update statistics.batch set withdrawn_at = null where withdrawn_at is not null`),
  attack(`update statistics.batch set withdrawn_at = now(); update statistics.batch set withdrawn_at = null where withdrawn_at is not null`),
  attack(`update statistics.batch set organisation_id = ${of('bromma')}`),
  attack(`update statistics.batch set organisation_id = ${mine} where id = '${batchOf('bromma')}'`),
  attack(`update statistics.batch set digest = 'x'`),
  attack(`update statistics.batch set received_at = now()`),
  attack(`update statistics.batch set row_count = length(digest)`),
  attack(`update statistics.batch set row_count = 0 where digest is not null`),
  attack(`update statistics.batch set row_count = 0 returning digest`),
  attack(`update statistics.batch set row_count = (select sum(n) from cube.cell)`),
  attack(`delete from statistics.batch`),
  attack(`truncate statistics.batch cascade`),
  attack(`select * from statistics.batch`),
  attack(`select b from statistics.batch b`),
  attack(`select to_jsonb(b) from statistics.batch b`),
  attack(`select id from statistics.batch order by digest`),
  attack(`select length(encode(digest, 'hex')) from statistics.batch`),
  attack(`select row_count from statistics.batch where id = '${batchOf('bromma')}'`, UNIT),
  attack(`select b.row_count from statistics.batch b join directory.organisation o on o.id = b.organisation_id where o.code = 'bromma'`, UNIT),
]; // prettier-ignore

/** Whoever may add to the cube may not look at it: neither at what is there nor at what it has just put there. */
const CUBE_READS = [
  'select from cube.cell',
  'select * from cube.cell',
  'select n from cube.cell',
  'select rk from cube.cell',
  'select batch_id from cube.cell',
  'select count(*) from cube.cell',
  'select exists (select from cube.cell)',
  "select sum(n) filter (where week = '2026-W31') from cube.cell",
  'select ctid, xmin from cube.cell',
  'select tableoid from cube.cell',
  'select c from cube.cell c',
  'select c::text from cube.cell c',
  'select to_jsonb(c) from cube.cell c',
  'select week, sum(n) from cube.cell group by rollup (week)',
  'select n from cube.cell tablesample system (100)',
  'select n from cube.cell for update',
  'select n from cube.cell for key share',
  'table cube.cell',
  'select 1 from (values (1)) v (n) where n in (select n from cube.cell)',
  'select 1 where (select sum(n) from cube.cell) > 0',
  'select v.n, c.n from (values (1)) v (n) left join lateral (select n from cube.cell) c on true',
  'with c as materialized (select n from cube.cell) select * from c',
  'with c as (select n from cube.cell) select 1 as x from (values (1)) v (n) where exists (select from c)',
  'explain select n from cube.cell',
  'explain analyze select n from cube.cell',
  'explain (analyze, verbose, buffers) select count(*) from cube.cell',
  'prepare loot as select n from cube.cell; execute loot',
  'declare loot cursor for select n from cube.cell; fetch 1 from loot',
  'do $$ begin perform n from cube.cell; end $$',
  `do $$ begin raise exception using errcode = '23000', message = (select string_agg(n::text, ' ') from cube.cell); end $$`,
  `select query_to_xml('select n from cube.cell', true, true, '')`,
  `select table_to_xml('cube.cell', true, true, '')`,
  `select nullif(n, 0) / nullif(rk, 0) from cube.cell`,
  'select n::text::integer from cube.cell',
  'update cube.cell set n = n',
  'update cube.cell set n = 1',
  'update cube.cell set n = -n',
  'update cube.cell set n = 9 returning n',
  'delete from cube.cell',
  'delete from cube.cell returning n',
  'truncate cube.cell',
  'lock table cube.cell in access exclusive mode',
  'lock table cube.cell in access share mode',
  'merge into cube.cell c using (values (1)) s (n) on c.n = s.n when matched then delete',
  'merge into cube.cell c using (values (1)) s (n) on c.n = s.n when matched then update set n = 2',
  'create table cube.loot (x int)',
  'alter table cube.cell disable row level security',
  'alter table cube.cell add mine text',
  'create policy mine on cube.cell for select using (true)',
  'drop policy count on cube.cell',
  'create trigger mine before insert on cube.cell for each row execute function trends.refuse_change()',
  'create rule mine as on insert to cube.cell do also notify mine',
  'create index mine on cube.cell (n)',
  'create statistics cube.mine on week, gender from cube.cell',
  'grant select on cube.cell to public',
].map((sql) => attack(sql));

/** Of these the owner's own error, or what the answer is carried by, is not the point: nobody gets so far. */
const CUBE_TRICKS = [
  `select ('x' || n)::integer from cube.cell`,
  `select ('n is ' || n)::date from cube.cell`,
  'select 1 / (n - n) from cube.cell',
  `select cast(row_to_json(c)::text as integer) from cube.cell c`,
  `select xmlparse(document '<' || n) from cube.cell`,
  `update statistics.batch set row_count = ('x' || (select max(n) from cube.cell))::integer`,
  `${cell(`('x' || (select max(n) from cube.cell))::uuid`)}`,
  'copy cube.cell to stdout',
  'copy cube.cell (n, rk) to stdout',
  'copy (select n from cube.cell) to stdout',
  `copy cube.cell to program 'cat'`,
  `copy cube.cell to '/nowhere/loot'`,
  `copy cube.cell from '/nowhere/loot'`,
  'copy (select digest from statistics.batch) to stdout',
  `set row_security = off; select n from cube.cell`,
  `select most_common_vals from pg_stats where schemaname = 'cube'`,
  `select histogram_bounds from pg_stats where schemaname = 'statistics' and attname = 'digest'`,
  `select dependencies from pg_stats_ext where schemaname = 'cube'`,
  `select pg_stat_get_live_tuples('cube.cell'::regclass)`,
  `select pg_relation_size('cube.cell')`,
  `select n_tup_ins from pg_stat_user_tables where schemaname = 'cube'`,
].map(uncontrolled);

const CUBE_ADDITIONS = [
  ...[units, malmos].flatMap((id) => [
    attack(cell(`'${id}'`), ownOf[id]),
    attack(`${cell(`'${id}'`)} on conflict do nothing`, ownOf[id]),
    attack(`${cell(`'${id}'`)} returning n`),
    attack(`${cell(`'${id}'`)} returning batch_id`),
    attack(`${cell(`'${id}'`)} returning *`),
    attack(`with added as (${cell(`'${id}'`)} returning rk) select * from added`),
    attack(`insert into cube.cell (${CELL}) select batch_id, week, municipality, arena, age_band, gender, change, count_unit, n, rk from cube.cell where batch_id = '${id}'`),
    attack(`insert into cube.cell (${CELL}) values ('${id}', ${CODES}, (select max(n) from cube.cell), 1)`),
    attack(`insert into cube.cell (${CELL}) values ('${id}', ${CODES}, -(select max(n) from cube.cell), 1)`),
    attack(`update statistics.batch set withdrawn_at = now() where id = '${id}'; ${cell(`'${id}'`)}`),
    attack(`select sum(c.n) from statistics.batch b join cube.cell c on c.batch_id = b.id where b.id = '${id}'`),
    attack(`select b.id from statistics.batch b where b.id = '${id}' and exists (select from cube.cell c where c.batch_id = b.id)`),
    attack(`merge into cube.cell c using (select '${id}'::uuid as id) s on c.batch_id = s.id and c.n > 7
            when not matched then insert (${CELL}) values (s.id, ${CODES}, 1, 1)`),
  ]),
  ...[unitsOld, malmosOld, batchOf('bromma'), nobodys].map((id) => attack(cell(`'${id}'`))),
  attack(`insert into cube.cell (${CELL}) select id, ${CODES}, 1, 1 from statistics.batch`),
  attack(`insert into cube.cell (${CELL}) select id, ${CODES}, 1, 1 from statistics.batch where withdrawn_at is null and organisation_id = ${mine}`, SENDERS),
  attack(`explain analyze insert into cube.cell (${CELL}) select batch_id, ${CODES}, 1, 1 from cube.cell`),
]; // prettier-ignore

export const CUBE_ATTACKS: readonly Attack[] = [
  ...BATCH_ATTACKS,
  ...CUBE_READS,
  ...CUBE_TRICKS,
  ...CUBE_ADDITIONS,
];
