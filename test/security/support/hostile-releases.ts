// SQL that an injection could run against what is published: to see counts before they are, true counts, keys and seeds, to publish
// or change in the unit's name or the worker's, or to draw noise anew.
import { RELEASES, REPORTS } from './row-data.js';
import { FLAGS } from './row-flags.js';
import type { Attack } from './hostile-rows.js';

const UNIT = 'prostitutionsenheten';
const POLICE = 'polisen-stockholm';
const WORKER = 'worker';
/** Everybody of the other attacks, and the worker. */
export const RELEASE_ATTACKERS = ['rfsl', POLICE, 'farsta', UNIT, 'socialtjansten-malmo', WORKER];
const PARTIES = RELEASE_ATTACKERS.filter((code) => code !== WORKER);

const published = RELEASES.find(({ isPublished }) => isPublished)!.id;
const waiting = RELEASES.find(({ isPublished }) => !isPublished)!.id;
const flag = FLAGS[0]!.id;
const report = REPORTS[0]!.id;
const of = (code: string) => `(select id from directory.organisation where code = '${code}')`;
const me = `coalesce(directory.session_organisation(), ${of('rfsl')})`;
const attack = (sql: string, ...allowed: string[]): Attack => ({
  name: sql.replace(/\s+/g, ' ').slice(0, 90),
  sql,
  allowed,
});
const uncontrolled = (sql: string): Attack => ({ ...attack(sql), control: false });

const ASK = 'period, measures, revises';
const ASKED = `'2026-Q1', '{ADVERTS}', false`;
const FLAGGED = `reference, route, status, flagged_by_id, recipient_id, urgency, encounter_week, encounter_municipality, age_band, gender,
  exploitation_form, consent_state`;
const FLAG = `'SV-9999-9999', 'REFERRAL', 'SUBMITTED', ${me}, ${of('socialjouren')}, 'ROUTINE', '2026-W31', '0180',
  'AGE_25_34', 'WOMAN', 'SEXUAL', 'GIVEN'`;

// prettier-ignore
const ON_RELEASES: readonly Attack[] = [
  attack(`select id, notes, period, published_at from statistics.release where id = '${published}'`, ...PARTIES),
  attack(`select id from statistics.release where id = '${waiting}'`, UNIT, WORKER),
  attack(`select id from statistics.release where published_at is null`, UNIT, WORKER),
  attack(`select parameters from statistics.release where id = '${published}'`, WORKER),
  attack(`select parameters ->> 'secretMark' from statistics.release order by parameters`, WORKER),
  attack(`select measures, revises, requested_at from statistics.release where id = '${published}'`, UNIT, WORKER),
  attack(`select notes from statistics.release where id = '${waiting}'`, UNIT),
  attack(`select * from statistics.release`),
  attack(`select r from statistics.release r`),
  attack(`select to_jsonb(r) from statistics.release r`),
  // One waits: for the unit and for the owner this does nothing, for others it is refused.
  uncontrolled(`insert into statistics.release (${ASK}) values (${ASKED}) on conflict do nothing returning measures`),
  attack(`insert into statistics.release (${ASK}, published_at) values (${ASKED}, now())`),
  attack(`insert into statistics.release (${ASK}, published_at, parameters) values (${ASKED}, now(), '{}')`),
  attack(`insert into statistics.release (${ASK}, parameters) values (${ASKED}, '{}')`),
  attack(`insert into statistics.release (${ASK}, requested_at) values (${ASKED}, '2020-01-01')`),
  attack(`insert into statistics.release (id, ${ASK}) values ('${waiting}', ${ASKED})`),
  attack(`insert into statistics.release (id, ${ASK}) values ('${published}', ${ASKED}) on conflict (id) do update set published_at = now()`),
  ...[published, waiting].flatMap((id) => [
    attack(`update statistics.release set published_at = null, parameters = null where id = '${id}'`),
    attack(`update statistics.release set period = '2024' where id = '${id}'`),
    attack(`update statistics.release set measures = '{ADVERTS}' where id = '${id}'`),
    attack(`update statistics.release set notes = 'x' where id = '${id}'`),
    attack(`update statistics.release set revises = true where id = '${id}'`),
    attack(`update statistics.release set requested_at = '2020-01-01' where id = '${id}'`),
    attack(`delete from statistics.release where id = '${id}'`),
    attack(`merge into statistics.release r using (select '${id}'::uuid as id) s on r.id = s.id when matched then delete`),
    attack(`merge into statistics.release r using (select '${id}'::uuid as id) s on r.id = s.id when matched then update set notes = 'x'`),
  ]),
  attack(`update statistics.release set published_at = now(), parameters = '{}' where id = '${published}'`),
  attack(`update statistics.release set published_at = now(), parameters = '{}' where id = '${waiting}'`, WORKER),
  attack(`select id from statistics.release where id = '${published}' for update`),
  attack(`select id from statistics.release where id = '${waiting}' for update`, WORKER),
  attack(`truncate statistics.release cascade`),
  attack(`alter table statistics.release disable trigger immutable`),
  attack(`alter table statistics.release disable row level security`),
  attack(`drop trigger immutable on statistics.published`),
  attack(`create or replace function statistics.refuse_change() returns trigger language plpgsql as $$ begin return new; end $$`),
  attack(`drop index statistics.release_one_at_a_time`),
  attack(`drop index statistics.release_revises_once`),
  attack(`create policy mine on statistics.release for update using (true)`),
  attack(`create table statistics.loot (x int)`),
  attack(`grant update on statistics.published to public; update statistics.published set counts = '{9}'`),
];

// prettier-ignore
const ON_COUNTS: readonly Attack[] = [
  attack(`select counts from statistics.published where release_id = '${published}'`, ...RELEASE_ATTACKERS),
  attack(`select counts from statistics.published where release_id = '${waiting}'`),
  attack(`select counts from statistics.published where release_id in (select id from statistics.release where published_at is null)`),
  attack(`select p.counts from statistics.release r join statistics.published p on p.release_id = r.id where r.id = '${waiting}'`),
  attack(`insert into statistics.published values ('${published}', 'X', '2025', '{9}')`),
  attack(`insert into statistics.published values ('${waiting}', 'X', '2025', '{9}')`, WORKER),
  attack(`insert into statistics.published (release_id, name, period, counts) select '${published}', 'X', period, counts from statistics.published where release_id = '${published}' limit 1`),
  attack(`insert into statistics.published (release_id, name, period, counts) select release_id, name, period, '{9}' from statistics.published where release_id = '${published}' on conflict (release_id, name, period) do update set counts = '{9}'`),
  ...[published, waiting].flatMap((id) => [
    attack(`update statistics.published set counts = '{9}' where release_id = '${id}'`),
    attack(`update statistics.published set release_id = '${waiting}' where release_id = '${id}'`),
    attack(`delete from statistics.published where release_id = '${id}'`),
    attack(`select counts from statistics.published where release_id = '${id}' for update`),
    attack(`merge into statistics.published p using (select '${id}'::uuid as id) s on p.release_id = s.id when matched then delete`),
    attack(`select n from cube.basis where release_id = '${id}'`, WORKER),
    attack(`update cube.basis set n = '{9}' where release_id = '${id}'`),
    attack(`delete from cube.basis where release_id = '${id}'`),
  ]),
  attack(`truncate statistics.published`),
  attack(`truncate cube.basis`),
  attack(`insert into cube.basis values ('X', '2025', '${published}', '{9}', '{9}')`),
  attack(`insert into cube.basis values ('X', '2025', '${waiting}', '{9}', '{9}')`, WORKER),
  ...['select from cube.basis', 'select * from cube.basis', 'select rk from cube.basis', 'select b from cube.basis b', 'table cube.basis',
    'select count(*) from cube.basis', 'select n[1] from cube.basis', 'select ctid, xmin from cube.basis', 'explain analyze select n from cube.basis',
    `select query_to_xml('select n from cube.basis', true, true, '')`,
    `select p.counts, b.n from statistics.published p join cube.basis b using (release_id, name, period)`,
    `select counts from statistics.published where exists (select from cube.basis)`,
    'declare loot cursor for select n from cube.basis; fetch 1 from loot'].map((sql) => attack(sql, WORKER)),
  attack('lock table cube.basis in access exclusive mode'),
  attack('alter table cube.basis add mine text'),
  ...[`select most_common_vals from pg_stats where schemaname = 'cube'`, `select histogram_bounds from pg_stats where attname in ('record_key', 'record_seed', 'parameters')`].map(uncontrolled),
];

// prettier-ignore
const ON_KEYS: readonly Attack[] = [
  attack(`select record_key from referrals.referral where id = '${flag}'`, WORKER),
  attack(`select id from referrals.referral where record_key < 2147483648 or record_key >= 0`, WORKER),
  attack(`select id from referrals.referral order by record_key`, WORKER),
  attack(`select r from referrals.referral r where id = '${flag}'`),
  attack(`update referrals.referral set record_key = 7 where id = '${flag}'`),
  attack(`update referrals.referral set record_key = default where id = '${flag}'`),
  attack(`update referrals.referral set changed_at = now() where id = '${flag}' returning record_key`, WORKER),
  attack(`update referrals.referral set changed_at = now() where record_key >= 0`, WORKER),
  attack(`insert into referrals.referral (${FLAGGED}, record_key) values (${FLAG}, 7)`),
  attack(`insert into referrals.referral (${FLAGGED}) values (${FLAG}) returning record_key`),
  attack(`select record_keys from referrals.erased`, WORKER),
  attack(`update referrals.erased set record_keys = 7`, WORKER),
  attack(`select record_seed from activity.report`, WORKER),
  attack(`select id from activity.report order by record_seed`),
  attack(`select a from activity.report a where id = '${report}'`),
  attack(`update activity.report set record_seed = gen_random_uuid() where id = '${report}'`),
  attack(`update activity.report set record_seed = default`),
  attack(`update activity.report set count = 9 returning record_seed`),
  attack(`update activity.report set count = 9 where record_seed is not null`),
  attack(`update activity.report set count = ('x' || left(record_seed::text, 6))::bit(24)::integer % 1000`),
  attack(`insert into activity.report (organisation_id, month, municipality, kind, count, record_seed) values (${me}, '2026-01', '0180', 'CHAT', 1, gen_random_uuid())`),
  attack(`insert into activity.report (organisation_id, month, municipality, kind, count) values (${me}, '2026-01', '0180', 'CHAT', 1) returning record_seed`),
  attack(`select note from activity.report where id = '${report}' and note is not null and exists (select from cube.basis)`),
  attack(`delete from activity.report where id = '${report}'`),
];

export const RELEASE_ATTACKS: readonly Attack[] = [...ON_RELEASES, ...ON_COUNTS, ...ON_KEYS];
