// A new referral, on the login of the organisation that hands it over.
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { insert, insertable } from './insert.js';
import { insertEvent } from './referral-steps.js';
import { ConsentRow, ReferralRow } from '../entities/referral.js';
import type { Candidate } from '../domain/referral/routing.js';

/** The organisations that a flag can be routed to or consent can name. */
export function activeOrganisations(manager: EntityManager): Promise<(Candidate & { id: string })[]> {
  return manager.query('select id, code, party, regions from directory.active_organisations()');
}

const COLUMNS = [
  'reference', 'route', 'flaggedById', 'recipientId', 'urgency', 'encounterWeek', 'encounterMunicipality', 'encounterDistrict',
  'ageBand', 'gender', 'origin', 'languages', 'exploitationForm', 'indicators', 'meansOfControl', 'needs', 'healthNeeds',
  'consentState', 'minorReported', 'safetyNote', 'note', 'policeCaseLink', 'acknowledgeBy',
] as const satisfies readonly (keyof ReferralRow)[]; // prettier-ignore
export type NewReferral = Pick<ReferralRow, (typeof COLUMNS)[number]>;

const REFERRAL = insertable(ReferralRow, ['id', 'status', ...COLUMNS]);

// Whoever hands over a case says what the person agreed to; overriding it is not theirs (store/referral-consents.ts).
const AGREED = ['organisationId', 'services', 'state', 'textVersion', 'language'] as const;
export type AgreedConsent = Pick<ConsentRow, (typeof AGREED)[number]>;

const CONSENT = insertable(ConsentRow, ['id', 'referralId', ...AGREED]);

/** Stores a submitted referral with its consents and its first event, and returns its key. */
export async function insertReferral(
  manager: EntityManager,
  referral: NewReferral,
  consents: AgreedConsent[],
): Promise<string> {
  const id = randomUUID();
  const status = 'SUBMITTED';
  const event = {
    action: 'SUBMIT',
    fromStatus: null,
    toStatus: status,
    reason: null,
    comment: null,
  } as const;
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
