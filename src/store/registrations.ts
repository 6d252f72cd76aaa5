// Who a token's client speaks for, as registered (directory.issuer, directory.client). A node reads all registrations at once: there
// are few, every request needs one, and tokens of issuers that nobody registered cost no query then.
import type { Sources } from './sources.js';
import { ClientRow, IssuerRow } from '../entities/registration.js';
import { OrganisationRow } from '../entities/organisation.js';
import { KeySet } from '../auth/key-set.js';
import type { ActingOrganisation, Trust, TrustedIssuer } from '../auth/trust.js';

/** For how long a revocation may go unnoticed by a node. */
export const REMEMBER_REGISTRATIONS_MS = 10_000;
/** For how long a new registration may: what is not registered is looked for again, but not for every token. */
const LOOK_AGAIN_MS = 250;
const LONGEST_TOKEN_SECONDS = 600;

interface Registrations {
  readonly issuers: ReadonlyMap<string, IssuerRow>;
  readonly organisations: ReadonlyMap<string, ActingOrganisation>;
}

/**
 * Trust in the registered issuers; `local` are issuers whose keys this process holds itself. `onKeysAway` is told of an issuer whose
 * keys could not be fetched.
 */
export function registeredTrust(
  sources: Sources,
  local: ReadonlyMap<string, TrustedIssuer>,
  onKeysAway: (issuer: string, error: unknown) => void,
): Trust {
  const registered = rememberRegistrations(sources);
  const keySets = new Map<string, KeySet>();
  return {
    async issuer(issuer) {
      const own = local.get(issuer);
      if (own) return own;
      const row = await registered(({ issuers }) => issuers.get(issuer));
      // Without algorithms it is another process that holds its keys: a development server.
      if (!row || row.algorithms.length === 0) return undefined;
      const name = nameOf(issuer, row.jwksUri);
      const keys = keySets.get(name) ?? new KeySet(row.jwksUri, (error) => onKeysAway(issuer, error));
      keySets.set(name, keys);
      return { algorithms: row.algorithms, keys: keys.find, maxTokenAge: LONGEST_TOKEN_SECONDS };
    },
    organisation: (issuer, client) =>
      registered(({ organisations }) => organisations.get(nameOf(issuer, client))),
  };
}

type LookUp = <T>(find: (registrations: Registrations) => T | undefined) => Promise<T | undefined>;

/** Looks up what is registered, in what was read last. */
function rememberRegistrations(sources: Sources): LookUp {
  let reading: Promise<Registrations> | undefined;
  let readAt = 0;
  const notOlderThan = (milliseconds: number): Promise<Registrations> => {
    const age = Date.now() - readAt;
    // A clock that was put back makes nothing younger.
    if (reading && age >= 0 && age < milliseconds) return reading;
    const next = readRegistrations(sources);
    // A failed look-up must not be remembered: the database may be back for the next request.
    next.catch(() => {
      if (reading === next) reading = undefined;
    });
    readAt = Date.now();
    reading = next;
    return next;
  };
  return async (find) =>
    find(await notOlderThan(REMEMBER_REGISTRATIONS_MS)) ?? find(await notOlderThan(LOOK_AGAIN_MS));
}

async function readRegistrations(sources: Sources): Promise<Registrations> {
  const service = await sources.service();
  const [issuers, clients] = await Promise.all([
    service
      .createQueryBuilder(IssuerRow, 'i')
      .select(['i.issuer', 'i.jwksUri', 'i.algorithms'])
      .where('i.revoked_at is null')
      .getMany(),
    service
      .createQueryBuilder(ClientRow, 'c')
      .innerJoin(IssuerRow, 'i', 'i.issuer = c.issuer and i.revoked_at is null')
      .innerJoin(OrganisationRow, 'o', 'o.id = c.organisation_id and o.active')
      .select(['c.issuer as issuer', 'c.client_id as client'])
      .addSelect(['o.id as id', 'o.code as code', 'o.party as party'])
      .where('c.revoked_at is null')
      .getRawMany<ActingOrganisation & { issuer: string; client: string }>(),
  ]);
  return {
    issuers: new Map(issuers.map((row) => [row.issuer, row])),
    organisations: new Map(
      clients.map(({ issuer, client, ...organisation }) => [nameOf(issuer, client), organisation]),
    ),
  };
}

function nameOf(issuer: string, name: string): string {
  return JSON.stringify([issuer, name]);
}
