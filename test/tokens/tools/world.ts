// What a forger works against: a node as production runs it, registered issuers, a client of each that holds a key.
import { createHash } from 'node:crypto';
import { BlockList } from 'node:net';
import { createApi } from '../../../src/server.js';
import { registerClient, registerIssuer, revoke } from '../../../src/store/registering.js';
import { AUDIENCE, PUBLIC_URL, testOptions } from '../../support/api.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import type { Attempt } from './asking.js';
import { proofOf, type KeyPair } from './jws.js';
import { tokenOf, type Issuer, type TokenChange } from './issuer.js';

/** The address that a proxy of ours has; requests from others come from elsewhere on the loopback network. */
export const PROXY = '127.0.0.3';
export const CLIENT = 'client-of-rfsu';
/** The address that proofs name. */
export const ADDRESS = AUDIENCE;

export interface Node {
  readonly address: string;
  close(): Promise<void>;
}

/** Starts a node that answers bound tokens only. */
export async function startNode(database: TestDatabase, publicUrl = PUBLIC_URL): Promise<Node> {
  const proxies = new BlockList();
  proxies.addAddress(PROXY);
  const options = { ...testOptions(database.url), proxies, publicUrl, acceptsUnbound: false };
  const app = await createApi({ ...options, localIssuers: new Map() });
  return {
    address: await app.listen({ host: '127.0.0.1', port: 0 }),
    close: async () => app.close(),
  };
}

/** A database in which issuers are registered, each with a client of RFSU and one that was revoked. */
export async function databaseWith(issuers: readonly Issuer[]): Promise<TestDatabase> {
  const database = await cloneDatabase();
  const { owner } = database;
  for (const { issuer, jwksUri, algorithms } of issuers) {
    await registerIssuer(owner, { issuer, jwksUri, algorithms });
    await registerClient(owner, issuer, CLIENT, 'rfsu');
    await registerClient(owner, issuer, 'revoked-client', 'rfsu');
    await revoke(owner, issuer, 'revoked-client');
    await registerClient(owner, issuer, 'client-of-farsta', 'farsta');
  }
  // An organisation that has left, with a client that has not.
  await owner.query(`update directory.organisation set active = false where code = 'farsta'`);
  return database;
}

/** One issuer as a forger sees it. */
export interface World {
  readonly issuer: Issuer;
  /** Another registered issuer, of which the forger has everything, and which has a client of its own for the police. */
  readonly other: Issuer;
  /** An issuer that is not registered any more. */
  readonly revoked: Issuer;
  /** A key that nobody has registered, and a server of keys that holds it. */
  readonly stranger: Issuer;
  /** The key of the client that is attacked. */
  readonly holder: KeyPair;
  /** A second client's key. */
  readonly thief: KeyPair;
  /** An RSA key of the client, for proofs that are signed as no proof may be. */
  readonly rsa: KeyPair;
  readonly address: string;
}

/** A token that holds, but for what is changed. */
export function forge(
  { issuer, holder }: World,
  { claims, ...change }: TokenChange = {},
  client = CLIENT,
): string {
  return tokenOf(issuer, client, { ...change, claims: { cnf: { jkt: holder.thumbprint }, ...claims } });
}

/** A request with a token and a proof that is right for it. */
export function send({ holder }: World, token: string): Attempt {
  return { headers: { authorization: `DPoP ${token}`, dpop: proofOf(holder, { token, url: ADDRESS }) } };
}

/** A certificate is any bytes to us: what counts is its hash, which the proxy's TLS has vouched for. */
export const certificate = (name: string) => {
  const der = Buffer.from(`the certificate of ${name}`);
  return {
    header: `:${der.toString('base64')}:`,
    thumbprint: createHash('sha256').update(der).digest('base64url'),
  };
};
