// The logins that belong to no organisation: the look-up of clients, the record of used proofs, and the worker that keeps the clocks and
// builds releases. What each may do is stated here, beside the agreement, which speaks of parties only.
export interface OwnLogin {
  readonly name: string;
  /** Privileges as the live catalogue names them. */
  readonly agreed: ReadonlySet<string>;
}

const on = (privilege: string, table: string, columns: string) =>
  columns.split(' ').map((column) => `${privilege} ${table}.${column}`);
/** A privilege on a whole table, which PostgreSQL also counts for each of its columns. */
const whole = (privilege: string, table: string, columns: string) => [
  `${privilege} ${table}`,
  ...on(privilege, table, columns),
];

const ERASED = 'year county exploitation_form gender age_band route outcome count record_keys';
const PUBLISHED = 'release_id name period counts';
const BASIS = 'name period release_id n rk';

/** Who speaks for whom: registrations and the codes of organisations, nothing of what these share. */
const SERVICE: OwnLogin = {
  name: 'samverkan_service',
  agreed: new Set([
    ...on('SELECT', 'directory.organisation', 'id code party active login'),
    ...on('SELECT', 'directory.issuer', 'issuer jwks_uri algorithms revoked_at'),
    ...on('SELECT', 'directory.client', 'issuer client_id organisation_id revoked_at'),
    ...on('SELECT', 'directory.document', 'issuer client_id id text'),
    'directory.session_organisation()',
    'directory.session_party()',
    'directory.session_is_owner()',
    'directory.active_organisations()',
  ]),
};

/**
 * What the clocks need: moments, states, and the coarse facts that are counted when a referral is erased; and what a release is
 * built from and published as. No text.
 */
export const WORKER: OwnLogin = {
  name: 'samverkan_worker',
  agreed: new Set([
    ...on('SELECT', 'referrals.referral', 'id status status_since changed_at escalated_at submitted_at'),
    ...on('SELECT', 'referrals.referral', 'permit_status permit_until route outcome'),
    ...on('SELECT', 'referrals.referral', 'encounter_municipality exploitation_form gender age_band'),
    ...on('UPDATE', 'referrals.referral', 'status status_since changed_at escalated_at permit_status'),
    'DELETE referrals.referral',
    // What participants add keeps a referral alive.
    ...on('SELECT', 'referrals.service', 'referral_id at'),
    ...on('SELECT', 'referrals.message', 'referral_id at'),
    ...on('INSERT', 'referrals.event', 'referral_id action from_status to_status'),
    ...whole('SELECT', 'referrals.erased', ERASED),
    ...whole('INSERT', 'referrals.erased', ERASED),
    ...on('UPDATE', 'referrals.erased', 'count record_keys'),
    ...on('SELECT', 'journal.outbox', 'object_id at'),
    ...on('INSERT', 'journal.outbox', 'kind object_type object_id'),
    'DELETE journal.outbox',
    // The answers that were kept name the objects that they were about; keys and fingerprints stay closed.
    ...on('SELECT', 'journal.idempotency', 'outcome at'),
    'DELETE journal.idempotency',
    ...on('INSERT', 'journal.audit', 'client subject operation action objects outcome'),
    // Sealing: what an event says, its place, the tree and its checkpoints; purging: what events say, and who was shown them.
    ...on(
      'SELECT',
      'journal.audit',
      'id at organisation_id client subject subject_salt subject_mark operation',
    ),
    ...on('SELECT', 'journal.audit', 'action guarded objects names outcome salt sequence'),
    ...on('UPDATE', 'journal.audit', 'sequence'),
    'DELETE journal.audit',
    ...['SELECT', 'INSERT'].flatMap((privilege) => [
      ...whole(privilege, 'journal.leaf', 'sequence hashes'),
      ...whole(privilege, 'journal.checkpoint', 'size root at key_id signature'),
    ]),
    ...on('SELECT', 'journal.shown', 'sequence'),
    'DELETE journal.shown',
    'journal.show(bigint,bigint)',
    'directory.end_blocking_sessions()',
    // Which batches were withdrawn, whose cells are then removed: neither what these count nor who sent them.
    ...on('SELECT', 'statistics.batch', 'id withdrawn_at'),
    'DELETE cube.cell',
    // What releases are built from: counts and keys of the cube, of referrals and of reported work, and each organisation's party.
    ...on('SELECT', 'cube.cell', 'batch_id week municipality arena age_band gender change count_unit n rk'),
    ...on('SELECT', 'referrals.referral', 'record_key'),
    ...on('SELECT', 'activity.report', 'organisation_id month municipality kind count record_seed'),
    ...on('SELECT', 'directory.organisation', 'id party code active'),
    ...on('SELECT', 'statistics.release', 'id period measures revises requested_at published_at parameters'),
    ...on('UPDATE', 'statistics.release', 'published_at parameters'),
    ...whole('SELECT', 'statistics.published', PUBLISHED),
    ...whole('INSERT', 'statistics.published', PUBLISHED),
    ...whole('SELECT', 'cube.basis', BASIS),
    ...whole('INSERT', 'cube.basis', BASIS),
    // Positions in feeds, and purging them: whose a line is, how old, and nothing of what it is about.
    ...on('SELECT', 'journal.change', 'id organisation_id position at'),
    'DELETE journal.change',
    ...on('UPDATE', 'journal.change', 'position'),
    ...['SELECT', 'INSERT', 'UPDATE'].flatMap((privilege) =>
      whole(privilege, 'journal.head', 'organisation_id position'),
    ),
    // Proofs that nobody would accept any more.
    ...on('SELECT', 'directory.used_proof', 'used_at'),
    'DELETE directory.used_proof',
    // Deliveries to webhooks: how far each has come, which object waits, and what it takes to sign. The lines themselves are read
    // on the login of the organisation.
    ...on('SELECT', 'journal.webhook', 'id organisation_id url events secret earlier_secret earlier_until'),
    ...on('SELECT', 'journal.webhook', 'last_delivery_at last_status position'),
    ...on('UPDATE', 'journal.webhook', 'last_delivery_at last_status position'),
    ...on('SELECT', 'journal.webhook_waiting', 'webhook_id object_id position failures due_at'),
    ...on('INSERT', 'journal.webhook_waiting', 'webhook_id object_id position failures due_at'),
    ...on('UPDATE', 'journal.webhook_waiting', 'position failures due_at'),
    'DELETE journal.webhook_waiting',
    ...on('SELECT', 'journal.webhook_dead_letter', 'webhook_id organisation_id position object_id status at'),
    ...on('INSERT', 'journal.webhook_dead_letter', 'webhook_id organisation_id position object_id status'),
    'DELETE journal.webhook_dead_letter',
    // Asked by the row rules of the tables above; for the worker each answers with nobody or no.
    'directory.session_is_owner()',
    'directory.session_organisation()',
    'directory.session_party()',
    'referrals.supported_by_session()',
    'referrals.session_may_record(uuid,text)',
  ]),
};

/** That a proof of possession was used: whoever had this login could use up proofs that it cannot make, and nothing more. */
const PROOFS: OwnLogin = {
  name: 'samverkan_proofs',
  agreed: new Set([
    ...on('INSERT', 'directory.used_proof', 'key'),
    ...on('SELECT', 'directory.used_proof', 'key'),
  ]),
};

/** The role behind the trigger that decides who is told of a change: who sees an object, and counts of what changed. No text. */
const FEED: OwnLogin = {
  name: 'samverkan_feed',
  agreed: new Set([
    ...on('SELECT', 'directory.organisation', 'id party'),
    ...on('SELECT', 'trends.entry', 'id status revision version shown_version'),
    ...on('SELECT', 'trends.contribution', 'id organisation_id status'),
    ...on('SELECT', 'statistics.release', 'id published_at'),
    ...on('SELECT', 'referrals.referral', 'id route status flagged_by_id recipient_id version health_needs'),
    ...on('SELECT', 'referrals.referral', 'version_for_police version_for_supporters moved_by_id moved_at'),
    ...on('SELECT', 'referrals.supporter', 'referral_id organisation_id until'),
    ...on('SELECT', 'referrals.message', 'referral_id organisation_id audience'),
    ...on('SELECT', 'referrals.service', 'referral_id'),
    ...on('SELECT', 'referrals.consent', 'referral_id'),
    ...['SELECT', 'INSERT', 'UPDATE'].flatMap((privilege) =>
      whole(privilege, 'journal.view', 'object_type object_id organisation_id marks'),
    ),
    'DELETE journal.view',
    ...on('SELECT', 'journal.change', 'object_type object_id kind'),
    ...on('INSERT', 'journal.change', 'organisation_id kind object_type object_id'),
    'DELETE journal.change',
    'directory.session_organisation()',
    'directory.session_party()',
    'referrals.supported_by_session()',
    'journal.readers(text,uuid)',
    'journal.kind_between(jsonb,jsonb)',
    'journal.announce()',
    // Who is shown an event of the audit.
    ...on('SELECT', 'journal.audit', 'sequence at organisation_id action objects outcome'),
    ...on('INSERT', 'journal.shown', 'organisation_id sequence objects'),
    'journal.key_of(text,text)',
    'journal.still_own(text[])',
    'journal.show(bigint,bigint)',
  ]),
};

export const OWN_LOGINS: readonly OwnLogin[] = [SERVICE, WORKER, PROOFS, FEED];

/** Texts that somebody wrote, which no clock needs. */
export const WRITTEN_TEXTS: readonly string[] = [
  ...on('SELECT', 'referrals.referral', 'safety_note note police_case_link caseworker_note'),
  ...on('SELECT', 'referrals.consent', 'text_version override_reason'),
  ...on('SELECT', 'referrals.event', 'comment'),
  ...on('SELECT', 'referrals.message', 'body'),
  ...on('SELECT', 'statistics.batch', 'source'),
  ...on('SELECT', 'statistics.release', 'notes'),
  ...on('SELECT', 'activity.report', 'note'),
];
