// The token issuer of a development server: a key pair below DATA_DIR. Production refuses it.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT, createLocalJWKSet, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import type { Scope } from './scopes.js';
import type { TrustedIssuer } from './trust.js';

export const DEVELOPMENT_ISSUER = 'https://issuer.development.invalid';
const ALGORITHM = 'ES256';
const TOKEN_SECONDS = 12 * 3_600;

export interface DevelopmentIssuer {
  readonly trusted: TrustedIssuer;
  sign(claims: {
    client: string;
    subject: string;
    scopes: readonly Scope[];
    audience: string;
  }): Promise<string>;
}

/** The client that speaks for an organisation on a development server. */
export function developmentClient(organisationCode: string): string {
  return `development-${organisationCode}`;
}

/** Opens the issuer kept in a folder, making its key on first use. */
export async function openDevelopmentIssuer(dataDir: string): Promise<DevelopmentIssuer> {
  const key = await readOrMakeKey(join(dataDir, 'issuer.jwk'));
  const { d: _private, ...publicKey } = key;
  return {
    trusted: {
      algorithms: [ALGORITHM],
      keys: createLocalJWKSet({ keys: [publicKey] }),
      maxTokenAge: TOKEN_SECONDS,
    },
    async sign({ client, subject, scopes, audience }) {
      // One look at the clock: with two a token could live a second longer than it may.
      const issued = new Date();
      return new SignJWT({ client_id: client, scope: scopes.join(' ') })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid: key.kid! })
        .setIssuer(DEVELOPMENT_ISSUER)
        .setSubject(subject)
        .setAudience(audience)
        .setIssuedAt(issued)
        .setExpirationTime(new Date(issued.getTime() + TOKEN_SECONDS * 1_000))
        .setJti(randomUUID())
        .sign(await importJWK(key, ALGORITHM));
    },
  };
}

async function readOrMakeKey(file: string): Promise<JWK> {
  const stored = await readFile(file, 'utf8').catch(() => null);
  if (stored !== null) return JSON.parse(stored) as JWK;
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: ALGORITHM, use: 'sig' };
  await mkdir(join(file, '..'), { recursive: true });
  await writeFile(file, JSON.stringify(key), { mode: 0o600, flag: 'wx' });
  return key;
}
