// What the whole database holds, so that a test can say "nothing was written" of every table there is.
import type { DataSource } from 'typeorm';

const SCHEMAS = ['directory', 'trends', 'referrals', 'activity', 'statistics', 'cube', 'journal'];

export interface TableState {
  readonly rows: number;
  /** Of every value of every row. */
  readonly digest: string;
}

/** Every table with the number of its rows and a digest of what is in them. */
export async function databaseState(
  owner: DataSource,
  without: readonly string[] = [],
): Promise<Record<string, TableState>> {
  const tables = await owner.query<{ name: string }[]>(
    `select name from (select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any ($1)) t
     where name <> all ($2) order by 1`,
    [SCHEMAS, without],
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*)::int as rows,
         md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as digest from ${name} t`,
  );
  const states = await owner.query<(TableState & { name: string })[]>(each.join(' union all '));
  return Object.fromEntries(states.map(({ name, rows, digest }) => [name, { rows, digest }]));
}

/** The same without the audit, which is told of what is refused: "nothing else was written". */
export function contentState(owner: DataSource): Promise<Record<string, TableState>> {
  return databaseState(owner, ['journal.audit']);
}

/** What the database makes of every line of the outbox, for whoever may notice it: test/changes counts these. */
const MADE_OF_OUTBOX = ['journal.change', 'journal.head', 'journal.view'];

/** How many rows each table has gained since; tables that gained none are left out, and what is made of the outbox. */
export function gained(
  before: Record<string, TableState>,
  after: Record<string, TableState>,
): Record<string, number> {
  const names = Object.keys(after).filter(
    (name) => !MADE_OF_OUTBOX.includes(name) && after[name]!.rows !== before[name]!.rows,
  );
  return Object.fromEntries(names.map((name) => [name, after[name]!.rows - before[name]!.rows]));
}
