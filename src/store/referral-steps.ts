// Where a referral stands, and steps in its life, each on the acting organisation's own login.
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { insert, insertable } from './insert.js';
import { routeOf, supporterIds, versionColumn } from './referral-by-party.js';
import { ReferralEventRow, ReferralRow } from '../entities/referral.js';
import type { ReferralAction, ReferralReason, ReferralStatus } from '../domain/lists/referrals.js';
import type { Party } from '../domain/parties.js';
import type { Standing } from '../domain/referral/machine.js';

/** A referral as whoever acts on it sees it. */
export interface ReferralHead extends Standing {
  readonly id: string;
  readonly version: number;
  readonly recipientId: string;
  readonly supporterIds: readonly string[] | null;
  readonly party: Party;
}

/** Where a referral stands for a member of `party`, or null when it is absent or hidden. */
export async function referralHead(
  manager: EntityManager,
  party: Party,
  id: string,
): Promise<ReferralHead | null> {
  const [head] = await manager.query<Omit<ReferralHead, 'party'>[]>(
    `select f.id, f.status, ${routeOf('f', party)} as route, f.consent_state as "consentState",
       f.recipient_id as "recipientId", ${supporterIds('f.id', party)} as "supporterIds", f.${versionColumn(party)} as version
     from referrals.referral f where f.id = $1`,
    [id],
  );
  return head ? { ...head, party } : null;
}

/** The district of the encounter, where the police know it. */
export async function encounterDistrict(manager: EntityManager, id: string): Promise<string | null> {
  const [row] = await manager.query<{ district: string | null }[]>(
    'select f.encounter_district as district from referrals.referral f where f.id = $1',
    [id],
  );
  return row?.district ?? null;
}

/** What a change may set beside the state. */
export type ReferralChange = Partial<
  Omit<
    ReferralRow,
    | 'id'
    | 'reference'
    | 'route'
    | 'status'
    | 'statusSince'
    | 'submittedAt'
    | 'version'
    | 'flaggedById'
    | 'changedAt'
  >
>;

const NOW = `date_trunc('milliseconds', clock_timestamp())`;

/** Changes a referral without moving it; an empty change notes that something belonging to it changed. False: the version has moved on. */
export function changeReferral(
  manager: EntityManager,
  head: ReferralHead,
  change: ReferralChange,
): Promise<boolean> {
  return update(manager, head, change, []);
}

export interface Step {
  readonly action: ReferralAction;
  readonly to: ReferralStatus;
  readonly organisationId: string;
  readonly reason: ReferralReason | null;
  readonly comment: string | null;
}

/** Moves a referral to a state and records the step. False: the version has moved on. */
export async function moveReferral(
  manager: EntityManager,
  head: ReferralHead,
  { to, ...event }: Step,
  change: ReferralChange,
): Promise<boolean> {
  if (!(await update(manager, head, { ...change, status: to }, ['status_since']))) return false;
  await insertEvent(manager, { ...event, referralId: head.id, fromStatus: head.status, toStatus: to });
  return true;
}

async function update(
  manager: EntityManager,
  head: ReferralHead,
  set: Partial<ReferralRow>,
  moments: readonly string[],
): Promise<boolean> {
  const metadata = manager.connection.getMetadata(ReferralRow);
  const values: unknown[] = [head.id, head.version];
  const assignments = Object.entries(set)
    .filter(([, value]) => value !== undefined)
    .map(
      ([name, value]) =>
        `${metadata.findColumnWithPropertyName(name)!.databaseName} = $${values.push(value)}`,
    );
  const stamps = [...moments, 'changed_at'].map((column) => `${column} = ${NOW}`);
  // The version is counted by the database (migrations: referral-life).
  const [, affected] = await manager.query<[unknown[], number]>(
    `update referrals.referral set ${[...assignments, ...stamps].join(', ')}
     where id = $1 and ${versionColumn(head.party)} = $2`,
    values,
  );
  return affected === 1;
}

const EVENT = insertable(ReferralEventRow, [
  'id', 'referralId', 'action', 'fromStatus', 'toStatus', 'organisationId', 'reason', 'comment',
]); // prettier-ignore

/** Adds a step to the history. */
export function insertEvent(
  manager: EntityManager,
  event: Omit<ReferralEventRow, 'id' | 'at'>,
): Promise<void> {
  return insert(manager, EVENT, { ...event, id: randomUUID() });
}
