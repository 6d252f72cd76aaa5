// SQL that an injection could run to learn who said what, to speak in another's name, or to decide in the place of the unit.
import { CONTRIBUTIONS, ENTRIES, VERDICTS } from './row-data.js';
import type { Attack } from './hostile-rows.js';

const UNIT = ['prostitutionsenheten'];
/** Of the attackers, those who contribute, and those who have given a verdict. */
const PARTNERS = ['rfsl', 'polisen-stockholm', 'farsta'];
const SPOKEN = ['rfsl', 'polisen-stockholm'];

const of = (code: string) => `(select id from directory.organisation where code = '${code}')`;
const mine = `coalesce(directory.session_organisation(), ${of('rfsl')})`;
const [shown, , draft, unsaid] = ENTRIES.map(({ id }) => id);
const brommas = VERDICTS.find(({ organisation }) => organisation === 'bromma')!.id;
const offered = CONTRIBUTIONS.find(({ organisation }) => organisation === 'bromma')!.id;
const taken = CONTRIBUTIONS.find(({ status }) => status === 'INCORPORATED')!.id;

const attack = (sql: string, allowed: readonly string[] = []): Attack => ({
  name: sql.replace(/\s+/g, ' ').slice(0, 90),
  sql,
  allowed,
});
const uncontrolled = (sql: string, allowed: readonly string[] = []): Attack => ({
  ...attack(sql, allowed),
  control: false,
});

const OFFER = 'organisation_id, attribution, title, text, regions, arenas';
const WORDS = `'NAMED', 'x', 'x', '{}', '{}'`;
const DECLINED = `status = 'DECLINED', decided_at = now(), decision_note = 'x'`;
const REOPENED = `status = 'SUBMITTED', decided_at = null, decision_note = null, entry_id = null, entry_revision = null`;

const CONTRIBUTION = [
  attack(`insert into trends.contribution (${OFFER}) values (${mine}, ${WORDS})`, PARTNERS),
  attack(`insert into trends.contribution (${OFFER}) values (${mine}, ${WORDS}) returning id, status`, PARTNERS),
  attack(`insert into trends.contribution (${OFFER}) values (${mine}, ${WORDS}) returning entry_id`),
  attack(`insert into trends.contribution (${OFFER}) values (${mine}, ${WORDS}) returning *`),
  attack(`insert into trends.contribution (${OFFER}) values (${of('bromma')}, ${WORDS})`),
  attack(`insert into trends.contribution (${OFFER}) select organisation_id, ${WORDS} from trends.contribution where id = '${offered}'`),
  attack(`insert into trends.contribution (id, ${OFFER}) values ('${offered}', ${mine}, ${WORDS})`),
  attack(`insert into trends.contribution (${OFFER}, submitted_at) values (${mine}, ${WORDS}, '2020-01-01')`),
  attack(`insert into trends.contribution (${OFFER}, status, decided_at, entry_id, entry_revision) values (${mine}, ${WORDS}, 'INCORPORATED', now(), '${shown}', 1)`),
  attack(`update trends.contribution set ${DECLINED} where id = '${offered}'`, UNIT),
  attack(`update trends.contribution set ${DECLINED} where status = 'SUBMITTED'`, UNIT),
  attack(`merge into trends.contribution c using (select '${offered}'::uuid as id) s on c.id = s.id when matched then update set ${DECLINED}`, UNIT),
  attack(`update trends.contribution set ${DECLINED} where id = '${taken}'`),
  attack(`update trends.contribution set ${REOPENED} where status <> 'SUBMITTED'`),
  attack(`update trends.contribution set ${DECLINED} where id = '${offered}'; update trends.contribution set ${REOPENED} where id = '${offered}'`),
  attack(`update trends.contribution set decision_note = 'x' where id = '${taken}'`),
  attack(`update trends.contribution set entry_id = '${unsaid}' where id = '${taken}'`),
  attack(`update trends.contribution set title = 'x'`),
  attack(`update trends.contribution set text = 'x' where organisation_id = ${mine}`),
  attack(`update trends.contribution set attribution = 'NAMED'`),
  attack(`update trends.contribution set organisation_id = ${of('rfsl')}`),
  attack(`delete from trends.contribution`),
  attack(`truncate trends.contribution`),
  attack(`select title from trends.contribution where id = '${offered}'`, UNIT),
  attack(`select text from trends.contribution where organisation_id = ${of('bromma')}`, UNIT),
  attack(`select c.title from trends.contribution c join directory.organisation o on o.id = c.organisation_id where o.code = 'polisen-syd'`, UNIT),
  attack(`select id from trends.contribution where entry_id = '${shown}'`, UNIT),
  attack(`select count(entry_revision) from trends.contribution`, UNIT),
  attack(`select id from trends.contribution order by entry_id`, UNIT),
  attack(`select e.id from trends.entry e where exists (select from trends.contribution c where c.entry_id = e.id)`, UNIT),
  attack(`select * from trends.contribution`, UNIT),
  attack(`select to_jsonb(c) from trends.contribution c`, UNIT),
  attack(`select ctid, xmin from trends.contribution`),
  attack(`explain analyze select entry_id from trends.contribution`, UNIT),
  attack(`select id from trends.contribution where id = '${offered}' for update`, UNIT),
  attack(`select id from trends.contribution where id = '${taken}' for update`),
]; // prettier-ignore

const VERDICT = 'organisation_id, entry_id, verdict';
const say = (who: string, entry: string) =>
  `insert into trends.corroboration (${VERDICT}) values (${who}, '${entry}', 'CONTRADICTS')`;

const CORROBORATION = [
  attack(say(mine, unsaid!), PARTNERS),
  attack(`${say(mine, unsaid!)} on conflict do nothing returning id, at`, PARTNERS),
  attack(`${say(mine, unsaid!)} returning organisation_id`),
  attack(`${say(mine, unsaid!)} returning *`),
  attack(`${say(mine, unsaid!)} on conflict (entry_id, organisation_id) do nothing`),
  attack(`${say(mine, unsaid!)} on conflict (entry_id, organisation_id) do update set verdict = 'NOT_SEEN'`),
  attack(`${say(mine, unsaid!)} on conflict on constraint corroboration_entry_id_organisation_id_key do update set verdict = 'NOT_SEEN'`),
  attack(say(of('kungsholmen'), unsaid!)),
  attack(say(of('bromma'), shown!)),
  attack(say(mine, draft!)),
  // For the owner there is nothing to add; for a stranger that answer would tell that something is there.
  uncontrolled(`${say(of('bromma'), shown!)} on conflict do nothing`),
  attack(`insert into trends.corroboration (id, ${VERDICT}) values ('${brommas}', ${mine}, '${unsaid}', 'CONFIRMS')`),
  attack(`insert into trends.corroboration (${VERDICT}, at) values (${mine}, '${unsaid}', 'CONFIRMS', '2020-01-01')`),
  attack(`insert into trends.corroboration (${VERDICT}) select organisation_id, '${unsaid}', verdict from trends.corroboration`),
  attack(`update trends.corroboration set verdict = 'NOT_SEEN'`, SPOKEN),
  attack(`update trends.corroboration set comment = 'x' returning id`, SPOKEN),
  attack(`update trends.corroboration set comment = 'x' where id = '${brommas}'`),
  attack(`update trends.corroboration set comment = comment`),
  attack(`update trends.corroboration set comment = organisation_id::text`),
  attack(`update trends.corroboration set verdict = 'NOT_SEEN' where organisation_id is not null`),
  attack(`update trends.corroboration set verdict = 'NOT_SEEN' returning comment`),
  attack(`update trends.corroboration set verdict = 'NOT_SEEN' returning organisation_id`),
  attack(`update trends.corroboration set organisation_id = ${of('rfsl')}`),
  attack(`update trends.corroboration set entry_id = '${unsaid}'`),
  attack(`update trends.corroboration set at = '2020-01-01'`),
  attack(`merge into trends.corroboration k using (select '${brommas}'::uuid as id) s on k.id = s.id when matched then update set verdict = 'NOT_SEEN'`),
  attack(`delete from trends.corroboration`),
  attack(`truncate trends.corroboration`),
  attack(`select id, entry_id, verdict, at from trends.corroboration`, [...UNIT, ...PARTNERS]),
  attack(`select organisation_id from trends.corroboration`, UNIT),
  attack(`select comment from trends.corroboration`, UNIT),
  attack(`select id from trends.corroboration where organisation_id = ${of('bromma')}`, UNIT),
  attack(`select id from trends.corroboration where comment is not null`, UNIT),
  attack(`select id from trends.corroboration order by organisation_id`, UNIT),
  attack(`select count(distinct organisation_id) from trends.corroboration`, UNIT),
  attack(`select a.id from trends.corroboration a join trends.corroboration b using (organisation_id)`, UNIT),
  attack(`select k.id from trends.corroboration k join directory.organisation o on o.id = k.organisation_id where o.code = 'rfsu'`, UNIT),
  attack(`select o.code from directory.organisation o where exists (select from trends.corroboration k where k.organisation_id = o.id)`, UNIT),
  attack(`select * from trends.corroboration`, UNIT),
  attack(`select k from trends.corroboration k`, UNIT),
  attack(`select row_to_json(k) from trends.corroboration k`, UNIT),
  attack(`explain analyze select id from trends.corroboration where organisation_id = ${of('rfsu')}`, UNIT),
  attack(`select ctid, xmin from trends.corroboration`),
  attack(`select id from trends.corroboration where xmin is not null`),
  // One's own verdict is all that a lock finds; whose the others are it does not tell.
  attack(`select id from trends.corroboration for update`, SPOKEN),
  attack(`select id from trends.corroboration where id = '${brommas}' for update`),
  attack(`select id from trends.corroboration where id = '${brommas}' for key share`),
  attack(`alter table trends.corroboration disable trigger date_verdict`),
  attack(`create policy mine on trends.corroboration for update using (true)`),
  uncontrolled(`copy trends.corroboration (organisation_id) to stdout`, UNIT),
  uncontrolled(`select most_common_vals from pg_stats where tablename = 'corroboration' and attname = 'organisation_id'`),
]; // prettier-ignore

export const CONTRIBUTION_ATTACKS: readonly Attack[] = [...CONTRIBUTION, ...CORROBORATION];
