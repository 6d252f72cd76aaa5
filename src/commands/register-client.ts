// `register-client`: the one place where a client becomes the voice of an organisation.
import { openOwner } from '../store/migrate.js';
import { appendCommand, organisationName } from '../store/audit-trail.js';
import { registerClient, registerIssuer } from '../store/provision.js';
import { withTransaction } from '../store/transaction.js';
import { secretsOf } from './development-state.js';
import type { Config } from '../config.js';

const ALGORITHMS = ['ES256', 'PS256', 'EdDSA', 'RS256'];

export interface ClientRegistration {
  readonly issuer: string;
  readonly jwksUri: string;
  readonly algorithms: string;
  readonly client: string;
  readonly organisation: string;
}

/** Registers an issuer, if it is new, and a client of it for an organisation. */
export async function registerClientCommand(
  config: Config,
  registration: ClientRegistration,
): Promise<string> {
  const algorithms = registration.algorithms.split(',');
  if (!algorithms.every((name) => ALGORITHMS.includes(name)))
    throw new Error(`--algorithms: of ${ALGORITHMS.join(', ')}.`);
  const { databaseUrl } = await secretsOf(config);
  const owner = await openOwner(databaseUrl);
  try {
    const { issuer, jwksUri, client, organisation } = registration;
    const known = await owner.query<unknown[]>('select 1 from directory.organisation where code = $1', [
      organisation,
    ]);
    if (known.length === 0) throw new Error('--organisation: no organisation has this code.');
    await withTransaction(owner, async (manager) => {
      await registerIssuer(manager, issuer, jwksUri, algorithms);
      await registerClient(manager, issuer, client, organisation);
      await appendCommand(manager, 'registerClient', [await organisationName(manager, organisation)]);
    });
    return `${client} of ${issuer} speaks for ${organisation}.`;
  } finally {
    await owner.destroy();
  }
}
