// Where in the whole database a text still stands: every row of every table, those of PostgreSQL itself and its statistics too.
import type { DataSource } from 'typeorm';

/** The tables that hold a row with the text in any column, in order of their names. */
export async function tablesWith(owner: DataSource, text: string): Promise<string[]> {
  const tables = await owner.query<{ name: string }[]>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') order by 1`,
  );
  const each = tables.map(
    ({ name }) =>
      `select '${name}' as name where exists (select from ${name} t where position($1 in t::text) > 0)`,
  );
  const found = await owner.query<{ name: string }[]>(each.join(' union all '), [text]);
  return found.map(({ name }) => name).sort();
}
