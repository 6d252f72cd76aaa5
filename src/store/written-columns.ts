// Which columns each mutation writes, and which its rules look at. With the agreement this gives the write grants of a party:
// an organisation that may not call a mutation cannot make its change by other means either.
import { AUDIT_COLUMNS } from './audit-trail.js';
import type { Subject } from '../auth/matrix.js';

interface Writes {
  readonly insert?: Readonly<Record<string, readonly string[]>>;
  readonly update?: Readonly<Record<string, readonly string[]>>;
  readonly delete?: readonly string[];
}

const CONTENT = [
  'kind', 'title', 'summary', 'body', 'language', 'period', 'period_from', 'period_to', 'regions', 'arenas', 'age_bands',
  'genders', 'topics', 'direction', 'confidence', 'count_unit', 'method', 'coverage', 'method_notes', 'sources',
  'policing_notes', 'health_notes', 'outreach_guidance', 'statistics',
]; // prettier-ignore
const DRAFT = ['entry_id', 'number', 'drafted_by', ...CONTENT];
const EVENT = [
  'id',
  'referral_id',
  'action',
  'from_status',
  'to_status',
  'organisation_id',
  'reason',
  'comment',
];
const CONSENT = ['id', 'referral_id', 'organisation_id', 'services', 'state', 'text_version', 'language'];

/** What a step in the life of a referral writes, beside what it sets itself. */
function step(...columns: string[]): Writes {
  return {
    insert: { 'referrals.event': EVENT },
    update: { 'referrals.referral': ['status', 'status_since', 'changed_at', ...columns] },
  };
}

/** What is recorded without moving a referral. */
function note(insert: Writes['insert'], ...columns: string[]): Writes {
  return { ...(insert && { insert }), update: { 'referrals.referral': ['changed_at', ...columns] } };
}

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
  'Mutation.contribute': {
    insert: {
      'trends.contribution': [
        'organisation_id', 'attribution', 'title', 'text', 'period', 'regions', 'arenas',
      ], // prettier-ignore
    },
  },
  'Mutation.resolveContribution': {
    update: {
      'trends.contribution': ['status', 'decided_at', 'decision_note', 'entry_id', 'entry_revision'],
    },
  },
  'Mutation.corroborateTrendEntry': {
    insert: { 'trends.corroboration': ['entry_id', 'organisation_id', 'verdict', 'comment'] },
    update: { 'trends.corroboration': ['verdict', 'comment'] },
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
      'referrals.consent': CONSENT,
      'referrals.event': EVENT,
    },
  },
  'Mutation.acknowledgeReferral': step('decide_by'),
  'Mutation.acceptReferral': step(),
  'Mutation.returnReferral': step(),
  'Mutation.resubmitReferral': step(
    ...[
      'urgency',
      'origin',
      'languages',
      'exploitation_form',
      'indicators',
      'means_of_control',
      'needs',
      'health_needs',
    ],
    ...['safety_note', 'note', 'police_case_link', 'acknowledge_by', 'decide_by'],
  ),
  'Mutation.declineReferral': step(),
  'Mutation.confirmDecline': step('outcome'),
  'Mutation.redirectReferral': {
    ...step('recipient_id', 'acknowledge_by', 'decide_by'),
    update: {
      ...step('recipient_id', 'acknowledge_by', 'decide_by').update,
      'referrals.supporter': ['until'],
    },
  },
  'Mutation.recordContact': step(),
  'Mutation.closeReferral': step('outcome'),
  'Mutation.withdrawReferral': step(),
  'Mutation.recordConsent': {
    insert: { 'referrals.consent': [...CONSENT, 'override', 'override_reason'] },
    update: { 'referrals.referral': ['changed_at', 'consent_state'], 'referrals.supporter': ['until'] },
  },
  'Mutation.inviteSupporter': note({ 'referrals.supporter': ['referral_id', 'organisation_id'] }),
  'Mutation.removeSupporter': {
    update: { 'referrals.referral': ['changed_at'], 'referrals.supporter': ['until'] },
  },
  'Mutation.recordServices': note({
    'referrals.service': ['id', 'referral_id', 'organisation_id', 'service', 'status'],
  }),
  'Mutation.recordPermit': note(undefined, 'permit_status', 'permit_until'),
  'Mutation.sendReferralMessage': {
    insert: { 'referrals.message': ['id', 'referral_id', 'organisation_id', 'audience', 'body'] },
  },
  'Mutation.importObservations': {
    insert: {
      'statistics.batch': ['organisation_id', 'source', 'digest'],
      'cube.cell': [
        ...[
          'batch_id',
          'week',
          'municipality',
          'arena',
          'age_band',
          'gender',
          'change',
          'count_unit',
          'n',
          'rk',
        ],
      ],
    },
    update: { 'statistics.batch': ['row_count', 'rejected_count'] },
  },
  'Mutation.withdrawBatch': { update: { 'statistics.batch': ['withdrawn_at'] } },
  'Mutation.publishRelease': {
    insert: { 'statistics.release': ['period', 'measures', 'notes', 'revises'] },
  },
  'Mutation.createWebhook': {
    insert: { 'journal.webhook': ['id', 'organisation_id', 'url', 'events', 'secret'] },
  },
  'Mutation.deleteWebhook': { update: { 'journal.webhook': ['ended'] } },
  'Mutation.updateOrganisation': { update: { 'directory.organisation': ['mandate', 'services', 'contact'] } },
};

/** Input fields that only those may send who may read what they set (auth/reveals.ts), and the column that each sets. */
export const WRITTEN_BY_READERS: readonly (readonly [mutation: Subject, field: Subject, writes: Writes])[] = [
  ['Mutation.recordServices', 'Referral.healthNeeds', { update: { 'referrals.referral': ['health_needs'] } }],
  [
    'Mutation.recordServices',
    'Referral.caseworkerNote',
    { update: { 'referrals.referral': ['caseworker_note'] } },
  ],
];

/** What every mutation leaves in the journal (store/unit-of-work.ts). */
export const JOURNAL: Writes = {
  insert: {
    'journal.idempotency': ['organisation_id', 'key', 'operation', 'fingerprint'],
    'journal.outbox': ['organisation_id', 'kind', 'object_type', 'object_id'],
    'journal.audit': AUDIT_COLUMNS,
  },
  update: { 'journal.idempotency': ['outcome'] },
};
