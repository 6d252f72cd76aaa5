// The live schema as text, normalised so that it can be committed and compared: what the migrations add up to.
import type { DataSource } from 'typeorm';

const SCHEMAS = "('directory', 'trends', 'referrals', 'activity', 'statistics', 'cube', 'journal')";

const PARTS: readonly (readonly [title: string, sql: string])[] = [
  [
    'Tables and views',
    `select n.nspname || '.' || c.relname || ' (' || case c.relkind when 'v' then 'view' else 'table' end || ')' || E'\\n' ||
       string_agg('  ' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
         || coalesce(case when a.attgenerated <> '' then ' generated ' else ' default ' end || pg_get_expr(d.adbin, d.adrelid), ''), E'\\n' order by a.attnum)
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where n.nspname in ${SCHEMAS} and c.relkind in ('r', 'v') group by n.nspname, c.relname, c.relkind`,
  ],
  [
    'Constraints',
    `select conrelid::regclass || ': ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
     where connamespace::regnamespace::text in ${SCHEMAS} and contype <> 'n'`,
  ],
  ['Indexes', `select indexdef from pg_indexes where schemaname in ${SCHEMAS}`],
  [
    'Row rules',
    `select schemaname || '.' || tablename || ': ' || policyname || ' for ' || lower(cmd)
       || coalesce(E'\\n  using ' || regexp_replace(qual, '\\s+', ' ', 'g'), '')
       || coalesce(E'\\n  check ' || regexp_replace(with_check, '\\s+', ' ', 'g'), '') from pg_policies where schemaname in ${SCHEMAS}`,
  ],
  [
    'Functions',
    `select pg_get_functiondef(p.oid) from pg_proc p where p.pronamespace::regnamespace::text in ${SCHEMAS}`,
  ],
  [
    'Triggers',
    `select pg_get_triggerdef(t.oid) from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and c.relnamespace::regnamespace::text in ${SCHEMAS}`,
  ],
];

/** Describes every table, constraint, index, row rule, function and trigger, in alphabetical order. */
export async function schemaDump(owner: DataSource): Promise<string> {
  const parts: string[] = [];
  for (const [title, sql] of PARTS) {
    const rows = await owner.query<{ line: string }[]>(`select * from (${sql}) part (line)`);
    const lines = rows.map(({ line }) => line.trim()).sort();
    parts.push(`## ${title}\n\n\`\`\`\n${lines.join('\n\n')}\n\`\`\`\n`);
  }
  return `# The database\n\nGenerated from the migrated database by \`npm run generate\`; do not edit.\n\n${parts.join('\n')}`;
}
