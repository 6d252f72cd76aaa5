// A proof that whoever sends a token has the key that it is bound to, for one request (RFC 9449, section 4.3).
import { createHash } from 'node:crypto';
import { EmbeddedJWK, calculateJwkThumbprint, decodeProtectedHeader, jwtVerify, type CryptoKey } from 'jose';
import { CLOCK_TOLERANCE_SECONDS } from './access-token.js';
import { Unauthenticated } from './unauthenticated.js';

/** The signatures that a proof may have. */
export const PROOF_ALGORITHMS = ['ES256', 'PS256', 'EdDSA', 'Ed25519'] as const;
/** How old a proof may be. What keeps used proofs must keep them longer (migrations: issuers). */
const MOST_SECONDS = 60;
const REQUIRED = ['jti', 'htm', 'htu', 'iat', 'ath'];

interface ShownKey {
  readonly thumbprint: string;
  readonly key: CryptoKey;
}

/**
 * Keys by the header that showed them, once a proof has held: a client's proofs have one header, and making a key of it costs more than
 * the signature.
 */
const shown = new Map<string, ShownKey>();
const MOST_KEYS = 1_000;

/** The request that a proof must be about. */
export interface ProvenRequest {
  readonly method: string;
  /** Its public address, without query. */
  readonly url: string;
  readonly token: string;
  /** The thumbprint of the key that the token is bound to. */
  readonly key: string;
}

/** Verifies a proof. Answers with what it is known by, so that it is used once. */
export async function verifyProof(
  proof: string,
  { method, url, token, key }: ProvenRequest,
): Promise<Buffer> {
  try {
    const header = proof.slice(0, proof.indexOf('.'));
    const shownKey = shown.get(header) ?? (await keyIn(proof));
    if (shownKey.thumbprint !== key) throw new Unauthenticated();
    const { payload } = await jwtVerify(proof, shownKey.key, {
      algorithms: [...PROOF_ALGORITHMS],
      typ: 'dpop+jwt',
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      maxTokenAge: MOST_SECONDS,
      requiredClaims: REQUIRED,
    });
    const { jti, htm, htu, ath } = payload;
    const isOfThis =
      htm === method &&
      typeof htu === 'string' &&
      plainly(htu) === url &&
      ath === createHash('sha256').update(token).digest('base64url');
    if (!isOfThis || typeof jti !== 'string' || jti === '') throw new Unauthenticated();
    if (shown.size >= MOST_KEYS) shown.clear();
    shown.set(header, shownKey);
    return createHash('sha256').update(`${key}.${jti}`).digest();
  } catch {
    throw new Unauthenticated();
  }
}

/** The key that a proof shows. */
async function keyIn(proof: string): Promise<ShownKey> {
  const header = decodeProtectedHeader(proof);
  const key = await EmbeddedJWK(header);
  return { thumbprint: await calculateJwkThumbprint(header.jwk!), key };
}

/** An address as RFC 9449 compares it: normalised, without query and fragment. */
export function plainly(address: string): string {
  const { protocol, host, pathname, username, password } = new URL(address);
  if (username !== '' || password !== '') throw new Unauthenticated();
  return `${protocol}//${host}${pathname}`;
}
