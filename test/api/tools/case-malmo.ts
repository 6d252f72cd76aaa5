// A boy of 16 in Malmö: always a referral, consent is not asked for, and the report to the social board was made.
import { FULL } from './flags.js';
import { momentIn, threeWorkingDaysLater, type Span } from './learnt.js';
import type { Case, Scene } from './case-file.js';

const MALMO = 'socialtjansten-malmo';
const TESTING = 'smittskydd-stockholm';
const { consent: _consent, encounterDistrict: _district, ...rest } = FULL;

const flag = {
  ...rest,
  encounterMunicipality: '1280',
  ageBand: 'AGE_15_17',
  gender: 'MAN',
  origin: 'SWEDEN',
  languages: ['sv'],
  needs: ['CHILD_PROTECTION', 'PSYCHOLOGICAL'],
  healthNeeds: ['STI_TESTING'],
  urgency: 'IMMEDIATE',
  minorReported: true,
};

const message = (by: string, audience: string[], body: string): Scene => ({
  by,
  mutation: 'sendReferralMessage',
  input: { audience, body },
  message: { audience, body },
});
const protection = [{ service: 'CHILD_PROTECTION', status: 'PROVIDED' }];
const test = [{ service: 'STI_TESTING', status: 'PROVIDED' }];

const scenes: Record<string, Scene> = {
  'Malmö acknowledges': {
    by: MALMO,
    mutation: 'acknowledgeReferral',
    input: {},
    then: { status: 'ACKNOWLEDGED', decideBy: (span: Span) => momentIn(span, threeWorkingDaysLater) },
    event: { action: 'ACKNOWLEDGE' },
  },
  'Malmö accepts': {
    by: MALMO,
    mutation: 'acceptReferral',
    input: { comment: 'Skyddsbedömning i dag.' },
    then: { status: 'ACCEPTED' },
    event: { action: 'ACCEPT', comment: 'Skyddsbedömning i dag.' },
  },
  'Malmö invites Smittskydd': {
    by: MALMO,
    mutation: 'inviteSupporter',
    input: { organisation: TESTING },
    then: { supporters: [{ code: TESTING }] },
  },
  'Malmö writes to Smittskydd': message(MALMO, [TESTING], 'Var kan han testas utan väntan?'),
  'Smittskydd answers': message(TESTING, [MALMO], 'På ungdomsmottagningen, drop-in.'),
  'Smittskydd records the test': {
    by: TESTING,
    mutation: 'recordServices',
    input: { services: test },
    services: test,
  },
  'Malmö meets him': {
    by: MALMO,
    mutation: 'recordContact',
    input: {},
    then: { status: 'IN_SUPPORT' },
    event: { action: 'RECORD_CONTACT' },
  },
  'Malmö records protection, and that no test is left to do': {
    by: MALMO,
    mutation: 'recordServices',
    input: { services: protection, healthNeeds: ['PSYCHOLOGICAL'], caseworkerNote: 'Jourhem ordnat.' },
    then: { healthNeeds: ['PSYCHOLOGICAL'], caseworkerNote: 'Jourhem ordnat.' },
    services: protection,
  },
  'Malmö notes that a permit is not his matter': {
    by: MALMO,
    mutation: 'recordPermit',
    input: { status: 'NOT_APPLICABLE' },
    then: { permitStatus: 'NOT_APPLICABLE' },
  },
  'Malmö closes, and Smittskydd takes part no more': {
    by: MALMO,
    mutation: 'closeReferral',
    input: { outcome: 'SUPPORT_COMPLETED' },
    then: { status: 'CLOSED', outcome: 'SUPPORT_COMPLETED' },
    event: { action: 'CLOSE' },
  },
};

export const BOY_IN_MALMO: Case = { name: 'a boy of 16 in Malmö', flag, consents: [], scenes };
