// What everybody tries on every table, row by row, and what the agreement lets them do.
import { batchSteps, readableBatches } from './batch-expectations.js';
import { DECLINES, contributionSteps, readableContributions } from './contribution-expectations.js';
import { COUNTS, handingOn, type Step } from './hand-over.js';
import { readableMessages } from './life-expectations.js';
import { WORKER_RELEASES, publishedTables, releaseSteps } from './release-expectations.js';
import { CODES, ORGANISATIONS } from './organisations.js';
import { BATCHES, CONTRIBUTIONS, ENTRIES, RELEASES, REPORTS, VERDICTS } from './row-data.js';
import { FLAGS, messagesOf } from './row-flags.js';
import {
  TABLES,
  all,
  expectedDeletes,
  expectedReads,
  expectedUpdates,
  forgeries,
  readableEntries,
  readableFlags,
  readableReports,
  revisions,
  type Counts,
  type Table,
} from './row-expectations.js';
import { endedSupport } from './life-expectations.js';
import { FEED_READS, FEED_WRITES } from './feed-rows.js';
import {
  WORKER_CELLS,
  WORKER_DELETES,
  WORKER_INSERTS,
  WORKER_READS,
  WORKER_SEALS,
  WORKER_UPDATES,
} from './worker-rows.js';

/** A column that can be set blindly, so that only the policy for updates decides, not the one for reading. */
const BLIND: Readonly<Record<Table, string>> = {
  'directory.organisation': `contact = 'x'`,
  'directory.issuer': 'revoked_at = now()',
  'directory.client': 'revoked_at = now()',
  'directory.document': `text = 'x'`,
  'directory.used_proof': 'used_at = now()',
  'trends.entry': `withdrawn_reason = 'x'`,
  'trends.draft': `title = 'x'`,
  'trends.revision': `title = 'x'`,
  'trends.contribution': DECLINES,
  'trends.corroboration': `comment = 'x'`,
  'referrals.referral': `status = 'CLOSED'`,
  'referrals.consent': `state = 'X'`,
  'referrals.supporter': 'until = now()',
  'referrals.event': `comment = 'x'`,
  'referrals.service': `status = 'X'`,
  'referrals.message': `body = 'x'`,
  'referrals.erased': 'count = 9',
  'activity.report': `note = 'x'`,
  'statistics.batch': `source = 'x'`,
  'cube.cell': 'n = 9',
  'statistics.release': `notes = 'x'`,
  'statistics.published': `counts = '{}'`,
  'cube.basis': `n = '{}'`,
  'journal.idempotency': `outcome = '{}'`,
  'journal.outbox': `kind = 'x'`,
  'journal.audit': `outcome = 'x'`,
  'journal.change': `kind = 'x'`,
  'journal.head': 'position = 9',
  'journal.epoch': 'epoch = gen_random_uuid()',
  'journal.view': `marks = '[]'`,
  'journal.leaf': 'hashes = hashes',
  'journal.checkpoint': `key_id = 'x'`,
  'journal.shown': `objects = '{}'`,
  'journal.webhook': `last_status = 'REFUSED'`,
  'journal.webhook_waiting': 'failures = 9',
  'journal.webhook_dead_letter': `status = 'x'`,
};

export type Probe = Step;
/** A number for each table; none is nothing, null is refused. */
type Expected = Readonly<Partial<Record<Table, number | null>>>;

const onEach = (what: string, sql: (table: Table) => string, expected: Expected): Probe[] =>
  TABLES.map((table) => ({
    name: `${what} ${table}`,
    sql: sql(table),
    expected: expected[table] === undefined ? 0 : expected[table],
  }));
const reading = (expected: Expected) => onEach('reads', (table) => `select from ${table}`, expected);
const updating = (expected: Expected) =>
  onEach('updates', (table) => `update ${table} set ${BLIND[table]}`, expected);
const deleting = (expected: Expected) => onEach('deletes', (table) => `delete from ${table}`, expected);

/** Row by row, so that one row too many does not make up for another that is missing. */
function finding(code: string): Probe[] {
  const find = (table: string, key: string, id: string, sees: readonly string[]) => ({
    name: `finds ${id} in ${table}`,
    sql: `select from ${table} where ${key} = '${id}'`,
    expected: sees.includes(id) ? 1 : 0,
  });
  const flags = readableFlags(code);
  const entries = readableEntries(code);
  const reports = readableReports(code);
  const batches = readableBatches(code);
  const contributions = readableContributions(code);
  const messages = readableMessages(code).map(({ id }) => id);
  return [
    ...FLAGS.map(({ id }) => find('referrals.referral', 'id', id, flags)),
    ...FLAGS.map(({ id }) => find('referrals.consent', 'referral_id', id, flags)),
    ...FLAGS.map(({ id }) => find('referrals.event', 'referral_id', id, flags)),
    ...FLAGS.flatMap(messagesOf).map(({ id }) => find('referrals.message', 'id', id, messages)),
    ...ENTRIES.map(({ id }) => find('trends.entry', 'id', id, entries)),
    ...REPORTS.map(({ id }) => find('activity.report', 'id', id, reports)),
    ...BATCHES.map(({ id }) => find('statistics.batch', 'id', id, batches)),
    ...CONTRIBUTIONS.map(({ id }) => find('trends.contribution', 'id', id, contributions)),
  ];
}

/** What an organisation tries. */
export function probesOf(code: string): Probe[] {
  const carried = FLAGS.filter(({ recipient, route }) => recipient === code && route === 'REFERRAL');
  return [
    ...reading(expectedReads(code)),
    ...finding(code),
    ...updating(expectedUpdates(code)),
    {
      name: 'reopens support that has ended',
      sql: 'update referrals.supporter set until = null where until is not null',
      expected: endedSupport(code).length > 0 ? null : 0,
    },
    ...deleting(expectedDeletes(code)),
    ...forgeries(code).map(({ name, sql, isAllowed }) => ({
      name: `inserts ${name}`,
      sql,
      expected: isAllowed ? 1 : null,
    })),
    ...batchSteps(code),
    ...releaseSteps(code),
    ...contributionSteps(code),
    ...handingOn(carried.map(({ id }) => id)),
    ...(ORGANISATIONS[code] === 'UNIT' ? COUNTS : []),
  ];
}

/** A member of the owner's role without the owner's attributes: what an operator is where the owner is no superuser. */
export const OPERATOR = `samverkan_operator_${process.pid}`;
const REGISTERED: Counts = {
  'directory.organisation': all,
  'directory.issuer': 1,
  'directory.client': CODES.length,
  'directory.document': 1,
};
const PUBLIC: Counts = {
  'trends.entry': ENTRIES.filter(({ status }) => status !== 'DRAFT').length,
  'trends.revision': revisions,
  'statistics.release': RELEASES.filter(({ isPublished }) => isPublished).length,
  'statistics.published': publishedTables,
  'trends.corroboration': VERDICTS.length,
};

const USED = `insert into directory.used_proof (key) values (sha256('another'))`;

/** The login that looks up clients reads registrations and changes nothing. */
export const serviceProbes = (): Probe[] => [
  ...reading({ ...REGISTERED, ...PUBLIC }),
  ...updating({}),
  ...deleting({}),
  {
    name: 'inserts document',
    expected: null,
    sql: `insert into directory.document (issuer, client_id, id, text) select issuer, client_id, 'new', 'x' from directory.client limit 1`,
  },
  { name: 'inserts used proof', expected: null, sql: USED },
];

/** The clocks: no organisation, and not the owner either. */
export const workerProbes = () => [
  ...reading(WORKER_READS),
  ...updating(WORKER_UPDATES),
  ...deleting(WORKER_DELETES),
  ...WORKER_CELLS,
  ...WORKER_SEALS,
  ...WORKER_RELEASES,
  ...WORKER_INSERTS.map((probe) => ({ ...probe, name: `inserts ${probe.name}` })),
];

/** The record of used proofs: adds to it, sees it, and nothing else. */
export const proofsProbes = (): Probe[] => [
  ...reading({ ...PUBLIC, 'directory.organisation': all, 'directory.used_proof': 1 }),
  ...updating({}),
  ...deleting({}),
  { name: 'inserts used proof', expected: 1, sql: USED },
];

/** Who is told of a change: sees whatever decides that, and keeps what each can see. */
export const feedProbes = () => [
  ...reading(FEED_READS),
  ...updating(FEED_WRITES),
  ...deleting({ ...FEED_WRITES }),
  {
    name: 'shows an event',
    sql: `insert into journal.shown select id, 99, '{}' from directory.organisation where code = 'rfsu'`,
    expected: 1,
  },
];

/** The operator's commands add organisations, issuers and clients. */
export function operatorProbes(): Probe[] {
  const columns = 'code, name, party, mandate, contact, login';
  const insert = (name: string, into: string) => ({
    name: `inserts ${name}`,
    sql: `insert into ${into}`,
    expected: 1,
  });
  return [
    ...reading({ ...REGISTERED, ...PUBLIC, 'journal.webhook': all }),
    ...updating({ ...REGISTERED, 'journal.webhook': all }),
    ...onEach('deletes', (table) => `delete from ${table}`, {}).filter(({ name }) =>
      name.endsWith(' journal.webhook'),
    ),
    insert('organisation', `directory.organisation (${columns}) values ('new', 'x', 'UNIT', 'x', 'x', 'x')`),
    insert(
      'line of the audit',
      `journal.audit (client, subject, action, objects, outcome) values ('x', 'x', 'x', '{}', 'x')`,
    ),
    {
      name: 'inserts line of an organisation',
      sql: `insert into journal.audit (organisation_id, client, subject, action, objects, outcome)
        select id, 'x', 'x', 'x', '{}', 'x' from directory.organisation limit 1`,
      expected: null,
    },
    insert('issuer', `directory.issuer values ('https://new.invalid', 'https://new.invalid/keys', '{}')`),
    insert(
      'document',
      `directory.document (issuer, client_id, id, text) select issuer, client_id, 'new', 'x' from directory.client limit 1`,
    ),
  ];
}
