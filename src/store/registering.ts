// What the operator's commands write of issuers and clients. Runs as the owner.
import type { Owner } from './provision.js';

/** An issuer as registered: where its keys are, and which signatures of it count. */
export interface IssuerRegistration {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly algorithms: readonly string[];
}

/** A registration as it stands. A client that nobody has registered yet leaves its columns empty. */
export interface Registration {
  readonly issuer: string;
  readonly algorithms: string[];
  readonly issuerRevokedAt: Date | null;
  readonly client: string | null;
  readonly organisation: string | null;
  readonly clientRegisteredAt: Date | null;
  readonly clientRevokedAt: Date | null;
}

/** Registers an issuer of access tokens, or brings it up to date; one that was revoked counts again. */
export async function registerIssuer(
  owner: Owner,
  { issuer, jwksUri, algorithms }: IssuerRegistration,
): Promise<void> {
  await owner.query(
    `insert into directory.issuer (issuer, jwks_uri, algorithms) values ($1, $2, $3)
     on conflict (issuer) do update set jwks_uri = excluded.jwks_uri, algorithms = excluded.algorithms, revoked_at = null`,
    [issuer, jwksUri, algorithms],
  );
}

/** Whether there is an issuer of this name, and an organisation of this code. */
export async function whatIsKnown(
  owner: Owner,
  issuer: string,
  organisation: string,
): Promise<{ issuer: boolean; organisation: boolean }> {
  const [known] = await owner.query<{ issuer: boolean; organisation: boolean }[]>(
    `select exists (select from directory.issuer where issuer = $1) as issuer,
       exists (select from directory.organisation where code = $2) as organisation`,
    [issuer, organisation],
  );
  return known!;
}

/** A client, and the code of the one organisation that it speaks for. */
interface ClientRegistration {
  readonly client: string;
  readonly organisation: string;
}

/** Registers clients of an issuer. One that was revoked speaks for its organisation again, and never for another than the first. */
export async function registerClients(
  owner: Owner,
  issuer: string,
  clients: readonly ClientRegistration[],
): Promise<void> {
  await owner.query(
    `insert into directory.client as c (issuer, client_id, organisation_id)
     select $1, n.client, o.id from unnest($2::text[], $3::text[]) n (client, organisation)
       join directory.organisation o on o.code = n.organisation
     on conflict (issuer, client_id) do update set revoked_at = null where c.organisation_id = excluded.organisation_id`,
    [issuer, clients.map(({ client }) => client), clients.map(({ organisation }) => organisation)],
  );
}

/** Registers one client, and answers with the organisation that it is registered for. */
export async function registerClient(
  owner: Owner,
  issuer: string,
  client: string,
  organisation: string,
): Promise<string | undefined> {
  await registerClients(owner, issuer, [{ client, organisation }]);
  const [registered] = await owner.query<{ code: string }[]>(
    `select o.code from directory.client c join directory.organisation o on o.id = c.organisation_id
     where c.issuer = $1 and c.client_id = $2`,
    [issuer, client],
  );
  return registered?.code;
}

/**
 * Revokes a client, or with no client its issuer. Answers with the organisations whose clients no longer speak for them, as the audit names
 * them; null when there is no such one.
 */
export async function revoke(
  owner: Owner,
  issuer: string,
  client: string | undefined,
): Promise<string[] | null> {
  const [table, where, values] =
    client === undefined
      ? ['directory.issuer', 'issuer = $1', [issuer]]
      : ['directory.client', 'issuer = $1 and client_id = $2', [issuer, client]];
  // Revoked again, it keeps the moment of the first time.
  await owner.query(
    `update ${table} set revoked_at = coalesce(revoked_at, date_trunc('milliseconds', clock_timestamp())) where ${where}`,
    values,
  );
  const found = await owner.query<unknown[]>(`select 1 from ${table} where ${where}`, values);
  if (found.length === 0) return null;
  const organisations = await owner.query<{ name: string }[]>(
    `select distinct 'Organisation/' || organisation_id as name from directory.client
     where issuer = $1 and ($2::text is null or client_id = $2)`,
    [issuer, client ?? null],
  );
  return organisations.map(({ name }) => name);
}

/** Everything that is registered or was. */
export function allRegistrations(owner: Owner): Promise<Registration[]> {
  return owner.query<Registration[]>(
    `select i.issuer, i.algorithms, i.revoked_at as "issuerRevokedAt", c.client_id as client, o.code as organisation,
       c.registered_at as "clientRegisteredAt", c.revoked_at as "clientRevokedAt"
     from directory.issuer i left join directory.client c on c.issuer = i.issuer
     left join directory.organisation o on o.id = c.organisation_id order by i.issuer, o.code, c.client_id`,
  );
}
