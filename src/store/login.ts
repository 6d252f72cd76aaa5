// The database login of an organisation. Its password is derived from one secret that lives outside the database, so a new
// organisation needs no new secret, and a copy of the database opens nothing.
import { createHash, createHmac, pbkdf2, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

/** The login that looks up who a token's client speaks for, and nothing else. */
export const SERVICE_LOGIN = 'samverkan_service';

/** The login of the worker: clocks of referrals. */
export const WORKER_LOGIN = 'samverkan_worker';

/** The login that records which proofs of possession have been used, and nothing else. */
export const PROOFS_LOGIN = 'samverkan_proofs';

/** The role that decides who is told of a change (migrations: changes). It has no login. */
export const FEED_ROLE = 'samverkan_feed';

/** The login of an organisation, by its code. */
export function loginOf(code: string): string {
  return `samverkan_org_${code.replaceAll('-', '_')}`;
}

/**
 * The channel on which the worker says whose feeds have grown. Any session can listen to a channel that it can name, and when something
 * happens is not everybody's to know, so the name is a secret.
 */
export function feedChannel(secret: string): string {
  return `samverkan_${createHmac('sha256', secret).update('channel of feeds').digest('hex').slice(0, 40)}`;
}

/** The password of a login. */
export function passwordOf(login: string, secret: string): string {
  return createHmac('sha256', secret).update(`login|${login}`).digest('base64url');
}

/**
 * What PostgreSQL stores instead of a password (RFC 5802, RFC 7677), so that no password ever stands in a statement.
 */
export async function scramVerifier(password: string): Promise<string> {
  const iterations = 4096; // PostgreSQL's own default
  const salt = randomBytes(16);
  const salted = await promisify(pbkdf2)(password, salt, iterations, 32, 'sha256');
  const hmac = (text: string) => createHmac('sha256', salted).update(text).digest();
  const storedKey = createHash('sha256').update(hmac('Client Key')).digest('base64');
  const serverKey = hmac('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${serverKey}`;
}
