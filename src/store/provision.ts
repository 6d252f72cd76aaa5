// Adds organisations: a row, a login of its own in its party's role, and nothing else; no code changes. Runs as the owner.
import type { DataSource, EntityManager } from 'typeorm';
import pg from 'pg';
import { roleOf } from './grants.js';
import { loginOf, passwordOf, PROOFS_LOGIN, scramVerifier, SERVICE_LOGIN, WORKER_LOGIN } from './login.js';
import type { FoundingOrganisation } from '../domain/organisations.js';

const { escapeIdentifier, escapeLiteral } = pg;

/** The owner's connection, or a transaction on it: twenty logins are one commit then. */
export type Owner = Pick<DataSource | EntityManager, 'query'>;

/**
 * What a session of an organisation starts with. A session could raise them for itself, so they bound mistakes and slow
 * statements of this API; what a session may read or write rests on grants and row rules alone.
 */
const SESSION_LIMITS = {
  statement_timeout: '5s',
  lock_timeout: '2s',
  idle_in_transaction_session_timeout: '10s',
  TimeZone: 'UTC',
} as const;

/**
 * That a proof was used is no business of anybody's: a crash of PostgreSQL may forget the last half second of it, and every request
 * would wait for the disk otherwise.
 */
const PROOFS_SETTINGS = { ...SESSION_LIMITS, synchronous_commit: 'off' };

/** Adds an organisation that is not there yet, and makes sure that it has a login. False: it has left, and gets none. */
export async function addOrganisation(
  owner: Owner,
  organisation: FoundingOrganisation,
  secret: string,
): Promise<boolean> {
  const { code, name, party, mandate, services, regions, contact, agreementSignedAt } = organisation;
  const login = loginOf(code);
  await owner.query(
    `insert into directory.organisation (code, name, party, mandate, services, regions, contact, agreement_signed_at, login)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (code) do nothing`,
    [code, name, party, mandate, services, regions, contact, agreementSignedAt, login],
  );
  const [left] = await owner.query<unknown[]>(
    'select from directory.organisation where code = $1 and not active',
    [code],
  );
  if (!left) await ensureLogin(owner, login, secret, roleOf(party));
  return !left;
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
  await Promise.all([
    ensureLogin(owner, SERVICE_LOGIN, secret),
    ensureLogin(owner, WORKER_LOGIN, secret),
    ensureLogin(owner, PROOFS_LOGIN, secret, undefined, PROOFS_SETTINGS),
  ]);
}

/** Makes a login or brings it up to date, in one round trip. */
export async function ensureLogin(
  owner: Owner,
  login: string,
  secret: string,
  memberOf?: string,
  settings: Readonly<Record<string, string>> = SESSION_LIMITS,
): Promise<void> {
  const role = escapeIdentifier(login);
  const verifier = escapeLiteral(await scramVerifier(passwordOf(login, secret)));
  const defaults = Object.entries(settings).map(
    ([setting, value]) => `alter role ${role} set ${setting} = ${escapeLiteral(value)};`,
  );
  await owner.query(`
    do $$ begin
      if not exists (select from pg_catalog.pg_roles where rolname = ${escapeLiteral(login)}) then
        create role ${role} nosuperuser nocreatedb nocreaterole nobypassrls;
      end if;
    end $$;
    alter role ${role} reset all;
    alter role ${role} login password ${verifier};
    ${defaults.join('\n')}
    ${memberOf === undefined ? '' : `grant ${escapeIdentifier(memberOf)} to ${role};`}`);
}
