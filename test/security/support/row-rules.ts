// Holds the row rules of the database alone against the agreement: every privilege is given to everybody first, so that nothing
// but the policies is left to decide, then each organisation reads, writes and forges. All of it is rolled back.
import { batchSteps, readableBatches } from './batch-expectations.js';
import { DECLINES, contributionSteps, readableContributions } from './contribution-expectations.js';
import { COUNTS, MEANWHILE, handingOn, type Step } from './hand-over.js';
import { readableMessages } from './life-expectations.js';
import { WORKER_RELEASES, publishedTables, releaseSteps } from './release-expectations.js';
import { CODES, ORGANISATIONS, SPOKESMEN } from './organisations.js';
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
import { login, type Database } from './privileges.js';
import { FEED_READS, FEED_WRITES } from './feed-rows.js';
import { WORKER_CELLS, WORKER_DELETES, WORKER_INSERTS, WORKER_READS, WORKER_UPDATES } from './worker-rows.js';

/** A column that can be set blindly, so that only the policy for updates decides, not the one for reading. */
const BLIND: Readonly<Record<Table, string>> = {
  'directory.organisation': `contact = 'x'`,
  'directory.issuer': 'active = false',
  'directory.client': 'active = false',
  'directory.document': `text = 'x'`,
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
  'journal.view': `marks = '[]'`,
};

/** Runs statements one by one, undoing each: rows touched, null where a policy refused, -1 where something else went wrong. */
const PROBE = `create function pg_temp.probe(statements text[]) returns int[] language plpgsql as $$
  declare statement text; touched int; outcome int[] := '{}';
  begin
    foreach statement in array statements loop
      begin
        execute statement;
        get diagnostics touched = row_count;
        raise exception using errcode = 'ZZ000';
      exception when sqlstate 'ZZ000' then outcome := outcome || touched;
        when insufficient_privilege or restrict_violation then outcome := outcome || null::int;
        when others then outcome := outcome || -1;
      end;
    end loop;
    return outcome;
  end $$`;

type Probe = Step;
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

function probesOf(code: string): Probe[] {
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
const OPERATOR = `samverkan_operator_${process.pid}`;
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

/** The login that looks up clients reads registrations and changes nothing. */
const serviceProbes = (): Probe[] => [
  ...reading({ ...REGISTERED, ...PUBLIC }),
  ...updating({}),
  ...deleting({}),
  {
    name: 'inserts document',
    expected: null,
    sql: `insert into directory.document (issuer, client_id, id, text) select issuer, client_id, 'new', 'x' from directory.client limit 1`,
  },
];

/** The clocks: no organisation, and not the owner either. */
const workerProbes = () => [
  ...reading(WORKER_READS),
  ...updating(WORKER_UPDATES),
  ...deleting(WORKER_DELETES),
  ...WORKER_CELLS,
  ...WORKER_RELEASES,
  ...WORKER_INSERTS.map((probe) => ({ ...probe, name: `inserts ${probe.name}` })),
];

/** Who is told of a change: sees whatever decides that, and keeps what each can see. */
const feedProbes = () => [...reading(FEED_READS), ...updating(FEED_WRITES), ...deleting({ ...FEED_WRITES })];

/** The operator's commands add organisations, issuers and clients. */
function operatorProbes(): Probe[] {
  const columns = 'code, name, party, mandate, contact, login';
  const insert = (name: string, into: string) => ({
    name: `inserts ${name}`,
    sql: `insert into ${into}`,
    expected: 1,
  });
  return [
    ...reading({ ...REGISTERED, ...PUBLIC }),
    ...updating(REGISTERED),
    insert('organisation', `directory.organisation (${columns}) values ('new', 'x', 'UNIT', 'x', 'x', 'x')`),
    insert('issuer', `directory.issuer values ('https://new.invalid', 'x', '{}')`),
    insert(
      'document',
      `directory.document (issuer, client_id, id, text) select issuer, client_id, 'new', 'x' from directory.client limit 1`,
    ),
  ];
}

/** One organisation of each party first: they notice most mistakes. */
const IN_TURN = [...new Set([...Object.values(SPOKESMEN), 'bromma', ...CODES])];

const SCHEMAS = ['directory', 'trends', 'referrals', 'activity', 'statistics', 'cube', 'journal'];

/** Keeps autovacuum away: on a table it holds a lock while it waits for whoever changed the table's privileges, which is us. */
const UNSWEPT = `do $$ declare name regclass; begin
  for name in select oid from pg_class where relkind = 'r' and relnamespace::regnamespace::text in ('${SCHEMAS.join("', '")}') loop
    execute format('lock table %s in share update exclusive mode', name);
  end loop; end $$`;

/** Everything that the policies, after `mutation`, let somebody do beyond the agreement or keep from somebody. */
export type CheckRows = (mutation?: string) => Promise<string[]>;

/** The table that a mutation is about, where it says so. */
const tableOf = (mutation: string) => / (?:on|table) ([a-z]+\.[a-z_]+)/.exec(mutation)?.[1];

/**
 * Gives every privilege to everybody, lends `work` a check of the row rules that undoes what it has tried, and at the end undoes
 * all of it. A check after a mutation stops at the first asker who notices; what is about the mutated table is tried first, and all
 * else only where that has shown nothing.
 */
export async function withRowRules(
  owner: Database,
  work: (check: CheckRows) => Promise<void>,
): Promise<void> {
  const askers = [
    { code: 'service', role: 'samverkan_service', probes: serviceProbes() },
    { code: 'operator', role: OPERATOR, probes: operatorProbes() },
    { code: 'worker', role: 'samverkan_worker', probes: workerProbes() },
    { code: 'feed', role: 'samverkan_feed', probes: feedProbes() },
    ...IN_TURN.map((code) => ({ code, role: login(code), probes: probesOf(code) })),
  ];
  await owner.query('begin');
  try {
    await owner.query(UNSWEPT);
    for (const schema of SCHEMAS) {
      await owner.query(`grant all on all tables in schema ${schema} to public`);
      await owner.query(`grant usage on schema ${schema} to public`);
      await owner.query(`grant execute on all functions in schema ${schema} to public`);
    }
    await owner.query(PROBE);
    await owner.query(`create role ${OPERATOR}`);
    await owner.query(`grant samverkan_owner to ${OPERATOR}`);
    const firstNoticed = async (table?: string): Promise<string[]> => {
      for (const [index, asker] of askers.entries()) {
        const probes = asker.probes.filter(({ sql }) => table === undefined || sql.includes(table));
        const differences = await ask(owner, asker.code, asker.role, probes);
        if (differences.length === 0) continue;
        // Whoever notices this mistake is likely to notice the next, which resembles it.
        askers.unshift(...askers.splice(index, 1));
        return differences;
      }
      return [];
    };
    const everyDifference = async (): Promise<string[]> => {
      const differences: string[] = [];
      for (const { code, role, probes } of askers)
        differences.push(...(await ask(owner, code, role, probes)));
      return [...differences, ...(await meanwhile(owner))];
    };
    const differencesAfter = async (mutation: string): Promise<string[]> => {
      const table = tableOf(mutation);
      const noticed = table ? await firstNoticed(table) : [];
      if (noticed.length > 0) return noticed;
      const others = await firstNoticed();
      return others.length > 0 ? others : meanwhile(owner);
    };
    await work(async (mutation) => {
      await owner.query('savepoint before');
      if (mutation !== undefined) await owner.query(mutation);
      const differences = await (mutation === undefined ? everyDifference() : differencesAfter(mutation));
      await owner.query('rollback to savepoint before');
      return differences;
    });
  } finally {
    await owner.query('rollback');
  }
}

/** What is left open while a referral is handed on; undone with everything else that the check has done. */
async function meanwhile(owner: Database): Promise<string[]> {
  const { mover, handsOn, asked } = MEANWHILE;
  await owner.query(`set local session authorization ${login(mover)}`);
  await owner.query(handsOn);
  await owner.query('set local session authorization default');
  const differences: string[] = [];
  for (const { code, steps } of asked) differences.push(...(await ask(owner, code, login(code), steps)));
  return differences;
}

async function ask(owner: Database, code: string, role: string, probes: readonly Probe[]): Promise<string[]> {
  await owner.query(`set local session authorization ${role}`);
  const statements = probes.map(({ sql }) => sql);
  const [row] = await owner.query<{ outcome: (number | null)[] }>('select pg_temp.probe($1) as outcome', [
    statements,
  ]);
  await owner.query('set local session authorization default');
  return probes.flatMap(({ name, expected }, index) => {
    const outcome = row!.outcome[index]!;
    return outcome === expected ? [] : [`${code} ${name}: ${outcome} instead of ${expected}`];
  });
}
