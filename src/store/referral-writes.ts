// Writes of referrals, each on the acting organisation's own login.
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { insert, insertable } from './insert.js';
import { ConsentRow, ReferralEventRow, ReferralRow } from '../entities/referral.js';
import type { ReferralAction, ReferralStatus } from '../domain/lists/referrals.js';
import type { Candidate } from '../domain/referral/routing.js';

export type NewReferral = Omit<
  ReferralRow,
  'id' | 'status' | 'statusSince' | 'submittedAt' | 'version' | 'decideBy'
>;
export type NewConsent = Pick<
  ConsentRow,
  'organisationId' | 'services' | 'state' | 'textVersion' | 'language'
>;

/** The organisations that a flag can be routed to or consent can name. */
export function activeOrganisations(manager: EntityManager): Promise<(Candidate & { id: string })[]> {
  return manager.query('select id, code, party, regions from directory.active_organisations()');
}

const REFERRAL = insertable(ReferralRow, [
  'id', 'reference', 'route', 'status', 'flaggedById', 'recipientId', 'urgency', 'encounterWeek', 'encounterMunicipality',
  'encounterDistrict', 'ageBand', 'gender', 'origin', 'languages', 'exploitationForm', 'indicators', 'meansOfControl', 'needs',
  'healthNeeds', 'consentState', 'minorReported', 'safetyNote', 'note', 'policeCaseLink', 'acknowledgeBy',
]); // prettier-ignore
const CONSENT = insertable(ConsentRow, [
  'id', 'referralId', 'organisationId', 'services', 'state', 'textVersion', 'language',
]); // prettier-ignore
const EVENT = insertable(ReferralEventRow, [
  'id', 'referralId', 'action', 'fromStatus', 'toStatus', 'organisationId', 'comment',
]); // prettier-ignore

/** Stores a submitted referral with its consents and its first event, and returns its key. */
export async function insertReferral(
  manager: EntityManager,
  referral: NewReferral,
  consents: NewConsent[],
): Promise<string> {
  const id = randomUUID();
  const status = 'SUBMITTED';
  const event = { action: 'SUBMIT', fromStatus: null, toStatus: status, comment: null } as const;
  await Promise.all([
    insert(manager, REFERRAL, { ...referral, id, status }),
    insert(
      manager,
      CONSENT,
      ...consents.map((consent) => ({ ...consent, id: randomUUID(), referralId: id })),
    ),
    insertEvent(manager, { ...event, referralId: id, organisationId: referral.flaggedById }),
  ]);
  return id;
}

export interface ReferralHead {
  readonly id: string;
  readonly status: ReferralStatus;
  readonly version: number;
  readonly recipientId: string;
}

/** Where a referral stands, or null when it is absent or hidden. */
export async function referralHead(manager: EntityManager, id: string): Promise<ReferralHead | null> {
  const head = await manager
    .createQueryBuilder(ReferralRow, 'f')
    .select(['f.id as id', 'f.status as status', 'f.version as version', 'f.recipient_id as "recipientId"'])
    .where('f.id = :id', { id })
    .getRawOne<ReferralHead>();
  return head ?? null;
}

/** Moves a referral to a state and records the step. False: the version has moved on. */
export async function moveReferral(
  manager: EntityManager,
  head: ReferralHead,
  step: { action: ReferralAction; to: ReferralStatus; organisationId: string; comment: string | null },
  set: Partial<Pick<ReferralRow, 'decideBy'>>,
): Promise<boolean> {
  const { affected } = await manager
    .createQueryBuilder()
    .update(ReferralRow)
    .set({
      ...set,
      status: step.to,
      statusSince: () => `date_trunc('milliseconds', clock_timestamp())`,
      version: head.version + 1,
    })
    .where('id = :id and version = :version', head)
    .execute();
  if (affected !== 1) return false;
  const { action, organisationId, comment } = step;
  await insertEvent(manager, {
    referralId: head.id,
    action,
    fromStatus: head.status,
    toStatus: step.to,
    organisationId,
    comment,
  });
  return true;
}

type NewEvent = Omit<ReferralEventRow, 'id' | 'at' | 'reason'>;

function insertEvent(manager: EntityManager, event: NewEvent): Promise<void> {
  return insert(manager, EVENT, { ...event, id: randomUUID() });
}
