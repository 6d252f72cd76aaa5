// What the whole database holds, so that a test can say "nothing was written" of every table there is.
import type { DataSource } from 'typeorm';

const SCHEMAS = ['directory', 'trends', 'referrals', 'activity', 'statistics', 'cube', 'journal'];

export interface TableState {
  readonly rows: number;
  /** Of every value of every row. */
  readonly digest: string;
}

/** Every table with the number of its rows and a digest of what is in them. */
export async function databaseState(owner: DataSource): Promise<Record<string, TableState>> {
  const tables = await owner.query<{ name: string }[]>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = any ($1) order by 1`,
    [SCHEMAS],
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name, count(*)::int as rows,
         md5(coalesce(string_agg(t::text, chr(10) order by t::text), '')) as digest from ${name} t`,
  );
  const states = await owner.query<(TableState & { name: string })[]>(each.join(' union all '));
  return Object.fromEntries(states.map(({ name, rows, digest }) => [name, { rows, digest }]));
}

/** How many rows each table has gained since; tables that gained none are left out. */
export function gained(
  before: Record<string, TableState>,
  after: Record<string, TableState>,
): Record<string, number> {
  const names = Object.keys(after).filter((name) => after[name]!.rows !== before[name]!.rows);
  return Object.fromEntries(names.map((name) => [name, after[name]!.rows - before[name]!.rows]));
}
