// Consent per organisation, and the supporters that it lets in. Records of consent are added, never changed.
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { insert, insertable } from './insert.js';
import { ConsentRow, SupporterRow } from '../entities/referral.js';
import type { ConsentRecord } from '../domain/referral/consent.js';

export type NewConsent = Pick<
  ConsentRow,
  'organisationId' | 'services' | 'state' | 'textVersion' | 'language' | 'override' | 'overrideReason'
>;

const CONSENT = insertable(ConsentRow, [
  'id', 'referralId', 'organisationId', 'services', 'state', 'textVersion', 'language', 'override', 'overrideReason',
]); // prettier-ignore
const SUPPORTER = insertable(SupporterRow, ['referralId', 'organisationId']);

/** Adds records of consent to a referral. */
export function insertConsents(
  manager: EntityManager,
  referralId: string,
  consents: readonly NewConsent[],
): Promise<void> {
  return insert(
    manager,
    CONSENT,
    ...consents.map((consent) => ({ ...consent, id: randomUUID(), referralId })),
  );
}

/** The records of consent of a referral, oldest first. */
export function consentsOf(manager: EntityManager, referralId: string): Promise<ConsentRecord[]> {
  return manager.query(
    `select c.organisation_id as "organisationId", c.services, c.state, c.override
     from referrals.consent c where c.referral_id = $1 order by c.at, c.id`,
    [referralId],
  );
}

/** Lets an organisation take part. */
export function insertSupporter(
  manager: EntityManager,
  referralId: string,
  organisationId: string,
): Promise<void> {
  return insert(manager, SUPPORTER, { referralId, organisationId });
}

/** Ends the part of organisations, from this transaction on. */
export async function endSupport(
  manager: EntityManager,
  referralId: string,
  organisationIds: readonly string[],
): Promise<void> {
  if (organisationIds.length === 0) return;
  await manager.query(
    `update referrals.supporter set until = date_trunc('milliseconds', clock_timestamp())
     where referral_id = $1 and organisation_id = any ($2::uuid[]) and until is null`,
    [referralId, organisationIds],
  );
}
