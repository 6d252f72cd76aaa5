// What the clocks do to referrals, on the worker's own login. Each goes in passes, a transaction each, that find their rows by their
// state, so several workers at once do nothing twice.
import type { DataSource } from 'typeorm';
import { withTransaction, type Transaction } from './transaction.js';
import { ENDED_STATES } from '../domain/referral/machine.js';
import { GRANTED } from '../domain/referral/permit.js';

const WORKER = `'worker', 'clock'`;

/** The journal of what a statement did to the referrals in `done`: one line for the feed and one for the audit each. */
const JOURNALED = (action: string) => `
  line as (insert into journal.outbox (kind, object_type, object_id) select '${action}', 'Referral', id from done),
  entry as (insert into journal.audit (client, subject, action, objects, outcome)
    select ${WORKER}, '${action}', array['Referral/' || id], 'DONE' from done)
  select count(*)::int as count from done`;

/** Referrals that a pass takes at once: what a worker that was away for long finds would take longer than a statement may. */
const MOST_REFERRALS = 100;

/**
 * The first ones that are due. What somebody holds, its row or the turn of its changes (migrations: object-turns), is due in the next
 * round, too, and nobody waits for it.
 */
const RIPE = (due: string, since: string) =>
  `select id, status from (
     select id, status from referrals.referral r where ${due} order by ${since} limit ${MOST_REFERRALS} for update skip locked
   ) due where pg_try_advisory_xact_lock(1015, hashtext(id::text))`;

// Written out as in the indexes referral_ended and referral_open: for a parameter PostgreSQL could not tell that they hold the rows.
const ENDED_LIST = ENDED_STATES.map((status) => `'${status}'`).join(', ');
const HAS_ENDED = `status in (${ENDED_LIST})`;
const IS_OPEN = `status not in (${ENDED_LIST})`;

/** Nothing has happened since $1: no change, and nothing added. */
const AT_REST = `${IS_OPEN} and changed_at < $1
  and not exists (select from referrals.service s where s.referral_id = r.id and s.at >= $1)
  and not exists (select from referrals.message m where m.referral_id = r.id and m.at >= $1)`;

const EXPIRE = `
  with ripe as (${RIPE(AT_REST, 'changed_at')}), done as (
    update referrals.referral r set status = 'EXPIRED', status_since = $2, changed_at = $2
    from ripe where r.id = ripe.id returning r.id
  ), event as (
    insert into referrals.event (referral_id, action, from_status, to_status)
    select id, 'EXPIRE', status, 'EXPIRED' from ripe
  ), ${JOURNALED('expireReferral')}`;

const ESCALATE = `
  with ripe as (
    ${RIPE(`${AT_REST} and (escalated_at is null or escalated_at < changed_at)`, 'changed_at')}
  ), done as (
    update referrals.referral r set escalated_at = $2 from ripe where r.id = ripe.id returning r.id
  ), ${JOURNALED('escalateReferral')}`;

const END_PERMIT = `
  with ripe as (
    ${RIPE(`${IS_OPEN} and permit_status = any ($2::text[]) and permit_until < $1::date`, 'permit_until')}
  ), done as (
    update referrals.referral r set permit_status = 'ENDED' from ripe where r.id = ripe.id returning r.id
  ), ${JOURNALED('endPermit')}`;

/** Ends open referrals that nobody has touched since `before`. */
export function expireReferrals(source: DataSource, before: Date, now: Date): Promise<number> {
  return inPasses(source, (manager) => journaled(manager, EXPIRE, [before, now]));
}

/** Tells the unit, once, of open referrals that nobody has touched since `before`. */
export function escalateReferrals(source: DataSource, before: Date, now: Date): Promise<number> {
  return inPasses(source, (manager) => journaled(manager, ESCALATE, [before, now]));
}

/** Ends what was granted until a day that is over; that is no movement of the referral. */
export function endPermits(source: DataSource, now: Date): Promise<number> {
  const today = now.toISOString().slice(0, 10);
  return inPasses(source, (manager) => journaled(manager, END_PERMIT, [today, GRANTED]));
}

const RIPE_FOR_ERASURE = RIPE(`${HAS_ENDED} and status_since < $1`, 'status_since');

/** What stays of them: a count by coarse facts, and in the audit that each was erased. */
const COUNT = `insert into referrals.erased
    (year, county, exploitation_form, gender, age_band, route, outcome, count, record_keys)
  select extract(year from submitted_at at time zone 'UTC'), left(encounter_municipality, 2), exploitation_form, gender, age_band, route,
    coalesce(outcome, status), count(*), sum(record_key) % 4294967296
  from referrals.referral where id = any ($1::uuid[]) group by 1, 2, 3, 4, 5, 6, 7
  order by 1, 2, 3, 4, 5, 6, 7 -- two workers that take the same rows in one order wait; in two they would wait for each other
  on conflict (year, county, exploitation_form, gender, age_band, route, outcome) do update set
    count = erased.count + excluded.count, record_keys = (erased.record_keys + excluded.record_keys) % 4294967296`;
const AUDIT = `insert into journal.audit (client, subject, action, objects, outcome)
  select ${WORKER}, 'eraseReferral', array['Referral/' || id], 'DONE' from unnest($1::uuid[]) id`;
const TELL = `insert into journal.outbox (kind, object_type, object_id)
  select 'eraseReferral', 'Referral', id from unnest($1::uuid[]) id`;
const ERASE = [
  // The fingerprint of an input is made from its content.
  `delete from journal.idempotency where outcome ->> 'uuid' = any ($1::text[])`,
  'delete from journal.outbox where object_id = any ($1::uuid[])',
  // Consents, services, supporters, messages and events go with it.
  'delete from referrals.referral where id = any ($1::uuid[])',
];

/** Erases referrals that ended before a moment, with everything that belongs to them. Answers how many. */
export function eraseReferrals(source: DataSource, before: Date): Promise<number> {
  return inPasses(source, (manager) => eraseSome(manager, before));
}

async function eraseSome(manager: Transaction, before: Date): Promise<number> {
  const rows = await manager.query<{ id: string }[]>(RIPE_FOR_ERASURE, [before]);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  for (const statement of [COUNT, AUDIT, ...ERASE, TELL]) await manager.query(statement, [ids]);
  return ids.length;
}

async function journaled(manager: Transaction, statement: string, values: unknown[]): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>(statement, values);
  return row!.count;
}

/** Repeats a pass until one finds fewer than it could take. Answers how many they took together. */
async function inPasses(
  source: DataSource,
  pass: (manager: Transaction) => Promise<number>,
): Promise<number> {
  let total = 0;
  for (;;) {
    const count = await withTransaction(source, pass);
    total += count;
    if (count < MOST_REFERRALS) return total;
  }
}
