// An issuer of access tokens on the loopback interface: a key, and the address where it publishes it.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AUDIENCE } from '../../support/api.js';
import { jws, newKey, now, type Algorithm, type KeyPair } from './jws.js';

/** What an issuer says about itself, and how it signs. */
export interface Issuer {
  readonly issuer: string;
  readonly jwksUri: string;
  /** The signatures that are registered for it. */
  readonly algorithms: readonly string[];
  readonly kid: string;
  readonly key: KeyPair;
}

export interface RunningIssuer extends Issuer {
  /** What its address answers: the keys, unless a test says otherwise. */
  answer: { status: number; body: string; location?: string };
  /** How often its address was asked. */
  fetches: number;
  close(): Promise<void>;
}

/** What a key set says of a key. */
export function publicJwk({ kid, key }: Pick<Issuer, 'kid' | 'key'>): object {
  return { ...key.jwk, kid, alg: key.algorithm, use: 'sig' };
}

/** Starts an issuer that signs in one way. */
export async function startIssuer(algorithm: Algorithm): Promise<RunningIssuer> {
  const key = await newKey(algorithm);
  const kid = `${algorithm}-${randomUUID()}`;
  const server = createServer((_request, response) => {
    running.fetches += 1;
    const { status, body, location } = running.answer;
    response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running: RunningIssuer = {
    issuer,
    jwksUri: `${issuer}/jwks`,
    algorithms: [algorithm],
    kid,
    key,
    answer: { status: 200, body: JSON.stringify({ keys: [publicJwk({ kid, key })] }) },
    fetches: 0,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
  return running;
}

export interface TokenChange {
  readonly header?: object;
  readonly claims?: object;
  readonly signer?: KeyPair;
}

/** The header and the claims of a token that holds, but for what is changed; undefined takes something out. */
export function partsOf({ issuer, kid, key }: Issuer, client: string, { header, claims }: TokenChange = {}) {
  return {
    header: { typ: 'at+jwt', alg: key.algorithm, kid, ...header },
    claims: {
      iss: issuer,
      sub: 'somebody',
      aud: AUDIENCE,
      iat: now(),
      exp: now() + 300,
      jti: randomUUID(),
      client_id: client,
      scope: 'trends:read',
      ...claims,
    },
  };
}

/** A token of an issuer. */
export function tokenOf(issuer: Issuer, client: string, change: TokenChange = {}): string {
  const { header, claims } = partsOf(issuer, client, change);
  return jws(change.signer ?? issuer.key, header, claims);
}
