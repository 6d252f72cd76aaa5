// SQL that an injection could run to change, forge or read rows that are not the organisation's to touch.
import { ENTRIES, REPORTS } from './row-data.js';
import { FLAGS } from './row-flags.js';

export interface Attack {
  readonly name: string;
  readonly sql: string;
  /** Organisations of the test that may do it: for them it is the positive control. */
  readonly allowed?: readonly string[];
  /** False where the statement would reach beyond the test, or past a rollback, when the owner runs it. */
  readonly control?: false;
  /** Runs without a transaction around it, which the statement does not bear. */
  readonly alone?: boolean;
}

const UNIT = ['prostitutionsenheten'];
const POLICE = ['polisen-stockholm'];

const of = (code: string) => `(select id from directory.organisation where code = '${code}')`;
const me = `directory.session_organisation()`;
const malmo = FLAGS[1]!.id;
const otherPolice = FLAGS[5]!.id;
const entry = ENTRIES[0].id;
const FLAG = `route, status, recipient_id, urgency, encounter_week, encounter_municipality, age_band, gender, exploitation_form, consent_state`;
const FLAGGED = `'REFERRAL', 'SUBMITTED', ${of('socialjouren')}, 'ROUTINE', '2026-W31', '0180', 'AGE_25_34', 'WOMAN', 'SEXUAL', 'GIVEN'`;
const TEXT = `drafted_by, kind, title, summary, body, language, period, period_from, period_to, regions, arenas, age_bands, genders,
  topics, direction, confidence, method, coverage, sources`;
const TEXTS = `'x', 'TREND', 'x', 'x', 'x', 'sv', '2026', '2026-01-01', '2026-12-31', '{}', '{}', '{}', '{}', '{}', 'RISING', 'LOW', 'x', 'x', '{}'`;

const ALL = [...UNIT, ...POLICE, 'rfsl', 'farsta'];
const brommas = REPORTS.find(({ organisation }) => organisation === 'bromma')!.id;
const nobodys = '00000000-0000-4000-8000-000000000000';
const REPORT = `month, municipality, kind, count`;
const REPORTED = `'2026-01', '0180', 'CHAT', 1`;
const CORRECTED = `on conflict (organisation_id, month, municipality, kind) do update set count = excluded.count`;

const attack = (sql: string, allowed: readonly string[] = []): Attack => ({
  name: sql.replace(/\s+/g, ' ').slice(0, 90),
  sql,
  allowed,
});

const DIRECTORY = [
  attack(`update directory.organisation set contact = 'x' where code = 'bromma'`, UNIT),
  attack(`update directory.organisation set party = 'UNIT' where code = 'rfsl'`),
  attack(`update directory.organisation set party = 'UNIT'`),
  attack(`update directory.organisation set active = false`),
  attack(`update directory.organisation set login = code`),
  attack(`update directory.organisation set agreement_signed_at = now()`),
  attack(`update directory.organisation set regions = '{}'`),
  attack(`insert into directory.organisation (code, name, party, mandate, contact, login) values ('new', 'x', 'UNIT', 'x', 'x', 'x')`),
  attack(`insert into directory.organisation (code, name, party, mandate, contact, login) select code, name, party, mandate, contact, code
          from directory.organisation on conflict (code) do update set contact = 'x'`),
  attack(`delete from directory.organisation where code = 'polisen-syd'`),
  attack(`select login from directory.organisation`),
  attack(`select * from directory.client`),
  attack(`select * from directory.issuer`),
  attack(`select id from directory.document`),
  attack(`select text from directory.document where client_id = 'development-rfsl'`),
  attack(`insert into directory.document (issuer, client_id, id, text) select issuer, client_id, 'mine', '{ __typename }' from directory.client`),
  attack(`insert into directory.document (issuer, client_id, id, text) values ('https://issuer.development.invalid', 'development-rfsl', 'kept', 'x')
          on conflict (issuer, client_id, id) do update set text = excluded.text`),
  attack(`update directory.document set text = '{ __typename }'`),
  attack(`delete from directory.document`),
  attack(`insert into directory.client values ('https://issuer.development.invalid', 'mine', ${of('rfsl')})`),
  attack(`update directory.client set organisation_id = ${of('rfsl')}`),
  attack(`update directory.client set revoked_at = null`),
  attack(`update directory.issuer set jwks_uri = 'https://mine.invalid/keys'`),
  attack(`select key from directory.used_proof`),
  attack(`insert into directory.used_proof (key) values (sha256('mine'))`),
  attack(`delete from directory.used_proof`),
  attack(`insert into directory.issuer values ('https://mine.invalid', 'https://mine.invalid/keys', '{ES256}')`),
]; // prettier-ignore

const REFERRALS = [
  attack(`insert into referrals.referral (reference, flagged_by_id, ${FLAG}) values ('SV-9999-9999', coalesce(${me}, ${of('rfsl')}), ${FLAGGED})`, POLICE),
  attack(`insert into referrals.referral (reference, flagged_by_id, ${FLAG}) values ('SV-9999-9999', ${of('polisen-syd')}, ${FLAGGED})`),
  attack(`insert into referrals.referral (reference, flagged_by_id, ${FLAG}, version) values ('SV-9999-9999', ${of('polisen-stockholm')}, ${FLAGGED}, 7)`),
  attack(`insert into referrals.referral (reference, flagged_by_id, ${FLAG}, submitted_at) values ('SV-9999-9999', ${of('polisen-stockholm')}, ${FLAGGED}, now())`),
  attack(`insert into referrals.referral (id, reference, flagged_by_id, ${FLAG}) values ('${malmo}', 'SV-9999-9999', ${of('polisen-stockholm')}, ${FLAGGED})
          on conflict (id) do update set note = 'x'`, POLICE),
  attack(`insert into referrals.referral (id, reference, flagged_by_id, ${FLAG}) values ('${otherPolice}', 'SV-9999-9999', ${of('polisen-stockholm')}, ${FLAGGED})
          on conflict (id) do update set note = 'x'`),
  attack(`update referrals.referral set recipient_id = ${of('farsta')} where id = '${malmo}'`, UNIT),
  attack(`update referrals.referral set flagged_by_id = ${of('polisen-stockholm')} where id = '${otherPolice}'`),
  // The police send a flag of their own in again, with more; nobody else writes in it, and they in no other.
  attack(`update referrals.referral set note = 'x' where id = '${malmo}'`, POLICE),
  attack(`update referrals.referral set note = 'x' where id = '${otherPolice}'`),
  attack(`update referrals.referral set police_case_link = 'x' where id = '${malmo}'`, POLICE),
  attack(`update referrals.referral set police_case_link = 'x' where id = '${otherPolice}'`),
  attack(`update referrals.referral set route = 'REFERRAL'`),
  attack(`update referrals.referral set status = 'CLOSED' where id = '${malmo}'`, [...UNIT, ...POLICE]),
  attack(`update referrals.referral set status = 'CLOSED' where id = '${otherPolice}'`, UNIT),
  attack(`delete from referrals.referral where id = '${malmo}'`),
  attack(`truncate referrals.referral cascade`),
  attack(`select id from referrals.referral where id = '${otherPolice}'`, UNIT),
  attack(`select f.status from referrals.referral f where f.reference = 'SV-0000-0006'`, UNIT),
  attack(`insert into referrals.event (referral_id, action, to_status, organisation_id) values ('${malmo}', 'ACCEPT', 'ACCEPTED', ${of('socialtjansten-malmo')})`),
  attack(`insert into referrals.event (referral_id, action, to_status, organisation_id) values ('${otherPolice}', 'ACCEPT', 'ACCEPTED', coalesce(${me}, ${of('rfsl')}))`, UNIT),
  attack(`insert into referrals.event (referral_id, action, to_status, organisation_id, at) values ('${malmo}', 'ACCEPT', 'ACCEPTED', coalesce(${me}, ${of('rfsl')}), '2020-01-01')`),
  attack(`insert into referrals.event (referral_id, action, to_status, organisation_id, reason) values ('${malmo}', 'RETURN', 'RETURNED', coalesce(${me}, ${of('rfsl')}), 'OTHER')`, UNIT),
  attack(`update referrals.event set comment = 'x'`),
  attack(`delete from referrals.event`),
  attack(`insert into referrals.consent (referral_id, organisation_id, services, state, text_version) values ('${malmo}', ${of('rfsl')}, '{}', 'GIVEN', '1')`, POLICE),
  attack(`insert into referrals.consent (referral_id, organisation_id, services, state, text_version) values ('${otherPolice}', ${of('rfsl')}, '{}', 'GIVEN', '1')`),
  attack(`insert into referrals.consent (referral_id, organisation_id, services, state, text_version, override) values ('${malmo}', ${of('rfsl')}, '{}', 'GIVEN', '1', 'VITAL')`),
  attack(`update referrals.consent set state = 'GIVEN', organisation_id = ${of('rfsl')}`),
  attack(`delete from referrals.consent`),
  attack(`select * from referrals.supporter`),
  attack(`insert into referrals.supporter (referral_id, organisation_id) values ('${malmo}', ${of('rfsl')})`),
  attack(`update referrals.supporter set until = null`),
  attack(`update referrals.supporter set until = now()`, UNIT),
  attack(`delete from referrals.supporter`),
]; // prettier-ignore

const TRENDS = [
  attack(`insert into trends.entry (status, publisher_id) values ('PUBLISHED', ${of('prostitutionsenheten')})`, UNIT),
  attack(`insert into trends.entry (id, status, publisher_id) values ('${entry}', 'DRAFT', ${of('rfsl')}) on conflict (id) do update set status = 'WITHDRAWN'`, UNIT),
  attack(`merge into trends.entry e using (select '${entry}'::uuid as id) s on e.id = s.id when matched then update set status = 'WITHDRAWN'`, UNIT),
  attack(`update trends.entry set status = 'WITHDRAWN', withdrawn_reason = 'x'`, UNIT),
  attack(`update trends.entry set publisher_id = ${of('rfsl')}`),
  attack(`delete from trends.entry where id = '${entry}'`),
  attack(`insert into trends.revision (entry_id, number, published_at, ${TEXT}) values ('${entry}', 9, now(), ${TEXTS})`, UNIT),
  attack(`update trends.revision set title = 'x'`),
  attack(`delete from trends.revision`),
  attack(`truncate trends.revision`),
  attack(`insert into trends.draft (entry_id, number, ${TEXT}) values ('${entry}', 9, ${TEXTS})`, UNIT),
  attack(`update trends.draft set title = 'x'`, UNIT),
  attack(`delete from trends.draft`, UNIT),
  attack(`select title from trends.draft`, UNIT),
  attack(`select title from trends.working_copy`, UNIT),
  attack(`select id from trends.entry where status = 'DRAFT'`, UNIT),
  attack(`select search_municipality from trends.revision`),
  attack(`select ts_stat('select search_municipality from trends.revision')`),
]; // prettier-ignore

const ACTIVITY = [
  attack(`insert into activity.report (organisation_id, ${REPORT}) values (coalesce(${me}, ${of('rfsl')}), ${REPORTED})`, ALL),
  attack(`insert into activity.report (organisation_id, ${REPORT}) values (${of('bromma')}, ${REPORTED})`),
  attack(`insert into activity.report (organisation_id, ${REPORT}) values (${of('bromma')}, '2026-06', '0180', 'CHAT', 1) ${CORRECTED}`),
  attack(`insert into activity.report (organisation_id, ${REPORT}) select organisation_id, month, municipality, kind, 1 from activity.report ${CORRECTED}`,
    ALL.filter((code) => !UNIT.includes(code))),
  attack(`insert into activity.report (id, organisation_id, ${REPORT}) values ('${nobodys}', coalesce(${me}, ${of('rfsl')}), ${REPORTED})`),
  attack(`update activity.report set count = 0`, ALL),
  attack(`update activity.report set count = 0 where id = '${brommas}'`),
  attack(`update activity.report set organisation_id = ${of('rfsl')}`),
  attack(`update activity.report set month = '2026-01'`),
  attack(`update activity.report set kind = note`),
  attack(`delete from activity.report`),
  attack(`truncate activity.report`),
  attack(`select note from activity.report where id = '${brommas}'`, UNIT),
  attack(`select note from activity.report where organisation_id = ${of('bromma')}`, UNIT),
  attack(`select a.count from activity.report a join directory.organisation o on o.id = a.organisation_id where o.code = 'polisen-syd'`, UNIT),
]; // prettier-ignore

const JOURNAL = [
  attack(`select organisation_id from journal.outbox`),
  attack(`select count(*) from journal.outbox`),
  attack(`select action from journal.audit where organisation_id = ${of('bromma')}`, UNIT),
  attack(`select action from journal.audit where sequence is null`),
  attack(`select subject from journal.audit`),
  attack(`select subject_salt from journal.audit`),
  attack(`select id from journal.audit`),
  attack(`select a.action from journal.shown s join journal.audit a using (sequence) where s.organisation_id = ${of('bromma')}`),
  attack(`select objects from journal.shown where organisation_id <> coalesce(${me}, ${of('rfsl')})`),
  attack(`update journal.audit set sequence = 7`),
  attack(`update journal.audit set salt = gen_random_uuid()`),
  attack(`insert into journal.audit (organisation_id, client, subject, action, objects, outcome, sequence) values (coalesce(${me}, ${of('rfsl')}), 'x', 'x', 'x', '{}', 'x', 999)`),
  attack(`insert into journal.audit (organisation_id, client, subject, action, objects, outcome, salt) values (coalesce(${me}, ${of('rfsl')}), 'x', 'x', 'x', '{}', 'x', gen_random_uuid())`),
  attack(`insert into journal.audit (client, subject, action, objects, outcome) values ('x', 'x', 'x', '{}', 'x')`),
  attack(`insert into journal.leaf values (999, sha256('x'))`),
  attack(`update journal.leaf set hashes = sha256('x')`),
  attack(`delete from journal.leaf`),
  attack(`insert into journal.checkpoint values (999, sha256('x'), now(), 'x', sha512('x'))`),
  attack(`update journal.checkpoint set root = sha256('x')`),
  attack(`delete from journal.checkpoint`),
  attack(`insert into journal.shown values (coalesce(${me}, ${of('rfsl')}), 0, '{}') on conflict do nothing`),
  attack(`insert into journal.shown values (coalesce(${me}, ${of('rfsl')}), 998, '{}')`),
  attack(`update journal.shown set sequence = 998`),
  attack(`delete from journal.shown`),
  attack(`select journal.show(0, 1)`),
  ...['audit', 'outbox'].flatMap((table) => [
    attack(`update journal.${table} set organisation_id = ${of('rfsl')}`),
    attack(`delete from journal.${table}`),
    attack(`truncate journal.${table}`),
    attack(`select last_value from journal.${table}_id_seq`),
    { ...attack(`select setval('journal.${table}_id_seq', 1)`), control: false } as const,
    { ...attack(`select nextval('journal.${table}_id_seq')`), control: false } as const,
  ]),
  attack(`insert into journal.audit (organisation_id, client, subject, action, objects, outcome) values (${of('bromma')}, 'x', 'x', 'x', '{}', 'x')`),
  attack(`insert into journal.audit (organisation_id, client, subject, action, objects, outcome) values (coalesce(${me}, ${of('rfsl')}), 'x', 'x', 'x', '{}', 'x')`,
    [...UNIT, ...POLICE, 'rfsl', 'farsta']),
  attack(`insert into journal.audit (organisation_id, client, subject, action, objects, outcome) values (coalesce(${me}, ${of('rfsl')}), 'x', 'x', 'x', '{}', 'x') returning id`),
  attack(`insert into journal.audit (at, organisation_id, client, subject, action, objects, outcome) values ('2020-01-01', coalesce(${me}, ${of('rfsl')}), 'x', 'x', 'x', '{}', 'x')`),
  attack(`insert into journal.audit (id, organisation_id, client, subject, action, objects, outcome) overriding system value
          values (-1, coalesce(${me}, ${of('rfsl')}), 'x', 'x', 'x', '{}', 'x')`),
  attack(`insert into journal.outbox (organisation_id, kind, object_type, object_id) values (${of('bromma')}, 'x', 'x', gen_random_uuid())`),
  attack(`insert into journal.idempotency (organisation_id, key, operation, fingerprint) values (${of('bromma')}, 'mine', 'x', '')`),
  attack(`update journal.idempotency set outcome = '{}' where key = 'key-bromma'`),
  attack(`update journal.idempotency set organisation_id = ${of('bromma')}, key = 'mine' where key = 'key-rfsl'`),
  attack(`update journal.idempotency set fingerprint = ''`),
  attack(`select outcome from journal.idempotency where key = 'key-bromma'`),
  attack(`delete from journal.idempotency`),
]; // prettier-ignore

export const ROW_ATTACKS: readonly Attack[] = [
  ...DIRECTORY,
  ...REFERRALS,
  ...TRENDS,
  ...ACTIVITY,
  ...JOURNAL,
];
