// A token issuer as a partner runs one: it publishes its keys over HTTP, and its tokens last ten minutes at most.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SignJWT, importJWK, type JWK } from 'jose';
import {
  DEVELOPMENT_ISSUER,
  developmentClient,
  openDevelopmentIssuer,
} from '../../../src/auth/development-issuer.js';
import { SCOPES } from '../../../src/auth/scopes.js';
import { AUDIENCE } from '../../support/api.js';
import type { DataSource } from 'typeorm';

const RENEW_MS = 5 * 60_000;

export interface Issuer {
  /** A token that holds for at least five minutes. */
  token(organisation: string): Promise<string>;
  close(): Promise<void>;
}

/** Publishes the keys of the development issuer and registers where they are, so that nodes trust it as any other. */
export async function publishKeys(folder: string, owner: DataSource): Promise<Issuer> {
  await openDevelopmentIssuer(folder);
  const pair = JSON.parse(await readFile(join(folder, 'issuer.jwk'), 'utf8')) as JWK;
  const { d: _private, ...key } = pair;
  const signingKey = await importJWK(pair, 'ES256');
  const sign = (client: string) => {
    const issued = new Date();
    return new SignJWT({ client_id: client, scope: SCOPES.join(' ') })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: pair.kid! })
      .setIssuer(DEVELOPMENT_ISSUER)
      .setSubject('test')
      .setAudience(AUDIENCE)
      .setJti(randomUUID())
      .setIssuedAt(issued)
      .setExpirationTime(new Date(issued.getTime() + 600_000))
      .sign(signingKey);
  };
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ keys: [key] })),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await owner.query(`update directory.issuer set jwks_uri = $2, algorithms = '{ES256}' where issuer = $1`, [
    DEVELOPMENT_ISSUER,
    `http://127.0.0.1:${port}/keys`,
  ]);
  const tokens = new Map<string, { token: Promise<string>; until: number }>();
  return {
    token(organisation) {
      const known = tokens.get(organisation);
      if (known && known.until > Date.now()) return known.token;
      const token = sign(developmentClient(organisation));
      tokens.set(organisation, { token, until: Date.now() + RENEW_MS });
      return token;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
