// The rules that a flag must meet before it is stored. Pure: what the police sent, and who is asked to take it.
import { isWeek, periodRange } from '../period.js';
import { isWithin, regionOf } from '../regions.js';
import type { ConsentState, ReferralRoute } from '../lists/referrals.js';
import type { AgeBand } from '../lists/trends.js';
import type { UserError, UserErrorCode } from '../user-error.js';

interface FlagConsent {
  readonly state: ConsentState;
  readonly organisations: readonly string[];
}

/** What the rules look at; the rest of a flag is stored as it is. */
export interface Flag {
  readonly route: ReferralRoute;
  readonly encounterWeek: string;
  readonly encounterMunicipality: string;
  readonly encounterDistrict?: string | null;
  readonly ageBand: AgeBand;
  readonly languages?: readonly string[] | null;
  readonly consent?: FlagConsent | null;
  readonly minorReported?: boolean | null;
}

/** Everything a notification may not carry: it is about an adult who does not consent (domain: two routes). */
const NOT_IN_A_NOTIFICATION = [
  'origin',
  'languages',
  'indicators',
  'meansOfControl',
  'needs',
  'healthNeeds',
  'consent',
  'safetyNote',
  'note',
  'policeCaseLink',
  'minorReported',
] as const;

/** Under 18 by the age band: always a referral, and consent is not asked for. */
function isMinor(ageBand: AgeBand): boolean {
  return ageBand === 'UNDER_15' || ageBand === 'AGE_15_17';
}

/** The consent state that a flag starts with. */
export function consentStateOf(flag: Flag): ConsentState {
  if (isMinor(flag.ageBand)) return 'NOT_REQUIRED_MINOR';
  return flag.consent?.state ?? 'REFUSED';
}

/** Every rule that a flag breaks, none if it may be stored. `now` bounds the week of the encounter. */
export function flagErrors(flag: Flag, now: Date): UserError[] {
  return [...placeAndTimeErrors(flag, now), ...languageErrors(flag), ...routeErrors(flag)];
}

/** Every rule that a supplement to a returned flag breaks; `supplement` holds the fields that are given. */
export function supplementErrors(route: ReferralRoute, supplement: Partial<Flag>): UserError[] {
  return [
    ...languageErrors(supplement),
    ...(route === 'NOTIFICATION' ? textsInNotification(supplement) : []),
  ];
}

/** The consent must reach the organisation that the flag goes to; an empty list means whoever receives it. */
export function recipientErrors(flag: Flag, recipient: string): UserError[] {
  const named = flag.consent?.organisations ?? [];
  if (flag.route !== 'REFERRAL' || isMinor(flag.ageBand) || named.length === 0 || named.includes(recipient))
    return [];
  return [
    error(
      'CONSENT_LIMITED',
      'The person has not consented to the organisation that would receive the referral.',
      ['consent', 'organisations'],
    ),
  ];
}

function placeAndTimeErrors(flag: Flag, now: Date): UserError[] {
  const errors: UserError[] = [];
  if (!isWeek(flag.encounterWeek)) {
    errors.push(invalid('encounterWeek: an ISO 8601 week, such as 2026-W31.', ['encounterWeek']));
  } else if (periodRange(flag.encounterWeek).from > now.toISOString().slice(0, 10)) {
    errors.push(invalid('encounterWeek: not in the future.', ['encounterWeek']));
  }
  if (regionOf(flag.encounterMunicipality)?.kind !== 'MUNICIPALITY') {
    errors.push(
      invalid('encounterMunicipality: the code of a municipality, such as 0180.', ['encounterMunicipality']),
    );
  }
  const district = flag.encounterDistrict;
  if (
    district != null &&
    !(regionOf(district)?.kind === 'DISTRICT' && isWithin(district, flag.encounterMunicipality))
  ) {
    errors.push(invalid('encounterDistrict: a district of that municipality.', ['encounterDistrict']));
  }
  return errors;
}

function languageErrors(flag: Pick<Flag, 'languages'>): UserError[] {
  const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
  return (flag.languages ?? []).flatMap((code, index) =>
    /^[a-z]{2}$/.test(code) && names.of(code) !== undefined
      ? []
      : [invalid('languages: ISO 639-1 codes of two letters, such as ro.', ['languages', String(index)])],
  );
}

function routeErrors(flag: Flag): UserError[] {
  if (isMinor(flag.ageBand)) return minorErrors(flag);
  if (flag.route === 'NOTIFICATION') {
    return textsInNotification(flag);
  }
  if (flag.consent?.state === 'GIVEN' || flag.consent?.state === 'LIMITED') return [];
  return [
    error('CONSENT_REQUIRED', 'An adult is referred only with consent; without it, send a notification.', [
      'consent',
    ]),
  ];
}

function textsInNotification(flag: Partial<Flag>): UserError[] {
  return NOT_IN_A_NOTIFICATION.filter((field) => isGiven(flag[field as keyof Flag])).map((field) =>
    invalid(`${field}: a notification carries only form, place, week, age band, gender and urgency.`, [
      field,
    ]),
  );
}

function minorErrors(flag: Flag): UserError[] {
  const errors: UserError[] = [];
  if (flag.route !== 'REFERRAL') {
    errors.push(invalid('route: a person under 18 is always a referral.', ['route']));
  }
  if (flag.minorReported !== true) {
    const rule =
      'minorReported: the report to the social board (orosanmälan) must have been made for a person under 18.';
    errors.push(invalid(rule, ['minorReported']));
  }
  if (flag.consent && flag.consent.state !== 'NOT_REQUIRED_MINOR') {
    errors.push(invalid('consent: not asked of a person under 18.', ['consent', 'state']));
  }
  return errors;
}

function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value != null && value !== false;
}

function invalid(message: string, path: string[]): UserError {
  return error('INVALID_VALUE', message, path);
}

function error(code: UserErrorCode, message: string, path: string[]): UserError {
  return { code, message, path };
}
