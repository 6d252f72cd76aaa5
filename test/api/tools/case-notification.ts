// An adult who does not consent: a notification of a few facts, to the unit alone.
import { NOTIFICATION } from './flags.js';
import { UNIT } from './entries.js';
import { momentIn, threeWorkingDaysLater, type Span } from './learnt.js';
import type { Case, Scene } from './case-file.js';

const flag = { ...NOTIFICATION, encounterDistrict: 'norra-innerstaden' };

const scenes: Record<string, Scene> = {
  'The unit acknowledges': {
    by: UNIT,
    mutation: 'acknowledgeReferral',
    input: {},
    then: { status: 'ACKNOWLEDGED', decideBy: (span: Span) => momentIn(span, threeWorkingDaysLater) },
    event: { action: 'ACKNOWLEDGE' },
  },
  'The unit takes it on': {
    by: UNIT,
    mutation: 'acceptReferral',
    input: {},
    then: { status: 'ACCEPTED' },
    event: { action: 'ACCEPT' },
  },
  'The unit closes, since nobody can be reached': {
    by: UNIT,
    mutation: 'closeReferral',
    input: { outcome: 'PERSON_UNREACHABLE' },
    then: { status: 'CLOSED', outcome: 'PERSON_UNREACHABLE' },
    event: { action: 'CLOSE' },
  },
};

export const WITHOUT_CONSENT: Case = { name: 'an adult who does not consent', flag, consents: [], scenes };
