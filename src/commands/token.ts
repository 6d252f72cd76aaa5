// `token`: an access token of the development issuer, for trying things out.
import { scopesOf } from '../auth/agreement.js';
import { developmentClient, openDevelopmentIssuer } from '../auth/development-issuer.js';
import { SCOPES, isScope } from '../auth/scopes.js';
import { memberOf } from '../store/membership.js';
import { openOwner } from '../store/migrate.js';
import { secretsOf } from './development-state.js';
import type { Config } from '../config.js';
import type { Party } from '../domain/parties.js';

/** A token for an organisation; every scope that its party may use, unless some are named. */
export async function developmentToken(
  config: Config,
  code: string,
  scope: string | undefined,
  subject: string,
): Promise<string> {
  if (config.mode === 'production') throw new Error('The development issuer does not exist in production.');
  const { databaseUrl } = await secretsOf(config);
  const party = await partyOf(databaseUrl, code);
  const scopes = scope === undefined ? scopesOf(party) : scope.split(/[\s,]+/).filter(Boolean);
  const unknown = scopes.filter((word) => !isScope(word));
  if (unknown.length > 0) throw new Error(`Unknown scope. The scopes are: ${SCOPES.join(', ')}.`);
  const issuer = await openDevelopmentIssuer(config.dataDir);
  return issuer.sign({
    client: developmentClient(code),
    subject,
    scopes: scopes.filter(isScope),
    audience: config.audience,
  });
}

async function partyOf(databaseUrl: string, code: string): Promise<Party> {
  const owner = await openOwner(databaseUrl);
  try {
    const member = await memberOf(owner, code);
    if (member) return member.party;
    const codes = await owner.query<{ code: string }[]>(
      'select code from directory.organisation order by code',
    );
    throw new Error(
      `No organisation has this code. The codes are: ${codes.map((row) => row.code).join(', ')}.`,
    );
  } finally {
    await owner.destroy();
  }
}
