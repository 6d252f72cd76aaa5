// A flag about an adult who consents to Socialjouren. Invented.

export const OPERATION = `mutation Flag($input: SubmitReferralFlagInput!) {
  submitReferralFlag(input: $input) {
    referral { id reference status urgency consentState needs recipient { code name } events { action } }
    errors { code path message }
  }
}`;

export const INPUT = {
  route: 'REFERRAL',
  encounterWeek: '2026-W01',
  encounterMunicipality: '0180',
  encounterDistrict: 'jarva',
  ageBand: 'AGE_25_34',
  gender: 'WOMAN',
  origin: 'OTHER_EU_EEA',
  languages: ['ro', 'en'],
  exploitationForm: 'SEXUAL',
  indicators: ['DECEPTION', 'DEBT_BONDAGE'],
  meansOfControl: ['TAKES_EARNINGS', 'WITHHOLDS_DOCUMENTS'],
  needs: ['SAFE_ACCOMMODATION', 'INTERPRETATION', 'LEGAL_COUNSEL'],
  healthNeeds: ['MEDICAL', 'STI_TESTING'],
  urgency: 'WITHIN_24_HOURS',
  consent: { state: 'GIVEN', organisations: ['socialjouren'], services: ['SAFE_ACCOMMODATION'], language: 'ro', textVersion: '2026-1' },
  safetyNote: 'Ta inte kontakt på boendet. Avtala tid och plats genom den som lämnade flaggan.',
  note: 'Vill helst tala med en kvinnlig tolk. Behöver en säker plats redan i kväll.',
  policeCaseLink: 'K-7f3a',
}; // prettier-ignore
