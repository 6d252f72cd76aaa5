// What the row rules leave the worker, whatever its grants were: the referrals and the journal lines that its clocks move and
// erase, its own lines, that something was added, the cells of withdrawn batches, and of what people agreed to nothing.
import { publishedTables } from './release-expectations.js';
import { BATCHES, CELLS_OF_EACH, ENTRIES, RELEASES, REPORTS, TABLES_OF_EACH, VERDICTS } from './row-data.js';
import { FLAGS, messagesOf } from './row-flags.js';
import { all, revisions, type Counts } from './row-expectations.js';

const one = FLAGS[0]!.id;
const rfsl = `(select id from directory.organisation where code = 'rfsl')`;
const line = (table: string, columns: string, values: string) => [
  { name: `its line in ${table}`, expected: 1, sql: `insert into ${table} (${columns}) values (${values})` },
  {
    name: `the line of an organisation in ${table}`,
    expected: null,
    sql: `insert into ${table} (organisation_id, ${columns}) values (${rfsl}, ${values})`,
  },
];
const refused = (into: string) => ({ name: into, expected: null, sql: `insert into referrals.${into}` });
const withdrawn = BATCHES.filter(({ isWithdrawn }) => isWithdrawn);
const counting = BATCHES.filter(({ isWithdrawn }) => !isWithdrawn);

export const WORKER_READS: Counts = {
  // Open to every login by the rules; the worker has no grant on any of them.
  'directory.organisation': all,
  'trends.entry': ENTRIES.filter(({ status }) => status !== 'DRAFT').length,
  'trends.revision': revisions,
  'trends.corroboration': VERDICTS.length,
  'referrals.referral': FLAGS.length,
  // When they were added, which is all that it has a grant for.
  'directory.used_proof': 1,
  'referrals.service': FLAGS.flatMap(({ services }) => services).length,
  'referrals.message': FLAGS.flatMap(messagesOf).length,
  'referrals.erased': 1,
  'statistics.batch': BATCHES.length,
  'cube.cell': BATCHES.length * CELLS_OF_EACH,
  'activity.report': REPORTS.length,
  'statistics.release': RELEASES.length,
  'statistics.published': publishedTables,
  'cube.basis': RELEASES.length * TABLES_OF_EACH,
  'journal.idempotency': all,
  'journal.outbox': all,
  'journal.change': 2 * all,
  'journal.head': all,
  'journal.audit': 2 * all,
  'journal.leaf': all,
  'journal.checkpoint': 1,
  'journal.shown': all + 1,
  'journal.webhook': all,
  'journal.webhook_waiting': all,
  'journal.webhook_dead_letter': all,
};
/** Null: it may not leave a line of the outbox in the name of an organisation, nor change a release without publishing it. */
export const WORKER_UPDATES = {
  'referrals.referral': FLAGS.length,
  'referrals.erased': 1,
  'journal.outbox': null,
  'journal.change': 2 * all,
  'journal.head': all,
  'journal.webhook': all,
  'journal.webhook_waiting': all,
  'journal.webhook_dead_letter': all,
  'statistics.release': null,
  // It gives places, and changes nothing else of an event.
  'journal.audit': null,
} as const;
export const WORKER_DELETES: Counts = {
  'directory.used_proof': 1,
  'referrals.referral': FLAGS.length,
  'referrals.erased': 1,
  'cube.cell': withdrawn.length * CELLS_OF_EACH,
  'journal.idempotency': all,
  'journal.outbox': all,
  // What is older than a day.
  'journal.change': all,
  'journal.head': all,
  // What is sealed, and never what waits.
  'journal.audit': all,
  'journal.shown': all + 1,
  'journal.webhook_waiting': all,
  'journal.webhook_dead_letter': all,
};
/** Places for events that wait, and for no other. */
export const WORKER_SEALS = [
  {
    name: 'seals what waits',
    expected: all,
    sql: 'update journal.audit set sequence = id + 1000 where sequence is null',
  },
  {
    name: 'moves what is sealed',
    expected: 0,
    sql: 'update journal.audit set sequence = sequence + 1000 where sequence is not null',
  },
];
export const WORKER_INSERTS = [
  ...line('referrals.event', 'referral_id, action, to_status', `'${one}', 'EXPIRE', 'EXPIRED'`),
  ...line('journal.outbox', 'kind, object_type, object_id', `'x', 'x', gen_random_uuid()`),
  ...line('journal.audit', 'client, subject, action, objects, outcome', `'x', 'x', 'x', '{}', 'x'`),
  { name: 'a leaf', expected: 1, sql: `insert into journal.leaf values (99, sha256('x'))` },
  {
    name: 'a checkpoint',
    expected: 1,
    sql: `insert into journal.checkpoint values (99, sha256('x'), now(), 'x', sha512('x'))`,
  },
  {
    name: 'whom an event is shown',
    expected: null,
    sql: `insert into journal.shown select id, 99, '{}' from directory.organisation limit 1`,
  },
  {
    name: 'a count of what was erased',
    expected: 1,
    sql: `insert into referrals.erased values (2025, '01', 'SEXUAL', 'WOMAN', 'AGE_25_34', 'REFERRAL', 'MOVED_AWAY', 1)`,
  },
  refused(`supporter (referral_id, organisation_id) values ('${one}', ${rfsl})`),
  refused(
    `service (referral_id, organisation_id, service, status) values ('${one}', ${rfsl}, 'MEDICAL', 'OFFERED')`,
  ),
  refused(`message (referral_id, organisation_id, audience, body) values ('${one}', ${rfsl}, '{}', 'x')`),
  refused(
    `consent (referral_id, organisation_id, services, state, text_version) values ('${one}', ${rfsl}, '{}', 'GIVEN', '1')`,
  ),
  {
    name: 'a batch',
    expected: null,
    sql: `insert into statistics.batch (organisation_id, source, digest) values (${rfsl}, 'x', 'x')`,
  },
  ...BATCHES.map(({ id }) => ({
    name: `a cell of ${id}`,
    expected: null,
    sql: `insert into cube.cell (batch_id, week, municipality, arena, age_band, gender, change, count_unit, n, rk)
      values ('${id}', '2026-W31', '0180', 'STREET', 'UNKNOWN', 'MAN', 'PRESENT', 'ADVERTS', 3, 9)`,
  })),
];

/** Of the cube it deletes what was withdrawn and nothing that counts. */
export const WORKER_CELLS = [
  ...withdrawn.map(({ id }) => ({ id, expected: CELLS_OF_EACH })),
  ...counting.map(({ id }) => ({ id, expected: 0 })),
].map(({ id, expected }) => ({
  name: `deletes the cells of ${id}`,
  expected,
  sql: `delete from cube.cell where batch_id = '${id}'`,
}));
