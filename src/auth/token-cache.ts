// Verifying a signature costs more than the query behind it, so a verified token is remembered for at most a minute. Whom its client
// speaks for is looked up with every request all the same.
import { createHash } from 'node:crypto';
import type { AccessToken } from './access-token.js';

const REMEMBER_MS = 60_000;
const MOST = 10_000;

/** Remembers a verified token for a minute, or until it expires if that is sooner. */
export function rememberTokens(
  verify: (token: string) => Promise<AccessToken>,
): (token: string) => Promise<AccessToken> {
  const known = new Map<string, { verified: AccessToken; at: number }>();
  return async (token) => {
    const key = createHash('sha256').update(token).digest('base64');
    const hit = known.get(key);
    const age = Date.now() - (hit?.at ?? 0);
    // A clock that was put back makes nothing younger.
    if (hit && age >= 0 && age < REMEMBER_MS && Date.now() < hit.verified.expiresAt) return hit.verified;
    known.delete(key);
    const verified = await verify(token);
    if (known.size >= MOST) known.clear();
    known.set(key, { verified, at: Date.now() });
    return verified;
  };
}
