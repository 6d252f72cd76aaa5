// Holds the row rules of the database alone against the agreement: every privilege is given to everybody first, so that nothing
// but the policies is left to decide, then each organisation reads, writes and forges. All of it is rolled back.
import { MEANWHILE } from './hand-over.js';
import { CODES, SPOKESMEN } from './organisations.js';
import { login, type Database } from './privileges.js';
import {
  OPERATOR,
  feedProbes,
  operatorProbes,
  probesOf,
  proofsProbes,
  serviceProbes,
  workerProbes,
  type Probe,
} from './row-probes.js';

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
    { code: 'proofs', role: 'samverkan_proofs', probes: proofsProbes() },
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
