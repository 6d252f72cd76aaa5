// Which column carries which field, told independently of src/store: a party may read a column when the signed agreement gives
// it one of the fields that the column serves, and write it when the agreement gives it a mutation that is served and fills it.
import { PARTIES, gives, type Party } from './agreement.js';

type Carried = Readonly<Record<string, readonly string[]>>;
const NOBODY: readonly string[] = [];

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
/** Columns named as the fields of a type. */
const plain = (type: string, fields: string): Carried =>
  Object.fromEntries(fields.split(' ').map((field) => [snake(field), [`${type}.${field}`]]));

const CONTENT: Carried = {
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

const STATISTICS = ['Query.statistics', 'TrendEntry.statistics'];
const RELEASING = 'Mutation.publishRelease';

/** Readable columns, table by table: every column of the database stands here. */
const READ: Readonly<Record<string, Carried>> = {
  'directory.organisation': {
    ...plain('Organisation', 'id code name party mandate services regions contact agreementSignedAt active'),
    login: NOBODY,
  },
  'directory.issuer': { issuer: NOBODY, jwks_uri: NOBODY, algorithms: NOBODY, active: NOBODY },
  'directory.client': { issuer: NOBODY, client_id: NOBODY, organisation_id: NOBODY, active: NOBODY },
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
    ...{ moved_by_id: NOBODY, moved_in: NOBODY, record_key: NOBODY },
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
  'journal.outbox': {
    id: NOBODY,
    at: NOBODY,
    organisation_id: NOBODY,
    kind: NOBODY,
    object_type: NOBODY,
    object_id: NOBODY,
  },
  'journal.audit': {
    ...{
      id: NOBODY,
      transaction: NOBODY,
      at: NOBODY,
      organisation_id: NOBODY,
      client: NOBODY,
      subject: NOBODY,
    },
    ...{ action: NOBODY, objects: NOBODY, outcome: NOBODY },
  },
};

/**
 * The count of changes that a party reads as `Referral.version`: of what it could see. Whoever reads the support given reads the
 * count of everything; the police see permits but no support, and supporters neither.
 */
const VERSION: Readonly<Record<Party, string>> = {
  ...{ UNIT: 'version', DISTRICT: 'version', MUNICIPALITY: 'version', POLICE: 'version_for_police' },
  RFSU: 'version_for_supporters',
  RFSL: 'version_for_supporters',
  SMITTSKYDD: 'version_for_supporters',
};

const DRAFTING = 'Mutation.draftTrendEntry';
/** Every party writes something, so every party has its own idempotency keys and its lines in the journal. */
const ANY_MUTATION = [
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
const IMPORTING = 'Mutation.importObservations';
const KEYS = ['organisation_id', 'key', 'fingerprint', 'outcome'];

/**
 * Writable columns: table, columns, and the served mutations that fill them, where not everybody who may call these fills the
 * column also the field that one must be able to read. `*` is every column that holds content.
 */
type Filled = readonly [table: string, columns: string, mutations: readonly string[], readable?: string];
const INSERTS: readonly Filled[] = [
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
  ['journal.idempotency', 'organisation_id key operation fingerprint', ANY_MUTATION],
  ['journal.outbox', 'organisation_id kind object_type object_id', ANY_MUTATION],
  ['journal.audit', 'organisation_id client subject action objects outcome', ANY_MUTATION],
];
const UPDATES: typeof INSERTS = [
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
  ['statistics.batch', 'withdrawn_at', ['Mutation.withdrawBatch']],
  ['journal.idempotency', 'outcome', ANY_MUTATION],
];
const KEPT_ON_UPDATE = new Set(['entry_id', 'number']);

/**
 * Every privilege that the agreement gives a party in the database, as `SELECT trends.entry.id`; or would give, were another
 * agreement signed.
 */
export function agreedPrivileges(
  party: Party,
  given: (subject: string) => boolean = (subject) => gives(subject, party),
): Set<string> {
  const agreed = new Set<string>();
  const give = (privilege: string, table: string, columns: readonly string[]) =>
    columns.forEach((column) => agreed.add(`${privilege} ${table}.${column}`));
  const isGiven = (subjects: readonly string[]) => subjects.some(given);

  for (const [table, columns] of Object.entries(READ)) {
    give(
      'SELECT',
      table,
      Object.keys(columns).filter((column) => isGiven(columns[column]!)),
    );
  }
  if (given('Referral.version')) give('SELECT', 'referrals.referral', [VERSION[party]]);
  give('SELECT', 'trends.revision', [`search_${party.toLowerCase()}`]);
  if (isGiven([DRAFTING])) {
    const content = Object.keys(CONTENT).filter((column) => isGiven(CONTENT[column]!));
    give('SELECT', 'trends.draft', content);
    give('SELECT', 'trends.working_copy', [...content, 'published_at', `search_${party.toLowerCase()}`]);
    agreed.add('DELETE trends.draft');
  }
  if (isGiven(ANY_MUTATION)) give('SELECT', 'journal.idempotency', KEYS);
  for (const [privilege, writes] of [
    ['INSERT', INSERTS],
    ['UPDATE', UPDATES],
  ] as const) {
    for (const [table, columns, mutations, readable] of writes) {
      if (!isGiven(mutations) || (readable !== undefined && !given(readable))) continue;
      const content = Object.keys(CONTENT).filter(
        (column) => privilege === 'INSERT' || !KEPT_ON_UPDATE.has(column),
      );
      give(
        privilege,
        table,
        columns.split(' ').flatMap((column) => (column === '*' ? content : [column])),
      );
    }
  }
  return agreed;
}

/** Columns that no party has any use for beside those named above. */
export const OTHER_COLUMNS: readonly string[] = [
  ...PARTIES.map((party) => `trends.revision.search_${party.toLowerCase()}`),
  ...Object.keys(CONTENT).flatMap((column) => [`trends.draft.${column}`, `trends.working_copy.${column}`]),
  ...['trends.working_copy.published_at', 'trends.working_copy.search_unit'],
  ...[...KEYS, 'operation', 'at'].map((column) => `journal.idempotency.${column}`),
];

/** Every column that this table speaks of, to be held against the live catalogue. */
export const KNOWN_COLUMNS: readonly string[] = [
  ...Object.entries(READ).flatMap(([table, columns]) =>
    Object.keys(columns).map((column) => `${table}.${column}`),
  ),
  ...OTHER_COLUMNS,
].sort();
