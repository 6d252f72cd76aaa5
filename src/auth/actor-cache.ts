// Verifying a signature costs more than the query behind it. A verified token is remembered for at most half a minute, which is
// also how long a withdrawn registration may still work.
import { createHash } from 'node:crypto';
import type { Actor } from './actor.js';

// Half of the minute within which whatever was withdrawn must end: a stream asks again every half minute, too.
const REMEMBER_MS = 30_000;
const MOST = 10_000;

/** Remembers the actor of a token for half a minute, or until the token expires if that is sooner. */
export function rememberActors(read: (token: string) => Promise<Actor>): (token: string) => Promise<Actor> {
  const known = new Map<string, { actor: Actor; until: number }>();
  return async (token) => {
    const key = createHash('sha256').update(token).digest('base64');
    const hit = known.get(key);
    if (hit && hit.until > Date.now()) return hit.actor;
    known.delete(key);
    const actor = await read(token);
    if (known.size >= MOST) known.clear();
    known.set(key, { actor, until: Math.min(Date.now() + REMEMBER_MS, expiryOf(token)) });
    return actor;
  };
}

/** When a verified token expires, in milliseconds. */
export function expiryOf(token: string): number {
  const payload = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    exp: number;
  };
  return payload.exp * 1_000;
}
