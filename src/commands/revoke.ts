// `revoke-client` and `revoke-issuer`: whoever is revoked is refused by every node soon after, and its open streams end.
import { asOwner } from './as-owner.js';
import { appendCommand } from '../store/audit-trail.js';
import { revoke } from '../store/registering.js';
import type { Config } from '../config.js';

/** What a node may need: it looks at registrations and at open streams every ten seconds, one after the other. */
const WITHIN_SECONDS = 60;

/** Revokes a client of an issuer, or the issuer with all of its clients. */
export async function revokeCommand(
  config: Config,
  { issuer, client }: { readonly issuer: string; readonly client?: string },
): Promise<string> {
  const isKnown = await asOwner(config, async (owner) => {
    const revoked = await revoke(owner, issuer, client);
    if (revoked) await appendCommand(owner, client === undefined ? 'revokeIssuer' : 'revokeClient', revoked);
    return revoked !== null;
  });
  if (!isKnown)
    throw new Error(
      client === undefined ? '--issuer: not registered.' : '--client: not registered for this issuer.',
    );
  const who = client === undefined ? `${issuer} and all of its clients are` : `${client} of ${issuer} is`;
  return `${who} revoked: refused by every node, and without streams, within ${WITHIN_SECONDS} seconds.`;
}
