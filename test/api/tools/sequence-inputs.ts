// What is tried in a generated sequence: flags to start from, and steps by anybody with whatever arguments.
import fc from 'fast-check';
import { FULL, MINOR, NOTIFICATION } from './flags.js';
import type { Input } from './referral-effects.js';
import { gives } from '../../security/support/agreement.js';
import { MUTATIONS, SENDER, UNIT, partyOf } from './referral-rules.js';

/** Those who take turns: one of every party, two boards beside Socialjouren. */
export const PLAYERS = [
  UNIT,
  SENDER,
  'socialjouren',
  'jarva',
  'sodermalm',
  'socialtjansten-malmo',
  'rfsu',
  'rfsl',
  'smittskydd-stockholm',
];
const SERVICES = ['MEDICAL', 'STI_TESTING', 'SAFE_ACCOMMODATION'];

const { encounterDistrict: _district, ...elsewhere } = FULL;
const consentTo = (...organisations: string[]) => ({ ...FULL.consent, organisations, services: [] });

/** Flags to start from: who is consented to, and which board is known for the place. */
export const FLAGS = {
  widely: {
    ...FULL,
    encounterDistrict: 'jarva',
    consent: consentTo(...PLAYERS.filter((one) => one !== SENDER)),
  },
  narrowly: {
    ...FULL,
    consent: { ...consentTo('socialjouren', 'sodermalm', 'rfsu'), services: ['MEDICAL'] },
  },
  limited: { ...elsewhere, consent: { ...consentTo('socialjouren', 'rfsl'), state: 'LIMITED' } },
  recipientAlone: { ...elsewhere, encounterMunicipality: '1280' },
  elsewhere: { ...elsewhere, encounterMunicipality: '1480', consent: consentTo(UNIT, 'rfsu') },
  toRfsu: { ...FULL, recipient: 'rfsu', consent: consentTo('rfsu', 'jarva', 'smittskydd-stockholm') },
  minor: { ...MINOR, encounterDistrict: 'jarva' },
  minorInMalmo: { ...MINOR, encounterMunicipality: '1280' },
  notification: NOTIFICATION,
} as const;

const organisation = fc.constantFrom(...PLAYERS, 'nobody');
const some = <T>(values: readonly T[], most: number) =>
  fc.uniqueArray(fc.constantFrom(...values), { maxLength: most });

const ARGUMENTS = fc.record({
  organisation,
  isNamed: fc.boolean(),
  // A code that nobody has is rare enough to leave the others a chance.
  organisations: fc.oneof(
    { weight: 12, arbitrary: some(PLAYERS, 4) },
    { weight: 1, arbitrary: some([...PLAYERS, 'nobody'], 2) },
  ),
  services: some(SERVICES, 2),
  consent: fc.constantFrom('GIVEN', 'LIMITED', 'REFUSED', 'WITHDRAWN', 'NOT_ASKED'),
  override: fc.constantFrom(null, null, null, 'STATUTORY_DUTY'),
  isReasoned: fc.constantFrom(true, true, true, false),
  permit: fc.constantFrom('INFORMED', 'REFLECTION_PERIOD_GRANTED', 'TEMPORARY_PERMIT_GRANTED', 'ENDED'),
  until: fc.constantFrom(null, '2099-12-31', '2020-01-01'),
  reason: fc.constantFrom('OUTSIDE_AREA', 'NO_CAPACITY', 'OTHER'),
  outcome: fc.constantFrom('SUPPORT_COMPLETED', 'MOVED_AWAY', 'DECLINE_CONFIRMED'),
  hasComment: fc.constantFrom(false, false, false, true),
  note: fc.constantFrom(null, 'Talar rumänska.'),
  languages: fc.constantFrom(null, null, ['ro'], ['xx']),
});
type Arguments = typeof ARGUMENTS extends fc.Arbitrary<infer A> ? A : never;

/** One try: most follow what is allowed and aim at those who can be reached, the others come from anybody. */
export const STEP = fc.record({
  isGuided: fc.constantFrom(true, true, true, false),
  isAimed: fc.constantFrom(true, true, false),
  choice: fc.nat(9_973),
  by: fc.constantFrom(...PLAYERS),
  mutation: fc.constantFrom(...MUTATIONS),
  isStale: fc.nat(15).map((number) => number === 15),
  values: ARGUMENTS,
});
export type Step = typeof STEP extends fc.Arbitrary<infer S> ? S : never;

export const SEQUENCE = fc.record({
  flag: fc.constantFrom(...(Object.keys(FLAGS) as (keyof typeof FLAGS)[])),
  /** Whether the recipient has taken it on before anybody tries anything: most of what can go wrong comes after. */
  isAccepted: fc.boolean(),
  steps: fc.array(STEP, { minLength: 1, maxLength: 10, size: 'max' }),
});

const given = (input: Record<string, unknown>): Input =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null));

/** The input of a mutation, without the identifier and the version. */
export function inputFor(mutation: string, by: string, number: number, values: Arguments): Input {
  const comment = values.hasComment ? 'Enligt överenskommelse.' : null;
  switch (mutation) {
    case 'returnReferral':
    case 'declineReferral':
    case 'withdrawReferral':
      return given({ reason: values.reason, comment });
    case 'closeReferral':
      return given({ outcome: values.outcome, comment });
    case 'redirectReferral':
      return given({ recipient: values.isNamed ? values.organisation : null, comment });
    case 'resubmitReferral':
      return given({ note: values.note, languages: values.languages, comment });
    case 'recordServices': {
      const services = values.services.map((service) => ({ service, status: 'OFFERED' }));
      // Who does not read the note has no field for it either.
      const hasNote = values.hasComment && gives('Referral.caseworkerNote', partyOf(by));
      return given({ services, caseworkerNote: hasNote ? 'Tid bokad.' : null });
    }
    case 'inviteSupporter':
      // The unit as a supporter is a test of its own, which fails (../referral-sequences.test.ts).
      return { organisation: values.organisation === UNIT ? 'nobody' : values.organisation };
    case 'removeSupporter':
      return { organisation: values.organisation };
    case 'recordConsent': {
      const { consent: state, organisations, services, override, isReasoned } = values;
      const overrideReason = (override !== null) === isReasoned ? 'Smittskyddslagen.' : null;
      return given({ state, organisations, services, textVersion: '2026-1', override, overrideReason });
    }
    case 'recordPermit':
      return given({ status: values.permit, until: values.until });
    case 'sendReferralMessage':
      return { audience: values.organisations, body: `Meddelande ${number}.` };
    default:
      return given({ comment });
  }
}
