// Which mutation fills which column, told independently of src/store.
export const DRAFTING = 'Mutation.draftTrendEntry';
/** Every party writes something, so every party has its own idempotency keys and its lines in the journal. */
export const ANY_MUTATION = [
  'Mutation.updateOrganisation',
  'Mutation.submitReferralFlag',
  'Mutation.acceptReferral',
];
const SUBMITTING = 'Mutation.submitReferralFlag';
const REDIRECTING = 'Mutation.redirectReferral';
const RESUBMITTING = 'Mutation.resubmitReferral';
const CONSENTING = 'Mutation.recordConsent';
const SERVING = 'Mutation.recordServices';
/** Mutations that move a referral from one state to another, and leave an event. */
const MOVES = [
  'Mutation.acknowledgeReferral',
  'Mutation.acceptReferral',
  'Mutation.returnReferral',
  RESUBMITTING,
  'Mutation.declineReferral',
  'Mutation.confirmDecline',
  REDIRECTING,
  'Mutation.recordContact',
  'Mutation.closeReferral',
  'Mutation.withdrawReferral',
];
/** Mutations that note beside its state that something in it changed; a message changes nothing that exists. */
const NOTES = [
  SERVING,
  CONSENTING,
  'Mutation.recordPermit',
  'Mutation.inviteSupporter',
  'Mutation.removeSupporter',
];
const RELEASING = 'Mutation.publishRelease';
const IMPORTING = 'Mutation.importObservations';
export const KEYS = ['organisation_id', 'key', 'fingerprint', 'outcome'];

/**
 * Writable columns: table, columns, and the served mutations that fill them, where not everybody who may call these fills the
 * column also the field that one must be able to read. `*` is every column that holds content.
 */
type Filled = readonly [table: string, columns: string, mutations: readonly string[], readable?: string];
export const INSERTS: readonly Filled[] = [
  ['trends.entry', 'id status publisher_id', [DRAFTING]],
  ['trends.draft', '*', [DRAFTING, 'Mutation.reviseTrendEntry']],
  ['trends.revision', '* published_at', ['Mutation.publishTrendEntry']],
  [
    'referrals.referral',
    'id reference route status flagged_by_id recipient_id urgency encounter_week encounter_municipality encounter_district age_band gender origin languages exploitation_form indicators means_of_control needs health_needs consent_state minor_reported safety_note note police_case_link acknowledge_by',
    [SUBMITTING],
  ],
  [
    'referrals.consent',
    'id referral_id organisation_id services state text_version language',
    [SUBMITTING, CONSENTING],
  ],
  ['referrals.consent', 'override override_reason', [CONSENTING]],
  [
    'referrals.event',
    'id referral_id action from_status to_status organisation_id reason comment',
    [SUBMITTING, ...MOVES],
  ],
  ['referrals.supporter', 'referral_id organisation_id', ['Mutation.inviteSupporter']],
  ['referrals.service', 'id referral_id organisation_id service status', [SERVING]],
  ['referrals.message', 'id referral_id organisation_id audience body', ['Mutation.sendReferralMessage']],
  [
    'trends.contribution',
    'organisation_id attribution title text period regions arenas',
    ['Mutation.contribute'],
  ],
  ['trends.corroboration', 'entry_id organisation_id verdict comment', ['Mutation.corroborateTrendEntry']],
  ['activity.report', 'organisation_id month municipality kind count note', ['Mutation.reportActivity']],
  ['statistics.batch', 'organisation_id source digest', [IMPORTING]],
  ['cube.cell', 'batch_id week municipality arena age_band gender change count_unit n rk', [IMPORTING]],
  ['statistics.release', 'period measures notes revises', [RELEASING]],
  ['journal.webhook', 'id organisation_id url events secret', ['Mutation.createWebhook']],
  ['journal.idempotency', 'organisation_id key operation fingerprint', ANY_MUTATION],
  ['journal.outbox', 'organisation_id kind object_type object_id', ANY_MUTATION],
  ['journal.audit', 'organisation_id client subject operation action guarded objects outcome', ANY_MUTATION],
];
export const UPDATES: typeof INSERTS = [
  ['directory.organisation', 'mandate services contact', ['Mutation.updateOrganisation']],
  ['trends.draft', '*', ['Mutation.reviseTrendEntry']],
  ['trends.entry', 'version', ['Mutation.reviseTrendEntry']],
  ['trends.entry', 'version shown_version status revision listed_at', ['Mutation.publishTrendEntry']],
  ['trends.entry', 'version shown_version status withdrawn_reason', ['Mutation.withdrawTrendEntry']],
  [
    'trends.contribution',
    'status decided_at decision_note entry_id entry_revision',
    ['Mutation.resolveContribution'],
  ],
  ['trends.corroboration', 'verdict comment', ['Mutation.corroborateTrendEntry']],
  // Versions and hand-overs are the database's to note; no party sets them.
  ['referrals.referral', 'status status_since', MOVES],
  ['referrals.referral', 'changed_at', [...MOVES, ...NOTES]],
  ['referrals.referral', 'decide_by', ['Mutation.acknowledgeReferral', REDIRECTING, RESUBMITTING]],
  ['referrals.referral', 'acknowledge_by', [REDIRECTING, RESUBMITTING]],
  ['referrals.referral', 'recipient_id', [REDIRECTING]],
  ['referrals.referral', 'outcome', ['Mutation.closeReferral', 'Mutation.confirmDecline']],
  [
    'referrals.referral',
    'urgency origin languages exploitation_form indicators means_of_control needs health_needs safety_note note police_case_link',
    [RESUBMITTING],
  ],
  ['referrals.referral', 'permit_status permit_until', ['Mutation.recordPermit']],
  ['referrals.referral', 'consent_state', [CONSENTING]],
  ['referrals.referral', 'health_needs', [SERVING], 'Referral.healthNeeds'],
  ['referrals.referral', 'caseworker_note', [SERVING], 'Referral.caseworkerNote'],
  ['referrals.supporter', 'until', ['Mutation.removeSupporter', CONSENTING]],
  ['activity.report', 'count note', ['Mutation.reportActivity']],
  ['statistics.batch', 'row_count rejected_count', [IMPORTING]],
  ['journal.webhook', 'ended', ['Mutation.deleteWebhook']],
  ['statistics.batch', 'withdrawn_at', ['Mutation.withdrawBatch']],
  ['journal.idempotency', 'outcome', ANY_MUTATION],
];
