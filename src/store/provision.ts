// Adds organisations: a row, a login of its own in its party's role, and nothing else; no code changes. Runs as the owner.
import type { DataSource, EntityManager } from 'typeorm';
import pg from 'pg';
import { roleOf } from './grants.js';
import { loginOf, passwordOf, PROOFS_LOGIN, scramVerifier, SERVICE_LOGIN, WORKER_LOGIN } from './login.js';
import type { FoundingOrganisation } from '../domain/organisations.js';
import type { Party } from '../domain/parties.js';

const { escapeIdentifier, escapeLiteral } = pg;

/** The owner's connection, or a transaction on it: twenty logins are one commit then. */
export type Owner = Pick<DataSource | EntityManager, 'query'>;

/** How long a statement of an organisation may take. */
export const MOST_STATEMENT_SECONDS = 5;

/**
 * What a session of an organisation starts with. A session could raise them for itself, so they bound mistakes and slow
 * statements of this API; what a session may read or write rests on grants and row rules alone.
 */
const SESSION_LIMITS = {
  statement_timeout: `${MOST_STATEMENT_SECONDS}s`,
  lock_timeout: '2s',
  idle_in_transaction_session_timeout: '10s',
  TimeZone: 'UTC',
} as const;

/**
 * That a proof was used is no business of anybody's: a crash of PostgreSQL may forget the last half second of it, and every request
 * would wait for the disk otherwise.
 */
const PROOFS_SETTINGS = { ...SESSION_LIMITS, synchronous_commit: 'off' };

const COLUMNS = 'code, name, party, mandate, services, regions, contact, agreement_signed_at, login';

/** Adds the organisations that are not there yet. */
export async function addOrganisations(
  owner: Owner,
  organisations: readonly FoundingOrganisation[],
): Promise<void> {
  const rows = organisations.map(({ agreementSignedAt, ...row }) => ({
    ...row,
    agreement_signed_at: agreementSignedAt,
    login: loginOf(row.code),
  }));
  await owner.query(
    `insert into directory.organisation (${COLUMNS}) select ${COLUMNS} from jsonb_populate_recordset(null::directory.organisation, $1)
     on conflict (code) do nothing`,
    [JSON.stringify(rows)],
  );
}

/** Makes sure that every organisation has its login, and its password is of this secret. Who has left gets none. */
export async function ensureMembersLogins(owner: Owner, secret: string): Promise<void> {
  const members = await owner.query<{ login: string; party: Party }[]>(
    'select login, party from directory.organisation where active order by code',
  );
  await ensureLogins(
    owner,
    members.map(({ login, party }) => ({ login, memberOf: roleOf(party) })),
    secret,
  );
}

/** Two that change the same login at once would fail; this way the second waits until the first has committed. */
export async function holdLogins(manager: EntityManager): Promise<void> {
  await manager.query(`select pg_advisory_xact_lock(hashtext('samverkan logins'))`);
}

/** Takes from everybody what a database gives by default: temporary tables, in which a login could hide what it reads. */
export async function closeDatabase(owner: Owner): Promise<void> {
  await owner.query(
    `do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$`,
  );
}

/** Lets the API look up who a token's client speaks for and use up proofs, and the worker keep the clocks. */
export async function ensureOwnLogins(owner: Owner, secret: string): Promise<void> {
  const own = [
    { login: SERVICE_LOGIN },
    { login: WORKER_LOGIN },
    { login: PROOFS_LOGIN, settings: PROOFS_SETTINGS },
  ];
  await ensureLogins(owner, own, secret);
}

interface Login {
  readonly login: string;
  readonly memberOf?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** Makes logins or brings them up to date, in one round trip. */
export async function ensureLogins(owner: Owner, logins: readonly Login[], secret: string): Promise<void> {
  const statements = await Promise.all(logins.map((login) => loginStatements(login, secret)));
  await owner.query(statements.join('\n'));
}

async function loginStatements(
  { login, memberOf, settings = SESSION_LIMITS }: Login,
  secret: string,
): Promise<string> {
  const role = escapeIdentifier(login);
  const verifier = escapeLiteral(await scramVerifier(passwordOf(login, secret)));
  const defaults = Object.entries(settings).map(
    ([setting, value]) => `alter role ${role} set ${setting} = ${escapeLiteral(value)};`,
  );
  return `
    do $$ begin
      if not exists (select from pg_catalog.pg_roles where rolname = ${escapeLiteral(login)}) then
        create role ${role} nosuperuser nocreatedb nocreaterole nobypassrls;
      end if;
    end $$;
    alter role ${role} reset all;
    alter role ${role} login password ${verifier};
    ${defaults.join('\n')}
    ${memberOf === undefined ? '' : `grant ${escapeIdentifier(memberOf)} to ${role};`}`;
}
