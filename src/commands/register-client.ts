// `register-client`: the one place where a client becomes the voice of an organisation.
import { asOwner } from './as-owner.js';
import { appendCommand, organisationName } from '../store/audit-trail.js';
import { registerClient, whatIsKnown } from '../store/registering.js';
import type { Config } from '../config.js';

export interface ClientRegistration {
  readonly issuer: string;
  readonly client: string;
  readonly organisation: string;
}

/** Registers a client of a registered issuer for an organisation; one that was revoked speaks for it again. */
export async function registerClientCommand(
  config: Config,
  { issuer, client, organisation }: ClientRegistration,
): Promise<string> {
  return asOwner(config, async (owner) => {
    const known = await whatIsKnown(owner, issuer, organisation);
    if (!known.organisation) throw new Error('--organisation: no organisation has this code.');
    if (!known.issuer) throw new Error('--issuer: not registered; run `register-issuer` first.');
    const speaksFor = await registerClient(owner, issuer, client, organisation);
    if (speaksFor !== organisation)
      throw new Error(
        `--client: it speaks for ${speaksFor}. Another organisation needs a client of its own.`,
      );
    await appendCommand(owner, 'registerClient', [await organisationName(owner, organisation)]);
    return `${client} of ${issuer} speaks for ${organisation}.`;
  });
}
