// SYNTHETIC. What happens to some of the invented flags, so that a fresh server shows referrals in several states.

/** A step: who takes it, with which mutation, and its input beside the referral and its version. */
export interface DemonstrationStep {
  readonly as: string;
  readonly mutation: keyof typeof STEP_INPUTS;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The input type of each mutation that the demonstration uses. */
export const STEP_INPUTS = {
  acknowledgeReferral: 'ReferralActionInput',
  acceptReferral: 'ReferralActionInput',
  returnReferral: 'ReferralReasonInput',
  recordContact: 'ReferralActionInput',
  redirectReferral: 'RedirectReferralInput',
  inviteSupporter: 'SupporterInput',
  recordServices: 'RecordServicesInput',
  recordPermit: 'RecordPermitInput',
  sendReferralMessage: 'ReferralMessageInput',
} as const;

const step = (
  as: string,
  mutation: DemonstrationStep['mutation'],
  input: DemonstrationStep['input'] = {},
): DemonstrationStep => ({ as, mutation, input });

/** The steps of each flag in referrals.ts, in its order. */
export const REFERRAL_STEPS: readonly (readonly DemonstrationStep[])[] = [
  [
    step('socialjouren', 'acknowledgeReferral'),
    step('socialjouren', 'redirectReferral', { comment: 'Bor i Järva; skyddat boende i natt är ordnat.' }),
    step('jarva', 'acknowledgeReferral'),
    step('jarva', 'acceptReferral'),
    step('jarva', 'inviteSupporter', { organisation: 'rfsu' }),
    step('jarva', 'recordContact', { comment: 'Första mötet hölls med tolk.' }),
    step('jarva', 'recordServices', {
      services: [
        { service: 'SAFE_ACCOMMODATION', status: 'PROVIDED' },
        { service: 'LEGAL_COUNSEL', status: 'OFFERED' },
      ],
      caseworkerNote: 'Målsägandebiträde är bokat. Nästa möte på boendet.',
    }),
    step('rfsu', 'recordServices', { services: [{ service: 'STI_TESTING', status: 'PROVIDED' }] }),
    step('polisen-stockholm', 'recordPermit', { status: 'REFLECTION_PERIOD_GRANTED' }),
    step('jarva', 'sendReferralMessage', {
      audience: ['rfsu'],
      body: 'Kan ni ta emot igen nästa vecka, gärna med samma barnmorska?',
    }),
    step('rfsu', 'sendReferralMessage', {
      audience: ['jarva'],
      body: 'Ja, det går bra. Tid finns på förmiddagen.',
    }),
  ],
  [
    step('socialtjansten-malmo', 'acknowledgeReferral'),
    step('socialtjansten-malmo', 'acceptReferral'),
    step('socialtjansten-malmo', 'inviteSupporter', { organisation: 'smittskydd-stockholm' }),
  ],
  [
    step('socialjouren', 'acknowledgeReferral'),
    step('socialjouren', 'returnReferral', {
      reason: 'INSUFFICIENT_INFORMATION',
      comment: 'Hur vill han bli nådd?',
    }),
  ],
];
