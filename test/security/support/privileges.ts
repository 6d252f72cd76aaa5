// What the database really lets each organisation's own login do, held against the signed agreement.
import { agreedPrivileges } from './columns.js';
import type { Party } from './agreement.js';
import { CODES, ORGANISATIONS } from './organisations.js';
import { OWN_LOGINS } from './own-logins.js';

export interface Database {
  query<T>(sql: string, parameters?: unknown[]): Promise<T[]>;
}

const SCHEMAS = ['directory', 'trends', 'referrals', 'activity', 'statistics', 'cube', 'journal'];
export const login = (code: string) => `samverkan_org_${code.replaceAll('-', '_')}`;

const TABLES = `select c.oid, n.nspname || '.' || c.relname as name, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where n.nspname = any ($1::text[]) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')`;

const PRIVILEGES = `
  with relation as (${TABLES}), login as (select unnest($2::text[]) as name)
  select l.name as login, array_agg(p.name || ' ' || r.name || '.' || a.attname) as privileges
  from relation r join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped and r.relkind <> 'S'
  cross join login l cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) as p (name)
  where has_column_privilege(l.name, r.oid, a.attnum, p.name) group by l.name
  union all
  select l.name, array_agg(p.name || ' ' || r.name) from relation r cross join login l
  cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER']) as p (name)
  where r.relkind <> 'S' and has_table_privilege(l.name, r.oid, p.name) group by l.name
  union all
  select l.name, array_agg(p.name || ' sequence ' || r.name) from relation r cross join login l
  cross join unnest(array['USAGE', 'SELECT', 'UPDATE']) as p (name)
  where r.relkind = 'S' and has_sequence_privilege(l.name, r.oid, p.name) group by l.name
  union all
  select l.name, array_agg(p.name || ' schema ' || n.nspname) from pg_namespace n cross join login l
  cross join unnest(array['CREATE', 'USAGE WITH GRANT OPTION']) as p (name)
  where n.nspname !~ '^pg_(temp|toast)' and has_schema_privilege(l.name, n.oid, p.name) group by l.name
  union all
  select l.name, array_agg('member of ' || r.rolname) from pg_roles r cross join login l
  where r.rolname <> l.name and pg_has_role(l.name, r.oid, 'member') group by l.name
  union all
  select l.name, array_agg(f.oid::regprocedure::text) from pg_proc f join pg_namespace n on n.oid = f.pronamespace cross join login l
  where n.nspname = any ($1::text[]) and has_function_privilege(l.name, f.oid, 'EXECUTE') group by l.name`;

/**
 * Every function that a party's sessions may call: the row policies ask them, a new webhook waits its turn, and the unit's drafts are
 * searched. What counts versions (`referrals.before_change`) runs for nobody but the trigger.
 */
const functionsOf = (party: Party) => [
  'directory.session_organisation()',
  'directory.session_party()',
  'directory.session_is_owner()',
  'directory.active_organisations()',
  'referrals.session_may_record(uuid,text)',
  'referrals.supported_by_session()',
  'journal.still_own(text[])',
  'journal.take_own_turn()',
  ...(party === 'UNIT'
    ? [
        'trends.words(text[])',
        'trends.searchable(text,text,text,text[],text,text)',
        'trends.searchable_note(text)',
      ]
    : []),
];

/** Every privilege that some login has beyond what it is agreed to have, or lacks, in words. */
export async function privilegeDifferences(database: Database): Promise<string[]> {
  const logins = [
    ...CODES.map((code) => ({ name: login(code), agreed: agreedOf(ORGANISATIONS[code]!) })),
    ...OWN_LOGINS,
  ];
  const rows = await database.query<{ login: string; privileges: string[] }>(PRIVILEGES, [
    SCHEMAS,
    logins.map(({ name }) => name),
  ]);
  return logins.flatMap(({ name, agreed }) => {
    const live = new Set(rows.filter((row) => row.login === name).flatMap(({ privileges }) => privileges));
    return [
      ...[...live]
        .filter((privilege) => !agreed.has(privilege))
        .map((privilege) => `${name} has ${privilege}`),
      ...[...agreed]
        .filter((privilege) => !live.has(privilege))
        .map((privilege) => `${name} lacks ${privilege}`),
    ];
  });
}

const agreedOf = (party: Party): ReadonlySet<string> =>
  new Set([...agreedPrivileges(party), ...functionsOf(party), `member of samverkan_${party.toLowerCase()}`]);

/** Every column of our schemas, as `schema.table.column`. */
export async function liveColumns(database: Database): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `with relation as (${TABLES}) select r.name || '.' || a.attname as name from relation r
     join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped where r.relkind <> 'S'`,
    [SCHEMAS],
  );
  return rows.map(({ name }) => name).sort();
}
