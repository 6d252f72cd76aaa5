// Compares what the database really grants with what the agreement says, cell by cell.
import type { DataSource } from 'typeorm';
import { grantsOf, roleOf } from './grants.js';
import { PARTIES } from '../domain/parties.js';

const SCHEMAS = ['directory', 'trends', 'referrals', 'journal'];

// A privilege on a whole table reaches system columns too, and columns still to come: it is no sum of column grants.
const LIVE_GRANTS = `
  select role.name as role, privilege.name as privilege, n.nspname || '.' || c.relname as "table", a.attname as "column"
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  cross join unnest($1::text[]) as role (name)
  cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) as privilege (name)
  where n.nspname = any ($2::text[]) and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and has_column_privilege(role.name, c.oid, a.attnum, privilege.name)
  union all
  select role.name, privilege.name, n.nspname || '.' || c.relname, null
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  cross join unnest($1::text[]) as role (name)
  cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) as privilege (name)
  where n.nspname = any ($2::text[]) and c.relkind in ('r', 'p', 'v', 'm', 'f')
    and has_table_privilege(role.name, c.oid, privilege.name)`;

const UNPROTECTED = `
  select n.nspname || '.' || c.relname as "table"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any ($1::text[]) and (
    (c.relkind in ('r', 'p') and not (c.relrowsecurity and c.relforcerowsecurity))
    or (c.relkind = 'v' and not coalesce(c.reloptions @> array['security_invoker=true'], false))
    or c.relkind = 'm')`;

/** Every difference between the live grants of the party roles and the agreement, and every table without row rules. */
export async function grantDifferences(source: DataSource): Promise<string[]> {
  const live = await source.query<
    { role: string; privilege: string; table: string; column: string | null }[]
  >(LIVE_GRANTS, [PARTIES.map(roleOf), SCHEMAS]);
  const name = (grant: { privilege: string; table: string; column: string | null }, role: string) =>
    `${grant.privilege} on ${grant.table}${grant.column === null ? '' : `.${grant.column}`} to ${role}`;
  const granted = new Set(live.map((grant) => name(grant, grant.role)));
  const agreed = new Set(
    PARTIES.flatMap((party) => grantsOf(party).map((grant) => name(grant, roleOf(party)))),
  );
  const unprotected = await source.query<{ table: string }[]>(UNPROTECTED, [SCHEMAS]);
  return [
    ...[...granted]
      .filter((grant) => !agreed.has(grant))
      .map((grant) => `granted, but not in the agreement: ${grant}`),
    ...[...agreed]
      .filter((grant) => !granted.has(grant))
      .map((grant) => `in the agreement, but not granted: ${grant}`),
    ...unprotected.map(({ table }) => `without enforced row rules: ${table}`),
  ];
}
