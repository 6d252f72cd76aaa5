// Every way to forge, against every kind of issuer, on a node as production runs it: none is answered, and all get one and the same
// refusal, byte for byte.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { registerClient, registerIssuer, revoke } from '../../src/store/registering.js';
import type { TestDatabase } from '../support/database.js';
import { attempt, comparable, type Attempt } from './tools/asking.js';
import { CLAIMS } from './tools/forgeries/claims.js';
import type { Forgeries } from './tools/forgeries/forgeries.js';
import { HEADERS } from './tools/forgeries/headers.js';
import { PROOFS } from './tools/forgeries/proofs.js';
import { SIGNATURES } from './tools/forgeries/signatures.js';
import { TRANSPORT } from './tools/forgeries/transport.js';
import { startIssuer, type Issuer, type RunningIssuer } from './tools/issuer.js';
import { newKey, proofOf } from './tools/jws.js';
import { startProvider, type RunningProvider } from './tools/provider.js';
import {
  ADDRESS,
  PROXY,
  certificate,
  databaseWith,
  forge,
  send,
  startNode,
  type Node,
  type World,
} from './tools/world.js';

const GROUPS: Readonly<Record<string, Forgeries>> = {
  headers: HEADERS,
  signatures: SIGNATURES,
  claims: CLAIMS,
  transport: TRANSPORT,
  proofs: PROOFS,
};
const KINDS = ['ES256', 'PS256', 'EdDSA', 'RS256', 'oidc-provider'] as const;

let database: TestDatabase;
let node: Node;
let provider: RunningProvider;
const running: RunningIssuer[] = [];
const begun = Date.now();
const worlds = new Map<(typeof KINDS)[number], World>();
let stranger: RunningIssuer;

beforeAll(async () => {
  for (const algorithm of ['ES256', 'PS256', 'EdDSA', 'RS256'] as const)
    running.push(await startIssuer(algorithm));
  provider = await startProvider();
  const other = await startIssuer('ES256');
  const revoked = await startIssuer('ES256');
  stranger = await startIssuer('ES256');
  const issuers: Issuer[] = [...running, provider];
  database = await databaseWith([...issuers, other, revoked]);
  node = await startNode(database);
  const { owner } = database;
  await registerIssuer(owner, { ...other });
  await registerClient(owner, other.issuer, 'client-of-police', 'polisen-stockholm');
  await revoke(owner, revoked.issuer, undefined);
  for (const issuer of issuers) await registerClient(owner, issuer.issuer, 'client-only-here', 'rfsl');
  const [holder, thief, rsa] = [await newKey('ES256'), await newKey('ES256'), await newKey('RS256')];
  for (const [index, kind] of KINDS.entries())
    worlds.set(kind, {
      issuer: issuers[index]!,
      other,
      revoked,
      stranger,
      holder,
      thief,
      rsa,
      address: node.address,
    });
  running.push(other, revoked, stranger);
});
afterAll(async () => {
  await node.close();
  await database.drop();
  await provider.close();
  for (const issuer of running) await issuer.close();
});

/** The answer to a request that shows nothing at all. */
const refusal = async () => comparable(await attempt(node.address, { headers: {} }));

test('the refusal names both ways to send a token, and no reason', async () => {
  expect(await refusal()).toMatch(/^401\n/);
  expect(await refusal()).toContain('\nwww-authenticate: DPoP algs="ES256 PS256 EdDSA Ed25519", Bearer\n');
  expect((await refusal()).split('\n').at(-1)).toBe(
    '{"errors":[{"message":"A valid access token is required.","extensions":{"code":"UNAUTHENTICATED","requestId":"ID"}}]}',
  );
});

describe.each(KINDS)('%s', (kind) => {
  const world = () => worlds.get(kind)!;
  const isAnswered = async (change: Attempt) => {
    const { status, body } = await attempt(node.address, change);
    return status === 200 && body === '{"data":{"viewer":{"organisation":{"code":"rfsu"}}}}';
  };
  const control = async () => isAnswered(send(world(), forge(world())));

  test('what holds is answered: the one control of every forgery', async () => {
    const { holder, thief } = world();
    const token = forge(world());
    const bound = certificate('rfsu');
    const certified = (cnf: object) => forge(world(), { claims: { cnf } });
    const held = {
      'a token and its proof': send(world(), token),
      'the same token with another proof': send(world(), token),
      'the scheme in small letters': {
        headers: { authorization: `dpop ${token}`, dpop: proofOf(holder, { token, url: ADDRESS }) },
      },
      'the type in full': send(world(), forge(world(), { header: { typ: 'application/at+jwt' } })),
      'an address that only looks otherwise': {
        headers: {
          authorization: `DPoP ${token}`,
          dpop: proofOf(holder, { token, url: 'HTTPS://Samverkan.TEST:443/x/../graphql?a=b#c' }),
        },
      },
      'a certificate that the proxy has seen': {
        headers: {
          authorization: `Bearer ${certified({ 'x5t#S256': bound.thumbprint })}`,
          'client-cert': bound.header,
        },
        from: PROXY,
      },
      "another client's key": {
        headers: (() => {
          const theirs = certified({ jkt: thief.thumbprint });
          return { authorization: `DPoP ${theirs}`, dpop: proofOf(thief, { token: theirs, url: ADDRESS }) };
        })(),
      },
      'claims that mean nothing here': send(
        world(),
        forge(world(), { claims: { organisation: 'polisen-stockholm', party: 'UNIT', scope: 7 } }),
      ),
    };
    for (const [name, request] of Object.entries(held))
      expect([name, await isAnswered(request)]).toEqual([name, true]);
  });

  test.each(Object.keys(GROUPS))('no forgery of %s is answered, or told from another', async (group) => {
    const forgeries = Object.entries(GROUPS[group]!);
    const one = await refusal();
    const otherwise: string[] = [];
    for (const [name, forgery] of forgeries) {
      const answer = comparable(await attempt(node.address, async () => forgery(world())));
      if (answer !== one) otherwise.push(`${name}: ${answer}`);
    }
    expect(otherwise).toEqual([]);
    expect(await control()).toBe(true);
  });

  test('a proof is good for one request, however its signature is written', async () => {
    const token = forge(world());
    const { headers } = send(world(), token);
    expect(await isAnswered({ headers })).toBe(true);
    expect(comparable(await attempt(node.address, { headers }))).toBe(await refusal());
    // Signed again it is another text; the identifier within is what counts.
    const again = proofOf(
      world().holder,
      { token, url: ADDRESS },
      { claims: { jti: jtiOf(headers['dpop'] as string) } },
    );
    expect(comparable(await attempt(node.address, { headers: { ...headers, dpop: again } }))).toBe(
      await refusal(),
    );
    expect(await isAnswered(send(world(), token))).toBe(true);
  });
});

test('there are 362 forgeries for each issuer, no two of one name', () => {
  const names = Object.values(GROUPS).flatMap((group) => Object.keys(group));
  expect(names).toHaveLength(362);
  expect(new Set(names).size).toBe(names.length);
});

test('nobody was asked for keys who is not registered, and those who are only a few times', () => {
  expect(stranger.fetches).toBe(0);
  // One for the keys, and one in half a minute for all the key identifiers that nobody knows.
  const halfMinutes = Math.ceil((Date.now() - begun) / 30_000);
  for (const { fetches } of running) expect(fetches).toBeLessThanOrEqual(1 + halfMinutes);
});

function jtiOf(proof: string): string {
  return (JSON.parse(Buffer.from(proof.split('.')[1]!, 'base64url').toString()) as { jti: string }).jti;
}
