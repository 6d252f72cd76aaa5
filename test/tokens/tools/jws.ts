// Signatures as one would make them who knows the formats and keeps to no rule: any header, any payload, any bytes.
import {
  constants,
  createHash,
  generateKeyPairSync,
  randomUUID,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';

export type Algorithm = 'ES256' | 'PS256' | 'EdDSA' | 'RS256';

export interface KeyPair {
  readonly algorithm: Algorithm;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: JWK;
  readonly thumbprint: string;
}

/** A new key for an algorithm. */
export async function newKey(algorithm: Algorithm): Promise<KeyPair> {
  const { privateKey, publicKey } = generate(algorithm);
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  return { algorithm, privateKey, publicKey, jwk, thumbprint: await calculateJwkThumbprint(jwk) };
}

function generate(algorithm: Algorithm): { privateKey: KeyObject; publicKey: KeyObject } {
  if (algorithm === 'ES256') return generateKeyPairSync('ec', { namedCurve: 'P-256' });
  if (algorithm === 'EdDSA') return generateKeyPairSync('ed25519');
  return generateKeyPairSync('rsa', { modulusLength: 2_048 });
}

/** The private key as a JWK, as issuers and clients keep theirs. */
export function privateJwk({ privateKey }: KeyPair): JsonWebKey {
  return privateKey.export({ format: 'jwk' });
}

/** Signs with the right arithmetic for a key, whatever a header says. */
export function signature({ privateKey, algorithm }: KeyPair, signed: string): Buffer {
  const data = Buffer.from(signed);
  switch (algorithm) {
    case 'ES256':
      return sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' });
    case 'PS256':
      return sign('sha256', data, {
        key: privateKey,
        padding: constants.RSA_PKCS1_PSS_PADDING,
        saltLength: constants.RSA_PSS_SALTLEN_DIGEST,
      });
    case 'RS256':
      return sign('sha256', data, privateKey);
    case 'EdDSA':
      return sign(null, data, privateKey);
  }
}

export const base64 = (value: string | Buffer) => Buffer.from(value).toString('base64url');
/** A part of a token; a text is taken as it is, so that it need not be JSON. */
export const part = (value: object | string | Buffer) =>
  base64(typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value));

/** A signed token of any header and payload. */
export function jws(key: KeyPair, header: object | string, payload: object | string | Buffer): string {
  const signed = `${part(header)}.${part(payload)}`;
  return `${signed}.${base64(signature(key, signed))}`;
}

/** Seconds since 1970. */
export const now = () => Math.floor(Date.now() / 1_000);

/** A proof of possession that holds, but for what is changed; undefined takes something out. */
export function proofOf(
  key: KeyPair,
  request: { token: string; url: string; method?: string },
  change: { header?: object; claims?: object; signer?: KeyPair } = {},
): string {
  const { token, url, method = 'POST' } = request;
  const header = { typ: 'dpop+jwt', alg: key.algorithm, jwk: key.jwk, ...change.header };
  const claims = {
    jti: randomUUID(),
    htm: method,
    htu: url,
    iat: now(),
    ath: base64(createHash('sha256').update(token).digest()),
    ...change.claims,
  };
  return jws(change.signer ?? key, header, claims);
}
