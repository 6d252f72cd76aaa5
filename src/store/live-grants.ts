// Compares what the database really grants with what the agreement says, cell by cell.
import type { DataSource } from 'typeorm';
import { grantsOf, roleOf } from './grants.js';
import { FEED_ROLE, PROOFS_LOGIN, SERVICE_LOGIN, WORKER_LOGIN } from './login.js';
import { PARTIES } from '../domain/parties.js';

const SCHEMAS = ['directory', 'trends', 'referrals', 'activity', 'statistics', 'cube', 'journal'];

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

/** Whoever is named in an access list of our schemas beside the owner, the party roles and the service; 0 is everybody. */
const STRANGERS = `
  with objects (name, acl, owner, is_function) as (
    select n.nspname, n.nspacl, n.nspowner, false from pg_namespace n where n.nspname = any ($2::text[])
    union all
    select c.oid::regclass::text, c.relacl, c.relowner, false
    from pg_class c where c.relnamespace::regnamespace::text = any ($2::text[])
    union all
    select a.attrelid::regclass || '.' || a.attname, a.attacl, c.relowner, false
    from pg_attribute a join pg_class c on c.oid = a.attrelid where c.relnamespace::regnamespace::text = any ($2::text[])
    union all
    select p.oid::regprocedure::text, coalesce(p.proacl, acldefault('f', p.proowner)), p.proowner, true
    from pg_proc p where p.pronamespace::regnamespace::text = any ($2::text[])
  )
  select distinct o.name || ': ' || lower(a.privilege_type) || ' for ' || coalesce(r.rolname, 'everybody') as line
  from objects o cross join aclexplode(o.acl) a left join pg_roles r on r.oid = a.grantee
  where a.grantee <> o.owner and (
    r.rolname is null or not r.rolname = any ($1::text[])
    or (o.name = any ($2::text[]) and a.privilege_type <> 'USAGE')
    or exists (select from pg_class s where s.oid::regclass::text = o.name and s.relkind = 'S'))`;

/** A login belongs to its organisation's party role and to nothing else; a party role and the service to nothing at all. */
const MEMBERSHIPS = `
  select m.rolname || ' is a member of ' || r.rolname as line
  from pg_auth_members am join pg_roles m on m.oid = am.member join pg_roles r on r.oid = am.roleid
  where (m.rolname = any ($1::text[]) or m.rolname in (select login from directory.organisation))
    and not exists (
      select from directory.organisation o where o.login = m.rolname and r.rolname = 'samverkan_' || lower(o.party))`;

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
  const known = [...PARTIES.map(roleOf), SERVICE_LOGIN, WORKER_LOGIN, PROOFS_LOGIN, FEED_ROLE];
  const strangers = await source.query<{ line: string }[]>(STRANGERS, [known, SCHEMAS]);
  const memberships = await source.query<{ line: string }[]>(MEMBERSHIPS, [known]);
  return [
    ...[...granted]
      .filter((grant) => !agreed.has(grant))
      .map((grant) => `granted, but not in the agreement: ${grant}`),
    ...[...agreed]
      .filter((grant) => !granted.has(grant))
      .map((grant) => `in the agreement, but not granted: ${grant}`),
    ...strangers.map(({ line }) => `granted outside the agreement: ${line}`),
    ...memberships.map(({ line }) => `a membership outside the agreement: ${line}`),
    ...unprotected.map(({ table }) => `without enforced row rules: ${table}`),
  ];
}
