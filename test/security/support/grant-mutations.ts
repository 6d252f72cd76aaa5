// Grants that a careless hand would lose or add, as SQL: each column once in each direction, and the wider mistakes.
import { PARTIES } from './agreement.js';
import { KNOWN_COLUMNS, agreedPrivileges } from './columns.js';
import { login, type Database } from './privileges.js';

/** What to run, by the check that must notice: the comparison at boot, or that of every login's own privileges. */
export interface GrantMutations {
  readonly boot: readonly string[];
  readonly logins: readonly string[];
}

const roleOf = (party: string) => `samverkan_${party.toLowerCase()}`;

function columnMutations(): string[] {
  return KNOWN_COLUMNS.flatMap((name, index) => {
    const [schema, table, column] = name.split('.');
    // Reading is tried with every column, writing with every third.
    const privileges = ['SELECT', ...(index % 3 === 0 ? ['INSERT', 'UPDATE'] : [])];
    return privileges.flatMap((privilege, turn) => {
      // Parties take turns, so that each column is tried with few of them and each of them with many columns.
      const order = PARTIES.map((_, offset) => PARTIES[(index + turn + offset) % PARTIES.length]!);
      const has = order.find((party) => agreedPrivileges(party).has(`${privilege} ${name}`));
      const lacks = order.find((party) => !agreedPrivileges(party).has(`${privilege} ${name}`));
      const on = `${privilege} (${column}) on ${schema}.${table}`;
      return [
        ...(has ? [`revoke ${on} from ${roleOf(has)}`] : []),
        ...(lacks ? [`grant ${on} to ${roleOf(lacks)}`] : []),
      ];
    });
  });
}

/** Every mutation of the grants, one at a time. */
export async function grantMutations(owner: Database): Promise<GrantMutations> {
  const tables = await owner.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_schema in ('directory', 'trends', 'referrals', 'activity', 'statistics', 'cube', 'journal') order by 1`,
  );
  const whole = tables.flatMap(({ name }) => [
    `grant select on ${name} to public`,
    `grant truncate on ${name} to samverkan_unit`,
    `grant trigger, references on ${name} to samverkan_police`,
  ]);
  const boot = [
    ...columnMutations(),
    ...whole,
    'revoke delete on trends.draft from samverkan_unit',
    'grant delete on referrals.consent to samverkan_district',
    'grant update (version) on referrals.referral to samverkan_unit',
    'grant select (version) on referrals.referral to samverkan_police',
    'grant select (version_for_police) on referrals.referral to samverkan_rfsl',
    'grant update (moved_by_id, moved_at) on referrals.referral to samverkan_district',
    'grant insert (moved_at) on referrals.referral to samverkan_police',
    'grant select (caseworker_note) on referrals.referral to samverkan_smittskydd',
    'grant insert (at) on referrals.message to samverkan_rfsu',
    'grant update (body) on referrals.message to samverkan_unit',
    'grant insert on referrals.service to samverkan_police',
    'grant insert (since, until) on referrals.supporter to samverkan_municipality',
    'grant select on referrals.erased to samverkan_unit',
    'grant select (organisation_id) on trends.corroboration to samverkan_police',
    'grant select (comment) on trends.corroboration to samverkan_rfsu',
    'grant update (at) on trends.corroboration to samverkan_rfsl',
    'grant select on trends.corroboration to samverkan_district',
    'grant select (entry_id) on trends.contribution to samverkan_municipality',
    'grant insert (title, text) on trends.contribution to samverkan_unit',
    'revoke update (status) on trends.contribution from samverkan_unit',
    'grant select on cube.cell to samverkan_unit',
    'grant select (batch_id) on cube.cell to samverkan_municipality',
    'grant select (n, rk) on cube.cell to samverkan_police',
    'grant update (n) on cube.cell to samverkan_unit',
    'grant delete on cube.cell to samverkan_municipality',
    'revoke insert on cube.cell from samverkan_municipality',
    'grant insert on cube.cell to samverkan_district',
    'grant select (digest) on statistics.batch to samverkan_unit',
    'grant update (organisation_id) on statistics.batch to samverkan_municipality',
    'grant insert (id) on statistics.batch to samverkan_unit',
    'grant delete on statistics.batch to samverkan_unit',
    'revoke update (withdrawn_at) on statistics.batch from samverkan_unit',
    'grant select on cube.basis to samverkan_unit',
    'grant select (n) on cube.basis to samverkan_police',
    'grant insert on cube.basis to samverkan_unit',
    'grant insert (published_at) on statistics.release to samverkan_unit',
    'grant insert (parameters) on statistics.release to samverkan_unit',
    'grant insert (requested_at) on statistics.release to samverkan_unit',
    'grant update (published_at) on statistics.release to samverkan_unit',
    'grant update (notes) on statistics.release to samverkan_unit',
    'grant insert (period) on statistics.release to samverkan_police',
    'grant select (parameters) on statistics.release to samverkan_unit',
    'grant select (measures) on statistics.release to samverkan_rfsu',
    'grant delete on statistics.release to samverkan_unit',
    'grant insert on statistics.published to samverkan_unit',
    'grant update (counts) on statistics.published to samverkan_unit',
    'grant delete on statistics.published to samverkan_unit',
    'revoke select (counts) on statistics.published from samverkan_rfsl',
    'grant select (record_key) on referrals.referral to samverkan_unit',
    'grant insert (record_key) on referrals.referral to samverkan_police',
    'grant update (record_key) on referrals.referral to samverkan_district',
    'grant select (record_keys) on referrals.erased to samverkan_unit',
    'grant select (record_seed) on activity.report to samverkan_rfsu',
    'grant insert (record_seed) on activity.report to samverkan_rfsu',
    'grant update (record_seed) on activity.report to samverkan_unit',
    'grant create on schema statistics to samverkan_unit',
    'grant create on schema cube to samverkan_unit',
    'grant usage on schema cube to public',
    'grant samverkan_unit to samverkan_rfsl',
    'grant pg_read_all_data to samverkan_municipality',
    'grant pg_write_all_data to samverkan_police',
  ];
  const logins = [
    `grant select (police_case_link) on referrals.referral to ${login('rfsl')}`,
    `grant select on journal.audit to ${login('farsta')}`,
    `grant samverkan_unit to ${login('polisen-stockholm')}`,
    `grant ${login('socialjouren')} to ${login('farsta')}`,
    `grant pg_read_all_data to ${login('rfsu')}`,
    `grant usage on sequence journal.audit_id_seq to samverkan_rfsu`,
    `grant execute on function trends.words(text[]) to public`,
    `grant create on schema referrals to samverkan_unit`,
    `revoke execute on function directory.session_party() from samverkan_rfsl`,
    `revoke samverkan_rfsu from ${login('rfsu')}`,
    `grant execute on function referrals.before_change() to samverkan_unit`,
    `grant execute on function referrals.before_change() to public`,
    `revoke execute on function referrals.session_may_record(uuid, text) from samverkan_police`,
    `grant select (note) on referrals.referral to samverkan_worker`,
    `grant select on referrals.message to samverkan_worker`,
    `grant select (services) on referrals.consent to samverkan_worker`,
    `grant select (key) on journal.idempotency to samverkan_worker`,
    `grant update (recipient_id) on referrals.referral to samverkan_worker`,
    `grant insert (organisation_id) on journal.audit to samverkan_worker`,
    `grant update (outcome) on journal.audit to samverkan_worker`,
    `grant update (objects) on journal.audit to ${login('rfsu')}`,
    `grant delete on journal.webhook to samverkan_rfsl`,
    `revoke update (ended) on journal.webhook from samverkan_district`,
    `grant select (subject_salt) on journal.audit to ${login('prostitutionsenheten')}`,
    `grant select (subject) on journal.audit to ${login('rfsl')}`,
    `grant insert (sequence) on journal.audit to samverkan_worker`,
    `revoke delete on journal.audit from samverkan_worker`,
    `grant select (kind) on journal.change to samverkan_worker`,
    `revoke delete on journal.change from samverkan_worker`,
    `grant update (epoch) on journal.epoch to samverkan_worker`,
    `revoke update (sequence) on journal.audit from samverkan_worker`,
    `grant update (hashes) on journal.leaf to samverkan_worker`,
    `grant delete on journal.leaf to samverkan_worker`,
    `grant insert on journal.leaf to ${login('prostitutionsenheten')}`,
    `grant update (root) on journal.checkpoint to samverkan_worker`,
    `grant insert on journal.shown to samverkan_worker`,
    `grant execute on function journal.show(bigint, bigint) to ${login('rfsl')}`,
    `grant execute on function journal.key_of(text, text) to public`,
    `revoke execute on function journal.still_own(text[]) from samverkan_rfsl`,
    `grant samverkan_unit to samverkan_worker`,
    `revoke delete on referrals.referral from samverkan_worker`,
    `revoke execute on function referrals.session_may_record(uuid, text) from samverkan_worker`,
    `revoke select (n) on cube.cell from samverkan_worker`,
    `grant update (n) on cube.cell to samverkan_worker`,
    `grant select (notes) on statistics.release to samverkan_worker`,
    `grant insert (period) on statistics.release to samverkan_worker`,
    `grant update (measures) on statistics.release to samverkan_worker`,
    `grant delete on statistics.release to samverkan_worker`,
    `grant update (counts) on statistics.published to samverkan_worker`,
    `grant delete on statistics.published to samverkan_worker`,
    `revoke insert on statistics.published from samverkan_worker`,
    `grant update (n, rk) on cube.basis to samverkan_worker`,
    `grant delete on cube.basis to samverkan_worker`,
    `grant select (note) on activity.report to samverkan_worker`,
    `grant update (record_seed) on activity.report to samverkan_worker`,
    `grant update (record_key) on referrals.referral to samverkan_worker`,
    `grant execute on function statistics.refuse_change() to public`,
    `grant select (rk) on cube.basis to ${login('prostitutionsenheten')}`,
    `grant execute on function trends.date_verdict() to samverkan_rfsu`,
    `grant insert on cube.cell to samverkan_worker`,
    `grant select (source) on statistics.batch to samverkan_worker`,
    `grant update (withdrawn_at) on statistics.batch to samverkan_worker`,
    `revoke delete on cube.cell from samverkan_worker`,
    `grant select (n) on cube.cell to ${login('prostitutionsenheten')}`,
    `grant select on cube.cell to ${login('socialtjansten-malmo')}`,
    `grant select (digest) on statistics.batch to ${login('socialtjansten-malmo')}`,
    `grant select (used_at) on directory.used_proof to samverkan_proofs`,
    `grant insert (used_at) on directory.used_proof to samverkan_proofs`,
    `grant delete on directory.used_proof to samverkan_proofs`,
    `grant select (issuer) on directory.issuer to samverkan_proofs`,
    `grant select (key) on directory.used_proof to samverkan_worker`,
    `grant insert (key) on directory.used_proof to ${login('prostitutionsenheten')}`,
    `grant select (registered_at) on directory.client to samverkan_service`,
    `grant update (revoked_at) on directory.client to samverkan_service`,
    `grant select (contact) on directory.organisation to samverkan_service`,
    `revoke select (client_id) on directory.client from samverkan_service`,
    `revoke select (text) on directory.document from samverkan_service`,
    `grant select (registered_at) on directory.document to samverkan_service`,
    `grant insert (issuer, client_id, id, text) on directory.document to samverkan_service`,
    `grant select (text) on directory.document to ${login('prostitutionsenheten')}`,
    `grant select (id) on directory.document to samverkan_worker`,
  ];
  return { boot, logins };
}
