// A woman whom the police met in Rinkeby. She agrees to support by Socialjouren, by the board of Järva and by RFSU, and takes
// the last back.
import { FULL, POLICE } from './flags.js';
import { aDayLater, momentIn, threeWorkingDaysLater, type Span } from './learnt.js';
import type { Case, Scene } from './case-file.js';

const SERVICES = ['SAFE_ACCOMMODATION', 'MEDICAL', 'STI_TESTING', 'INTERPRETATION'];
const agreed = { state: 'GIVEN', services: SERVICES, textVersion: '2026-1', language: 'ro' };
const NAMED = ['socialjouren', 'jarva', 'rfsu'];

const flag = {
  ...FULL,
  encounterDistrict: 'jarva',
  ageBand: 'AGE_21_24',
  needs: ['SAFE_ACCOMMODATION', 'INTERPRETATION'],
  consent: { ...agreed, organisations: NAMED },
};

const consents = NAMED.map((organisation) => ({ ...agreed, organisation }));

const acknowledged = {
  status: 'ACKNOWLEDGED',
  decideBy: (span: Span) => momentIn(span, threeWorkingDaysLater),
};
const submittedAgain = {
  status: 'SUBMITTED',
  decideBy: null,
  acknowledgeBy: (span: Span) => momentIn(span, aDayLater),
};
const inThirtyDays = ({ from }: Span) =>
  new Date(from.getTime() + 30 * 86_400_000).toISOString().slice(0, 10);
const message = (by: string, audience: string[], body: string): Scene => ({
  by,
  mutation: 'sendReferralMessage',
  input: { audience, body },
  message: { audience, body },
});
const offered = [
  { service: 'SAFE_ACCOMMODATION', status: 'PROVIDED' },
  { service: 'INTERPRETATION', status: 'OFFERED' },
];

const scenes: Record<string, Scene> = {
  'Socialjouren acknowledges': {
    by: 'socialjouren',
    mutation: 'acknowledgeReferral',
    input: { comment: 'Vi tar kontakt i kväll.' },
    then: acknowledged,
    event: { action: 'ACKNOWLEDGE', comment: 'Vi tar kontakt i kväll.' },
  },
  'Socialjouren accepts': {
    by: 'socialjouren',
    mutation: 'acceptReferral',
    input: {},
    then: { status: 'ACCEPTED' },
    event: { action: 'ACCEPT' },
  },
  'Socialjouren writes to the unit': message(
    'socialjouren',
    ['prostitutionsenheten'],
    'Akutboende är ordnat.',
  ),
  'Socialjouren hands over to the board of the district, which is Järva': {
    by: 'socialjouren',
    mutation: 'redirectReferral',
    input: { comment: 'Bor i stadsdelen.' },
    then: { ...submittedAgain, recipient: { code: 'jarva' } },
    event: { action: 'REDIRECT', comment: 'Bor i stadsdelen.' },
  },
  'Järva acknowledges': {
    by: 'jarva',
    mutation: 'acknowledgeReferral',
    input: {},
    then: acknowledged,
    event: { action: 'ACKNOWLEDGE' },
  },
  'Järva asks for more': {
    by: 'jarva',
    mutation: 'returnReferral',
    input: { reason: 'INSUFFICIENT_INFORMATION', comment: 'Vilka språk talar hon?' },
    then: { status: 'RETURNED' },
    event: { action: 'RETURN', reason: 'INSUFFICIENT_INFORMATION', comment: 'Vilka språk talar hon?' },
  },
  'The police tell more': {
    by: POLICE,
    mutation: 'resubmitReferral',
    input: {
      languages: ['ro'],
      note: 'Talar bara rumänska.',
      urgency: 'WITHIN_3_DAYS',
      policeCaseLink: 'K-9d1b',
    },
    then: {
      ...submittedAgain,
      languages: ['ro'],
      note: 'Talar bara rumänska.',
      urgency: 'WITHIN_3_DAYS',
      policeCaseLink: 'K-9d1b',
    },
    event: { action: 'RESUBMIT' },
  },
  'Järva acknowledges again': {
    by: 'jarva',
    mutation: 'acknowledgeReferral',
    input: {},
    then: acknowledged,
    event: { action: 'ACKNOWLEDGE' },
  },
  'Järva accepts': {
    by: 'jarva',
    mutation: 'acceptReferral',
    input: {},
    then: { status: 'ACCEPTED' },
    event: { action: 'ACCEPT' },
  },
  'Järva invites RFSU': {
    by: 'jarva',
    mutation: 'inviteSupporter',
    input: { organisation: 'rfsu' },
    then: { supporters: [{ code: 'rfsu' }] },
  },
  'Järva writes to RFSU': message('jarva', ['rfsu'], 'Kan ni ta emot för provtagning?'),
  'RFSU answers': message('rfsu', ['jarva'], 'Ja, på torsdag.'),
  'The police write to Järva and to the unit': message(
    POLICE,
    ['jarva', 'prostitutionsenheten'],
    'Förundersökningen fortsätter.',
  ),
  'Järva meets her': {
    by: 'jarva',
    mutation: 'recordContact',
    input: { comment: 'Första mötet.' },
    then: { status: 'IN_SUPPORT' },
    event: { action: 'RECORD_CONTACT', comment: 'Första mötet.' },
  },
  'Järva records what it gives': {
    by: 'jarva',
    mutation: 'recordServices',
    input: { services: offered, caseworkerNote: 'Boende till månadens slut.', healthNeeds: ['STI_TESTING'] },
    then: { caseworkerNote: 'Boende till månadens slut.', healthNeeds: ['STI_TESTING'] },
    services: offered,
  },
  'RFSU records a test': {
    by: 'rfsu',
    mutation: 'recordServices',
    input: { services: [{ service: 'STI_TESTING', status: 'PROVIDED' }] },
    services: [{ service: 'STI_TESTING', status: 'PROVIDED' }],
  },
  'The police note the reflection period': {
    by: POLICE,
    mutation: 'recordPermit',
    input: { status: 'REFLECTION_PERIOD_GRANTED' },
    then: { permitStatus: 'REFLECTION_PERIOD_GRANTED', permitUntil: inThirtyDays },
  },
  'She takes back her consent to RFSU': {
    by: 'jarva',
    mutation: 'recordConsent',
    input: { state: 'WITHDRAWN', organisations: ['rfsu'], textVersion: '2026-2' },
    then: { consentState: 'LIMITED', supporters: [] },
    consents: [{ organisation: 'rfsu', state: 'WITHDRAWN', services: [], textVersion: '2026-2' }],
  },
  'Järva closes': {
    by: 'jarva',
    mutation: 'closeReferral',
    input: { outcome: 'SUPPORT_COMPLETED', comment: 'Har flyttat till eget boende.' },
    then: { status: 'CLOSED', outcome: 'SUPPORT_COMPLETED' },
    event: { action: 'CLOSE', comment: 'Har flyttat till eget boende.' },
  },
};

export const WOMAN_IN_RINKEBY: Case = { name: 'a woman met in Rinkeby', flag, consents, scenes };
