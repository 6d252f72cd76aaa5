// `list-registrations`: who may speak for whom, and who might once.
import { asOwner } from './as-owner.js';
import { allRegistrations, type Registration } from '../store/registering.js';
import type { Config } from '../config.js';

const COLUMNS = ['issuer', 'signatures', 'client', 'organisation', 'since', 'state'];

/** Every registration as a line of a table, tabs between its columns. */
export async function listRegistrationsCommand(config: Config): Promise<string> {
  const registrations = await asOwner(config, allRegistrations);
  return [COLUMNS, ...registrations.map(columnsOf)].map((columns) => columns.join('\t')).join('\n');
}

function columnsOf(registration: Registration): string[] {
  const { issuer, algorithms, issuerRevokedAt, client, organisation, clientRegisteredAt, clientRevokedAt } =
    registration;
  const revokedAt = clientRevokedAt ?? issuerRevokedAt;
  return [
    issuer,
    algorithms.join(',') || 'of a development server',
    client ?? '–',
    organisation ?? '–',
    clientRegisteredAt?.toISOString() ?? '–',
    revokedAt ? `revoked ${revokedAt.toISOString()}` : 'active',
  ];
}
