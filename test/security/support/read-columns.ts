// Which column carries which field, told independently of src/store.

type Carried = Readonly<Record<string, readonly string[]>>;
const NOBODY: readonly string[] = [];

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** Columns named as the fields of a type. */
const plain = (type: string, fields: string): Carried =>
  Object.fromEntries(fields.split(' ').map((field) => [snake(field), [`${type}.${field}`]]));

export const CONTENT: Carried = {
  ...plain(
    'TrendEntry',
    'kind title summary body language period regions arenas ageBands genders topics direction',
  ),
  ...plain(
    'TrendEntry',
    'confidence countUnit method coverage methodNotes sources policingNotes healthNotes',
  ),
  ...plain('TrendEntry', 'outreachGuidance draftedBy statistics'),
  entry_id: ['TrendEntry.id'],
  number: ['TrendEntry.revision'],
  period_from: ['TrendEntry.period'],
  period_to: ['TrendEntry.period'],
};

/** Whoever asks for a release looks at the ones before. */
const RELEASING = 'Mutation.publishRelease';
const EVENTS = ['Query.auditEvents'];
const LEAF = ['AuditEvent.leafHash', 'Query.auditProof'];
/** A new webhook begins where the feed ends, and is counted. */
const HOOKING = 'Mutation.createWebhook';
const STATISTICS = ['Query.statistics', 'TrendEntry.statistics'];

/** Readable columns, table by table: every column of the database stands here. */
export const READ: Readonly<Record<string, Carried>> = {
  'directory.organisation': {
    ...plain('Organisation', 'id code name party mandate services regions contact agreementSignedAt active'),
    login: NOBODY,
  },
  'directory.issuer': {
    ...{ issuer: NOBODY, jwks_uri: NOBODY, algorithms: NOBODY, registered_at: NOBODY, revoked_at: NOBODY },
  },
  'directory.client': {
    ...{
      issuer: NOBODY,
      client_id: NOBODY,
      organisation_id: NOBODY,
      registered_at: NOBODY,
      revoked_at: NOBODY,
    },
  },
  'directory.used_proof': { key: NOBODY, used_at: NOBODY },
  // What a client asks is the client's own; only the look-up of clients reads it.
  'directory.document': {
    ...{ issuer: NOBODY, client_id: NOBODY, id: NOBODY, text: NOBODY, registered_at: NOBODY },
  },
  'trends.entry': {
    ...plain('TrendEntry', 'id status revision withdrawnReason'),
    // The unit decides on the version that counts its drafts too; the others read the one of what they could see.
    version: ['Mutation.reviseTrendEntry'],
    shown_version: ['TrendEntry.version'],
    publisher_id: ['TrendEntry.publisher'],
    listed_at: ['TrendEntry.publishedAt'],
  },
  'trends.revision': { ...CONTENT, published_at: ['TrendEntry.publishedAt'] },
  'trends.contribution': {
    ...plain('Contribution', 'id attribution status title text period regions arenas submittedAt decidedAt'),
    ...plain('Contribution', 'decisionNote'),
    organisation_id: ['Contribution.organisation'],
    // Which draft took it up shows on the entry alone, and there to the unit.
    ...{ entry_id: ['TrendEntry.contributions'], entry_revision: ['TrendEntry.contributions'] },
  },
  'trends.corroboration': {
    ...plain('Corroboration', 'id verdict at comment'),
    organisation_id: ['Corroboration.organisation'],
    entry_id: ['TrendEntry.corroborations'],
  },
  'referrals.referral': {
    ...plain(
      'Referral',
      'id reference route status statusSince submittedAt urgency encounterWeek origin gender',
    ),
    ...plain(
      'Referral',
      'encounterMunicipality encounterDistrict ageBand languages exploitationForm indicators needs',
    ),
    ...plain(
      'Referral',
      'meansOfControl healthNeeds consentState minorReported safetyNote note policeCaseLink',
    ),
    ...plain('Referral', 'acknowledgeBy decideBy outcome permitStatus permitUntil caseworkerNote'),
    // Which of these is `Referral.version` depends on the party: see VERSION.
    ...{ version: NOBODY, version_for_police: NOBODY, version_for_supporters: NOBODY },
    // Whether nothing has happened for long is told to those who read all that happens.
    ...{ changed_at: ['Referral.services'], escalated_at: ['Referral.services'] },
    ...{ moved_by_id: NOBODY, moved_at: NOBODY, record_key: NOBODY },
    flagged_by_id: ['Referral.flaggedBy'],
    recipient_id: ['Referral.recipient'],
  },
  'referrals.consent': {
    ...plain('Consent', 'id services state at textVersion language override overrideReason'),
    organisation_id: ['Consent.organisation'],
    referral_id: ['Referral.consents'],
  },
  'referrals.event': {
    ...plain('ReferralEvent', 'id at action fromStatus toStatus reason comment'),
    organisation_id: ['ReferralEvent.organisation'],
    referral_id: ['Referral.events'],
  },
  'referrals.supporter': {
    referral_id: ['Referral.supporters'],
    organisation_id: ['Referral.supporters'],
    since: NOBODY,
    until: ['Referral.supporters'],
  },
  'referrals.service': {
    ...plain('ServiceProvided', 'service status at'),
    organisation_id: ['ServiceProvided.organisation'],
    ...{ id: ['Referral.services'], referral_id: ['Referral.services'] },
  },
  'referrals.message': {
    ...plain('ReferralMessage', 'id at audience body'),
    organisation_id: ['ReferralMessage.organisation'],
    referral_id: ['Referral.messages'],
  },
  'referrals.erased': {
    ...{ year: NOBODY, county: NOBODY, exploitation_form: NOBODY, gender: NOBODY, age_band: NOBODY },
    ...{ route: NOBODY, outcome: NOBODY, count: NOBODY, record_keys: NOBODY },
  },
  'activity.report': {
    ...plain('ActivityReport', 'id month municipality kind count note'),
    organisation_id: ['ActivityReport.organisation'],
    record_seed: NOBODY,
  },
  'statistics.batch': {
    ...plain('Batch', 'id source rowCount rejectedCount receivedAt withdrawnAt'),
    organisation_id: ['Batch.organisation'],
    digest: NOBODY,
  },
  // Counted into, and read back by no party whatever it may call.
  'cube.cell': {
    ...{ batch_id: NOBODY, week: NOBODY, municipality: NOBODY, arena: NOBODY, age_band: NOBODY },
    ...{ gender: NOBODY, change: NOBODY, count_unit: NOBODY, n: NOBODY, rk: NOBODY },
  },
  // An entry shows the release that it refers to, and its numbers.
  'statistics.release': {
    id: ['Release.id', 'Query.releases', ...STATISTICS, RELEASING],
    period: ['Release.period', 'TrendEntry.statistics', RELEASING],
    published_at: ['Release.publishedAt', 'Query.releases', ...STATISTICS],
    notes: ['Release.notes', 'TrendEntry.statistics'],
    ...{ measures: [RELEASING], revises: [RELEASING], requested_at: [RELEASING], parameters: NOBODY },
  },
  'statistics.published': {
    ...{ release_id: STATISTICS, name: STATISTICS, period: STATISTICS, counts: STATISTICS },
  },
  'cube.basis': { name: NOBODY, period: NOBODY, release_id: NOBODY, n: NOBODY, rk: NOBODY },
  // An organisation reads the lines that are for it, and of who else reads an object nothing.
  'journal.change': {
    ...plain('Change', 'at kind objectType objectId'),
    position: ['Change.cursor'],
    ...{ id: NOBODY, organisation_id: NOBODY },
  },
  'journal.head': { organisation_id: [HOOKING], position: ['Query.changes', HOOKING] },
  'journal.epoch': { epoch: ['Query.changes'] },
  // Secrets are read by whoever delivers, and by no party: what was shown once is not shown again.
  'journal.webhook': {
    ...plain('Webhook', 'id url events createdAt lastDeliveryAt lastStatus'),
    organisation_id: [HOOKING],
    ...{ secret: NOBODY, earlier_secret: NOBODY, earlier_until: NOBODY, position: NOBODY },
    ended: NOBODY,
  },
  'journal.webhook_waiting': {
    ...{ webhook_id: NOBODY, object_id: NOBODY, position: NOBODY, failures: NOBODY, due_at: NOBODY },
  },
  'journal.webhook_dead_letter': {
    ...{ webhook_id: NOBODY, organisation_id: NOBODY, position: NOBODY, object_id: NOBODY },
    ...{ status: NOBODY, at: NOBODY },
  },
  'journal.view': { object_type: NOBODY, object_id: NOBODY, organisation_id: NOBODY, marks: NOBODY },
  'journal.outbox': {
    id: NOBODY,
    at: NOBODY,
    organisation_id: NOBODY,
    kind: NOBODY,
    object_type: NOBODY,
    object_id: NOBODY,
  },
  'journal.audit': {
    ...plain('AuditEvent', 'sequence at client operation action objects outcome'),
    organisation_id: ['AuditEvent.organisation'],
    guarded: ['AuditEvent.guardedFields'],
    // What a hash was made of beside what the event says; the salt of the subject is nobody's.
    ...{ salt: ['AuditEvent.leafData'], subject_mark: ['AuditEvent.leafData'] },
    ...{ id: NOBODY, transaction: NOBODY, subject: NOBODY, subject_salt: NOBODY, names: NOBODY },
  },
  'journal.leaf': { sequence: LEAF, hashes: LEAF },
  'journal.checkpoint': {
    ...plain('AuditCheckpoint', 'keyId signature'),
    ...{ at: ['AuditCheckpoint.at', ...EVENTS], size: ['AuditCheckpoint.treeSize', ...EVENTS] },
    root: ['AuditCheckpoint.rootHash'],
  },
  // Which events an organisation is shown, and on account of which objects of its own.
  'journal.shown': { organisation_id: EVENTS, sequence: EVENTS, objects: EVENTS },
};
