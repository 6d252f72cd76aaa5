// SQL that an injection could run in a referral's life: keep reading what was handed on, take part in another's name or where one
// takes part no longer, forge what the database counts, or let the worker's login do more than its clocks.
import { FLAGS } from './row-flags.js';
import type { Attack } from './hostile-rows.js';

const UNIT = 'prostitutionsenheten';
const POLICE = 'polisen-stockholm';
const JOUR = 'socialjouren';
const RFSL = 'rfsl';
const WORKER = 'worker';
/** Beside the attackers of every other statement: a recipient that has handed something on, and the worker. */
export const LIFE_ATTACKERS = [RFSL, POLICE, 'farsta', UNIT, JOUR, WORKER];

const of = (code: string) => `(select id from directory.organisation where code = '${code}')`;
const me = `coalesce(directory.session_organisation(), ${of(RFSL)})`;
const numbered = (number: number) => FLAGS[number - 1]!.id;
/** Socialjouren's; one that RFSL supports; one that it carries; one that ended with it as a supporter; one handed on by Socialjouren. */
const [jours, supported, rfsls, ended, handedOn] = [1, 4, 10, 12, 14].map(numbered);

const attack = (sql: string, ...allowed: string[]): Attack => ({
  name: sql.replace(/\s+/g, ' ').slice(0, 90),
  sql,
  allowed,
});
const set = (what: string, id: string | undefined, ...allowed: string[]) =>
  attack(`update referrals.referral set ${what} where id = '${id}'`, ...allowed);
const service = (id: string | undefined, organisation: string, ...allowed: string[]) =>
  attack(`insert into referrals.service (referral_id, organisation_id, service, status) values ('${id}', ${organisation}, 'MEDICAL', 'PROVIDED')`, ...allowed); // prettier-ignore
const message = (id: string | undefined, organisation: string, ...allowed: string[]) =>
  attack(`insert into referrals.message (referral_id, organisation_id, audience, body) values ('${id}', ${organisation}, array[${of('farsta')}], 'x')`, ...allowed); // prettier-ignore
const supporter = (id: string | undefined, organisation: string, ...allowed: string[]) =>
  attack(`insert into referrals.supporter (referral_id, organisation_id) values ('${id}', ${of(organisation)})`, ...allowed); // prettier-ignore

// prettier-ignore
export const LIFE_ATTACKS: readonly Attack[] = [
  // Counts and hand-overs are the database's to note.
  ...['moved_by_id = ' + me, 'moved_at = now()', 'version = 1', 'version_for_police = 1', 'version_for_supporters = 1']
    .map((what) => set(what, jours)),
  set('escalated_at = null', jours, WORKER),
  attack('select moved_by_id from referrals.referral'),
  attack('select moved_at from referrals.referral'),
  attack('select version from referrals.referral', UNIT, JOUR),
  attack('select version_for_police from referrals.referral', POLICE),
  attack('select version_for_supporters from referrals.referral', RFSL),
  attack('select changed_at from referrals.referral', UNIT, JOUR, WORKER),
  { ...attack('select referrals.before_change()'), control: false },
  attack('create trigger mine before update on referrals.referral for each row execute function referrals.before_change()'),
  attack('alter table referrals.referral disable trigger before_change'),
  // What was handed on is gone, with everything that belongs to it.
  set(`recipient_id = ${of('farsta')}`, jours, UNIT, JOUR),
  set(`recipient_id = ${of(JOUR)}`, handedOn, UNIT),
  attack(`select id from referrals.referral where id = '${handedOn}'`, UNIT, POLICE, WORKER),
  attack(`select id from referrals.event where referral_id = '${handedOn}'`, UNIT, POLICE),
  attack(`select body from referrals.message where referral_id = '${handedOn}'`, POLICE),
  attack(`select service from referrals.service where referral_id = '${handedOn}'`, UNIT),
  attack(`insert into referrals.event (referral_id, action, to_status, organisation_id) values ('${handedOn}', 'REDIRECT', 'SUBMITTED', ${me})`, UNIT),
  service(handedOn, me),
  message(handedOn, me, UNIT, POLICE),
  // A supporter records its own services, on what it supports now.
  service(supported, me, RFSL),
  service(supported, of('jarva')),
  service(jours, me, JOUR),
  service(jours, of(RFSL)),
  service(ended, me),
  attack(`insert into referrals.service (referral_id, organisation_id, service, status, at) values ('${supported}', ${me}, 'MEDICAL', 'PROVIDED', '2020-01-01')`),
  attack(`select service from referrals.service where referral_id = '${supported}'`, UNIT),
  attack(`update referrals.service set status = 'DECLINED'`),
  attack('delete from referrals.service'),
  set(`outcome = 'MOVED_AWAY'`, supported, UNIT),
  set(`health_needs = '{}'`, supported, UNIT, POLICE),
  set(`caseworker_note = 'x'`, rfsls, UNIT),
  // A participant writes as itself, and reads what is for it.
  message(supported, me, RFSL, UNIT, POLICE),
  message(supported, of('jarva')),
  message(ended, me, UNIT, POLICE),
  attack(`insert into referrals.message (referral_id, organisation_id, audience, body, at) values ('${rfsls}', ${me}, '{}', 'x', '2020-01-01')`),
  attack(`select body from referrals.message where organisation_id = ${of('jarva')}`, RFSL),
  attack(`select body from referrals.message where organisation_id = ${of('bromma')}`),
  attack(`update referrals.message set audience = array[${me}]`),
  attack(`update referrals.message set body = 'x'`),
  attack('delete from referrals.message'),
  // Whoever carries a referral invites, and a supporter does not invite itself.
  supporter(jours, 'bromma', JOUR),
  supporter(supported, RFSL),
  supporter(rfsls, 'farsta'),
  supporter(ended, RFSL),
  attack(`update referrals.supporter set until = null where referral_id = '${supported}'`),
  attack(`insert into referrals.supporter (referral_id, organisation_id, since) values ('${jours}', ${of('bromma')}, '2020-01-01')`),
  // The worker moves, erases and counts, reads no text, and leaves no line in the name of an organisation.
  attack(`insert into referrals.event (referral_id, action, from_status, to_status) values ('${jours}', 'EXPIRE', 'SUBMITTED', 'EXPIRED')`, WORKER),
  set(`status = 'EXPIRED'`, jours, WORKER, UNIT, POLICE, JOUR),
  set(`permit_status = 'ENDED'`, jours, WORKER, UNIT, POLICE, JOUR),
  set(`permit_until = null`, jours, UNIT, POLICE, JOUR),
  attack(`delete from referrals.referral where id = '${jours}'`, WORKER),
  attack('select count from referrals.erased', WORKER),
  attack('update referrals.erased set count = 9', WORKER),
  attack(`update referrals.erased set year = 1999`),
  attack('delete from referrals.erased'),
  attack('select note from referrals.referral', UNIT, POLICE, JOUR),
  attack('select safety_note from referrals.referral', UNIT, POLICE, JOUR, RFSL),
  attack('select caseworker_note from referrals.referral', UNIT, JOUR),
  attack('select reference from referrals.referral', UNIT, POLICE, JOUR, RFSL),
  attack('select recipient_id from referrals.referral', UNIT, POLICE, JOUR, RFSL),
  attack('select services from referrals.consent', UNIT, JOUR, RFSL),
  attack('select action from referrals.event', UNIT, POLICE, JOUR, RFSL),
  attack(`select outcome from journal.idempotency where key = 'key-bromma'`),
  attack('select fingerprint from journal.idempotency', UNIT, POLICE, JOUR, RFSL, 'farsta'),
  attack(`insert into journal.audit (client, subject, action, objects, outcome) values ('worker', 'clock', 'x', '{}', 'x')`, WORKER),
  attack('set role samverkan_worker', WORKER),
];
