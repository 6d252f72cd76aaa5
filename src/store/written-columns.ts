// Which columns each mutation writes, and which its rules look at. With the agreement this gives the write grants of a party:
// an organisation that may not call a mutation cannot make its change by other means either.
import type { Subject } from '../auth/matrix.js';

interface Writes {
  readonly insert?: Readonly<Record<string, readonly string[]>>;
  readonly update?: Readonly<Record<string, readonly string[]>>;
  readonly delete?: readonly string[];
}

const CONTENT = [
  'kind', 'title', 'summary', 'body', 'language', 'period', 'period_from', 'period_to', 'regions', 'arenas', 'age_bands',
  'genders', 'topics', 'direction', 'confidence', 'count_unit', 'method', 'coverage', 'method_notes', 'sources',
  'policing_notes', 'health_notes', 'outreach_guidance',
]; // prettier-ignore
const DRAFT = ['entry_id', 'number', 'drafted_by', ...CONTENT];
const EVENT = ['id', 'referral_id', 'action', 'from_status', 'to_status', 'organisation_id', 'comment'];

/** What a step in the life of a referral writes. */
const STEP: Writes = {
  insert: { 'referrals.event': EVENT },
  update: { 'referrals.referral': ['status', 'status_since', 'version'] },
};

export const WRITTEN: Partial<Record<Subject, Writes>> = {
  'Mutation.draftTrendEntry': {
    insert: { 'trends.entry': ['id', 'status', 'publisher_id'], 'trends.draft': DRAFT },
  },
  'Mutation.reviseTrendEntry': {
    insert: { 'trends.draft': DRAFT },
    update: { 'trends.entry': ['version'], 'trends.draft': ['drafted_by', ...CONTENT] },
  },
  'Mutation.publishTrendEntry': {
    insert: { 'trends.revision': [...DRAFT, 'published_at'] },
    update: { 'trends.entry': ['version', 'shown_version', 'status', 'revision', 'listed_at'] },
    delete: ['trends.draft'],
  },
  'Mutation.withdrawTrendEntry': {
    update: { 'trends.entry': ['version', 'shown_version', 'status', 'withdrawn_reason'] },
  },
  'Mutation.reportActivity': {
    insert: { 'activity.report': ['organisation_id', 'month', 'municipality', 'kind', 'count', 'note'] },
    update: { 'activity.report': ['count', 'note'] },
  },
  'Mutation.submitReferralFlag': {
    insert: {
      'referrals.referral': [
        'id', 'reference', 'route', 'status', 'flagged_by_id', 'recipient_id', 'urgency', 'encounter_week',
        'encounter_municipality', 'encounter_district', 'age_band', 'gender', 'origin', 'languages', 'exploitation_form',
        'indicators', 'means_of_control', 'needs', 'health_needs', 'consent_state', 'minor_reported', 'safety_note', 'note',
        'police_case_link', 'acknowledge_by',
      ], // prettier-ignore
      'referrals.consent': [
        'id',
        'referral_id',
        'organisation_id',
        'services',
        'state',
        'text_version',
        'language',
      ],
      'referrals.event': EVENT,
    },
  },
  'Mutation.acknowledgeReferral': {
    ...STEP,
    update: { 'referrals.referral': [...STEP.update!['referrals.referral']!, 'decide_by'] },
  },
  'Mutation.acceptReferral': STEP,
  'Mutation.updateOrganisation': { update: { 'directory.organisation': ['mandate', 'services', 'contact'] } },
};

/** What every mutation leaves in the journal (store/unit-of-work.ts). */
export const JOURNAL: Writes = {
  insert: {
    'journal.idempotency': ['organisation_id', 'key', 'operation', 'fingerprint'],
    'journal.outbox': ['organisation_id', 'kind', 'object_type', 'object_id'],
    'journal.audit': ['organisation_id', 'client', 'subject', 'action', 'objects', 'outcome'],
  },
  update: { 'journal.idempotency': ['outcome'] },
};
