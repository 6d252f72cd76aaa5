// What the clocks do to referrals, on the worker's own login. Each is one statement or one transaction that finds its rows by
// their state, so several workers at once do nothing twice.
import type { DataSource } from 'typeorm';
import { withTransaction, type Transaction } from './transaction.js';
import { OPEN_STATES } from '../domain/referral/machine.js';
import { GRANTED } from '../domain/referral/permit.js';

const WORKER = `'worker', 'clock'`;

/** The journal of what a statement did to the referrals in `done`: one line for the feed and one for the audit each. */
const JOURNALED = (action: string) => `
  line as (insert into journal.outbox (kind, object_type, object_id) select '${action}', 'Referral', id from done),
  entry as (insert into journal.audit (client, subject, action, objects, outcome)
    select ${WORKER}, '${action}', array['Referral/' || id], 'DONE' from done)
  select count(*)::int as count from done`;

/** Nothing has happened since $1: no change, and nothing added. */
const AT_REST = `status = any ($2::text[]) and changed_at < $1
  and not exists (select from referrals.service s where s.referral_id = r.id and s.at >= $1)
  and not exists (select from referrals.message m where m.referral_id = r.id and m.at >= $1)`;

const EXPIRE = `
  with ripe as (
    select id, status from referrals.referral r where ${AT_REST} for update skip locked
  ), done as (
    update referrals.referral r set status = 'EXPIRED', status_since = $3, changed_at = $3
    from ripe where r.id = ripe.id returning r.id
  ), event as (
    insert into referrals.event (referral_id, action, from_status, to_status)
    select id, 'EXPIRE', status, 'EXPIRED' from ripe
  ), ${JOURNALED('expireReferral')}`;

const ESCALATE = `
  with done as (
    update referrals.referral r set escalated_at = $3
    where ${AT_REST} and (escalated_at is null or escalated_at < changed_at) returning id
  ), ${JOURNALED('escalateReferral')}`;

const END_PERMIT = `
  with done as (
    update referrals.referral set permit_status = 'ENDED'
    where permit_status = any ($2::text[]) and permit_until < $1::date and status = any ($3::text[]) returning id
  ), ${JOURNALED('endPermit')}`;

/** Ends open referrals that nobody has touched since `before`. */
export function expireReferrals(source: DataSource, before: Date, now: Date): Promise<number> {
  return counted(source, EXPIRE, [before, OPEN_STATES, now]);
}

/** Tells the unit, once, of open referrals that nobody has touched since `before`. */
export function escalateReferrals(source: DataSource, before: Date, now: Date): Promise<number> {
  return counted(source, ESCALATE, [before, OPEN_STATES, now]);
}

/** Ends what was granted until a day that is over; that is no movement of the referral. */
export function endPermits(source: DataSource, now: Date): Promise<number> {
  return counted(source, END_PERMIT, [now.toISOString().slice(0, 10), GRANTED, OPEN_STATES]);
}

const RIPE_FOR_ERASURE = `select id from referrals.referral
  where not status = any ($2::text[]) and status_since < $1 order by status_since limit 100 for update skip locked`;

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
export async function eraseReferrals(source: DataSource, before: Date): Promise<number> {
  let erased = 0;
  for (;;) {
    const count = await withTransaction(source, (manager) => eraseSome(manager, before));
    erased += count;
    if (count === 0) return erased;
  }
}

async function eraseSome(manager: Transaction, before: Date): Promise<number> {
  const rows = await manager.query<{ id: string }[]>(RIPE_FOR_ERASURE, [before, OPEN_STATES]);
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return 0;
  for (const statement of [COUNT, AUDIT, ...ERASE, TELL]) await manager.query(statement, [ids]);
  return ids.length;
}

async function counted(source: DataSource, statement: string, values: unknown[]): Promise<number> {
  return withTransaction(source, async (manager) => {
    const [row] = await manager.query<{ count: number }[]>(statement, values);
    return row!.count;
  });
}
