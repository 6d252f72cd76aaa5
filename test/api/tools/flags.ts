// Referral flags as the police send them, for tests that need some.
import type { TestApi } from '../../support/api.js';

export const POLICE = 'polisen-stockholm';

/** A flag about an adult in Stockholm who consents, with everything that a flag can say. */
export const FULL = {
  route: 'REFERRAL',
  encounterWeek: '2025-W20',
  encounterMunicipality: '0180',
  encounterDistrict: 'sodermalm',
  ageBand: 'AGE_25_34',
  gender: 'WOMAN',
  origin: 'OTHER_EU_EEA',
  languages: ['ro', 'en'],
  exploitationForm: 'SEXUAL',
  indicators: ['DECEPTION', 'DEBT_BONDAGE'],
  meansOfControl: ['TAKES_EARNINGS'],
  needs: ['SAFE_ACCOMMODATION'],
  healthNeeds: ['MEDICAL', 'STI_TESTING'],
  urgency: 'WITHIN_24_HOURS',
  consent: {
    state: 'GIVEN',
    organisations: [],
    services: ['MEDICAL'],
    language: 'ro',
    textVersion: '2026-1',
  },
  safetyNote: 'Ring inte på kvällen.',
  note: 'Vill ha en kvinnlig tolk.',
  policeCaseLink: 'K-7f3a',
};

/** The least that a notification says: an adult who does not consent. */
export const NOTIFICATION = {
  route: 'NOTIFICATION',
  encounterWeek: '2025-W20',
  encounterMunicipality: '0180',
  ageBand: 'AGE_21_24',
  gender: 'MAN',
  exploitationForm: 'SEXUAL',
  urgency: 'ROUTINE',
};

/** The least that a flag about a person under 18 says. */
export const MINOR = { ...NOTIFICATION, route: 'REFERRAL', ageBand: 'AGE_15_17', minorReported: true };

export interface FlagOutcome {
  readonly referral: { id: string; version: number; reference: string; recipient: { code: string } } | null;
  readonly errors: { code: string; path: string[]; message: string }[];
}

/** Submits a flag as the police and returns its payload. */
export async function submit(api: TestApi, input: object): Promise<FlagOutcome> {
  const answer = await api.as(POLICE)(
    `mutation ($input: SubmitReferralFlagInput!) { submitReferralFlag(input: $input) {
       referral { id version reference recipient { code } } errors { code path message } } }`,
    { input },
  );
  if (!answer.data) throw new Error(answer.text);
  return answer.data.submitReferralFlag as FlagOutcome;
}

/** Submits a flag that must be taken. */
export async function submitted(api: TestApi, input: object = FULL) {
  const { referral, errors } = await submit(api, input);
  if (!referral) throw new Error(`the flag was refused: ${JSON.stringify(errors)}`);
  return referral;
}

/** Takes a step with a referral as an organisation and returns the whole answer. */
export function act(api: TestApi, organisation: string, action: 'acknowledge' | 'accept', input: object) {
  const field = `${action}Referral`;
  return api.as(organisation)(
    `mutation ($input: ReferralActionInput!) { ${field}(input: $input) {
       referral { id version status access { canAcknowledge canAccept } } errors { code path message } } }`,
    { input },
  );
}
