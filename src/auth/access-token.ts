// An access token as RFC 9068 has it: signed by a registered issuer with a key of its own, for this API alone, young and short-lived.
import { createHmac } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify, type JWTPayload } from 'jose';
import { KeysAway } from './key-set.js';
import type { Trust, TrustedIssuer } from './trust.js';
import { Unauthenticated } from './unauthenticated.js';
import { hasUniqueNames } from './unique-names.js';

/** What a token says that holds. */
export interface AccessToken {
  readonly issuer: string;
  readonly client: string;
  /** Keyed pseudonym of its subject. */
  readonly subject: string;
  readonly scope: string;
  /** What whoever sends it must show to have (RFC 7800). */
  readonly boundTo: Binding | null;
  /** In milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Thumbprints (SHA-256, base64url) of the key (RFC 9449) and of the certificate (RFC 8705) that a token is bound to. */
export interface Binding {
  readonly key: string | undefined;
  readonly certificate: string | undefined;
}

export const CLOCK_TOLERANCE_SECONDS = 5;
const REQUIRED = ['iss', 'sub', 'aud', 'exp', 'iat', 'jti', 'client_id'];
const THUMBPRINT = /^[\w-]{43}$/;

/** Verifies tokens for one audience. Every failure is the same refusal, except that nothing can be said without the issuer's keys. */
export function accessTokenVerifier(
  trust: Trust,
  audience: string,
  subjectSecret: string,
): (token: string) => Promise<AccessToken> {
  return async (token) => {
    const { iss } = readPlainly(token);
    const issuer = isWord(iss) ? await trust.issuer(iss) : undefined;
    if (!isWord(iss) || !issuer) throw new Unauthenticated();
    const payload = await verified(token, iss, issuer, audience);
    const { client_id: client, sub, jti, exp = 0, iat = 0, scope = '', cnf } = payload;
    if (exp - iat > issuer.maxTokenAge || !isWord(client) || !isWord(sub) || !isWord(jti))
      throw new Unauthenticated();
    const subject = createHmac('sha256', subjectSecret)
      .update(`${iss}|${sub}`)
      .digest('base64url')
      .slice(0, 22);
    return {
      issuer: iss,
      client,
      subject,
      scope: typeof scope === 'string' ? scope : '',
      boundTo: bindingOf(cnf),
      expiresAt: exp * 1_000,
    };
  };
}

/** The claims of a token before anything is verified; refuses what could be read in two ways. */
function readPlainly(token: string): JWTPayload {
  const parts = token.split('.');
  if (parts.length !== 3) throw new Unauthenticated();
  const bytes = parts.map((part) => Buffer.from(part, 'base64url'));
  // Base64 has spellings of the same bytes that differ in bits which nobody reads.
  if (bytes.some((each, index) => each.toString('base64url') !== parts[index])) throw new Unauthenticated();
  try {
    // Both must be JSON before names are looked for: in other text an open quote is sought to the end, again and again.
    const claims = decodeJwt(token);
    decodeProtectedHeader(token);
    const isPlain = (text: string) => text.startsWith('{') && hasUniqueNames(text);
    if (!bytes.slice(0, 2).every((each) => isPlain(each.toString()))) throw new Unauthenticated();
    return claims;
  } catch {
    throw new Unauthenticated();
  }
}

async function verified(
  token: string,
  iss: string,
  { keys, algorithms, maxTokenAge }: TrustedIssuer,
  audience: string,
): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, {
      issuer: iss,
      audience,
      algorithms: [...algorithms],
      typ: 'at+jwt',
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      maxTokenAge,
      requiredClaims: REQUIRED,
    });
    // jose accepts a token without `kid` when one key fits, one audience among several, and one extension; RFC 9068 tokens for us have
    // none of these.
    const { kid, crit } = protectedHeader;
    if (!kid || crit !== undefined || payload.aud !== audience) throw new Unauthenticated();
    return payload;
  } catch (error) {
    if (error instanceof KeysAway) throw error;
    throw new Unauthenticated();
  }
}

function isWord(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** What a token is bound to. A confirmation that we could not check is no token for us. */
function bindingOf(cnf: unknown): Binding | null {
  if (cnf === undefined) return null;
  const members = typeof cnf === 'object' && cnf !== null ? Object.entries(cnf) : [];
  const isKnown = members.every(
    ([name, value]) =>
      (name === 'jkt' || name === 'x5t#S256') && typeof value === 'string' && THUMBPRINT.test(value),
  );
  if (!isKnown || members.length === 0) throw new Unauthenticated();
  const { jkt: key, 'x5t#S256': certificate } = Object.fromEntries(members) as Record<string, string>;
  return { key, certificate };
}
