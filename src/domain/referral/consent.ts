// Consent drives access: whom it reaches, for which services, and what a new record changes. Source: the domain, "Consent".
import type { ConsentOverride, ConsentState, Need } from '../lists/referrals.js';
import { invalid, type UserError } from '../user-error.js';

/** One record of consent for one organisation; the newest per organisation counts. */
export interface ConsentRecord {
  readonly organisationId: string;
  readonly services: readonly Need[];
  readonly state: ConsentState;
  /** Vital interest or statutory duty, which stand above what the person decided. */
  readonly override: string | null;
}

/** How far one organisation may act: not at all, for whatever the person needs, or for some services. */
export type Reach = 'NONE' | 'EVERYTHING' | readonly Need[];

/**
 * How far the records, oldest first, let an organisation act. Consent is not asked of a person under 18; a person who has refused or
 * withdrawn as a whole is helped by an override only.
 */
export function reachOf(
  consentState: ConsentState,
  records: readonly ConsentRecord[],
  organisationId: string,
): Reach {
  if (consentState === 'NOT_REQUIRED_MINOR') return 'EVERYTHING';
  const newest = records.filter((record) => record.organisationId === organisationId).at(-1);
  if (!newest) return 'NONE';
  const isGiven = (state: ConsentState) => state === 'GIVEN' || state === 'LIMITED';
  const isOpen = newest.override !== null || (isGiven(newest.state) && isGiven(consentState));
  if (!isOpen) return 'NONE';
  return newest.services.length > 0 ? newest.services : 'EVERYTHING';
}

/** The services of a list that a reach does not cover. */
export function beyond(reach: Reach, services: readonly Need[]): Need[] {
  if (reach === 'EVERYTHING') return [];
  return services.filter((service) => reach === 'NONE' || !reach.includes(service));
}

/**
 * Where consent stands as a whole after a record that names some organisations, or all of them when the list is empty: what the
 * person decided about the recipient, limited where the person refuses somebody else.
 */
export function consentAfter(
  current: ConsentState,
  recipientId: string,
  record: {
    readonly state: ConsentState;
    readonly organisationIds: readonly string[];
    readonly override: string | null;
  },
): ConsentState {
  const { state, organisationIds, override } = record;
  if (override !== null) return current;
  const concernsRecipient = organisationIds.length === 0 || organisationIds.includes(recipientId);
  if (concernsRecipient) return state;
  const isTakenBack = state === 'REFUSED' || state === 'WITHDRAWN';
  return isTakenBack && current === 'GIVEN' ? 'LIMITED' : current;
}

interface ConsentInput {
  readonly state: ConsentState;
  readonly organisations: readonly string[];
  readonly override?: ConsentOverride | null;
  readonly overrideReason?: string | null;
}

const BY_THE_PERSON: readonly ConsentState[] = ['GIVEN', 'LIMITED', 'REFUSED', 'WITHDRAWN'];
const WITHOUT_CONSENT: readonly ConsentState[] = ['NOT_ASKED', 'REFUSED', 'WITHDRAWN'];

/** Every rule that a new record of consent breaks. */
export function consentErrors({ state, organisations, override, overrideReason }: ConsentInput): UserError[] {
  if (override == null) {
    return [
      ...(BY_THE_PERSON.includes(state) ? [] : [invalid('state', 'what the person decided.')]),
      ...(overrideReason == null ? [] : [invalid('overrideReason', 'only with an override.')]),
    ];
  }
  return [
    ...(WITHOUT_CONSENT.includes(state)
      ? []
      : [invalid('state', 'there is nothing to override while the person consents.')]),
    ...(organisations.length > 0
      ? []
      : [invalid('organisations', 'an override names whom it lets take part.')]),
    ...(overrideReason == null ? [invalid('overrideReason', 'required with an override.')] : []),
  ];
}
