// Whoever is revoked is refused by every node within a minute, and its open streams end.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { registerClientCommand } from '../../src/commands/register-client.js';
import { registerIssuerCommand } from '../../src/commands/register-issuer.js';
import { revokeCommand } from '../../src/commands/revoke.js';
import { readConfig } from '../../src/config.js';
import { registerClient } from '../../src/store/registering.js';
import { PUBLIC_URL } from '../support/api.js';
import { cluster, type TestDatabase } from '../support/database.js';
import { attempt } from './tools/asking.js';
import { holdClock, type Clock } from './tools/clock.js';
import { startIssuer, tokenOf, type Issuer, type RunningIssuer } from './tools/issuer.js';
import { newKey, proofOf, type KeyPair } from './tools/jws.js';
import { ADDRESS, CLIENT, databaseWith, startNode, type Node } from './tools/world.js';

const SECOND = 1_000;
const OTHER_CLIENT = 'another-client-of-rfsu';

let holder: KeyPair;
let issuers: [RunningIssuer, RunningIssuer];
let database: TestDatabase;
let nodes: Node[];
let clock: Clock;
beforeAll(async () => {
  holder = await newKey('ES256');
  issuers = [await startIssuer('ES256'), await startIssuer('EdDSA')];
  database = await databaseWith(issuers);
  await registerClient(database.owner, issuers[0].issuer, OTHER_CLIENT, 'rfsu');
  nodes = [await startNode(database), await startNode(database)];
  clock = holdClock();
});
afterAll(async () => {
  clock.release();
  await Promise.all(nodes.map((node) => node.close()));
  await database.drop();
  await Promise.all(issuers.map((issuer) => issuer.close()));
});

const config = () =>
  readConfig({
    MODE: 'development',
    DATABASE_URL: database.url,
    LOGIN_SECRET: cluster.loginSecret,
    SUBJECT_SECRET: 'x'.repeat(32),
  });

const newToken = (issuer: Issuer, client: string) =>
  tokenOf(issuer, client, { claims: { cnf: { jkt: holder.thumbprint } } });

/** What each node says of a token. */
function ask(token: string): Promise<number[]> {
  return Promise.all(
    nodes.map(async ({ address }) => {
      const dpop = proofOf(holder, { token, url: ADDRESS });
      return (await attempt(address, { headers: { authorization: `DPoP ${token}`, dpop } })).status;
    }),
  );
}

test('a client: both nodes refuse the tokens that they know, and new ones; registered again, it is back', async () => {
  const [issuer] = issuers;
  const known = newToken(issuer, CLIENT);
  expect(await ask(known)).toEqual([200, 200]);
  expect(await revokeCommand(config(), { issuer: issuer.issuer, client: CLIENT })).toBe(
    `${CLIENT} of ${issuer.issuer} is revoked: refused by every node, and without streams, within 60 seconds.`,
  );
  clock.pass(10 * SECOND);
  expect(await ask(known)).toEqual([401, 401]);
  expect(await ask(newToken(issuer, CLIENT))).toEqual([401, 401]);
  expect(await ask(newToken(issuer, OTHER_CLIENT))).toEqual([200, 200]);
  await registerClientCommand(config(), { issuer: issuer.issuer, client: CLIENT, organisation: 'rfsu' });
  clock.pass(SECOND);
  expect(await ask(newToken(issuer, CLIENT))).toEqual([200, 200]);
});

test('an issuer, with all of its clients', async () => {
  const [other, issuer] = issuers;
  const known = newToken(issuer, CLIENT);
  expect(await ask(known)).toEqual([200, 200]);
  await revokeCommand(config(), { issuer: issuer.issuer });
  clock.pass(10 * SECOND);
  expect(await ask(known)).toEqual([401, 401]);
  expect(await ask(newToken(issuer, CLIENT))).toEqual([401, 401]);
  expect(await ask(newToken(other, CLIENT))).toEqual([200, 200]);
  const algorithms = issuer.algorithms.join();
  await registerIssuerCommand(config(), { issuer: issuer.issuer, jwksUri: issuer.jwksUri, algorithms });
  clock.pass(SECOND);
  expect(await ask(newToken(issuer, CLIENT))).toEqual([200, 200]);
});

/** Opens a stream and says whether it is still open. */
async function follow({ address }: Node, token: string): Promise<{ isOpen: () => boolean; end: () => void }> {
  const ending = new AbortController();
  const response = await fetch(`${address}/graphql/stream`, {
    method: 'POST',
    headers: {
      authorization: `DPoP ${token}`,
      dpop: proofOf(holder, { token, url: `${PUBLIC_URL}/graphql/stream` }),
      accept: 'text/event-stream',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: 'subscription { changed { cursor } }' }),
    signal: ending.signal,
  });
  expect(response.status).toBe(200);
  let isOpen = true;
  const read = async () => {
    for await (const _part of response.body!);
  };
  void read()
    .catch(() => undefined)
    .finally(() => (isOpen = false));
  return { isOpen: () => isOpen, end: () => ending.abort() };
}

test('the streams of a client that is revoked end on every node, those of others go on', async () => {
  const [issuer] = issuers;
  const revoked = newToken(issuer, CLIENT);
  const streams = await Promise.all(nodes.map((node) => follow(node, revoked)));
  const others = await Promise.all(nodes.map((node) => follow(node, newToken(issuer, OTHER_CLIENT))));
  await revokeCommand(config(), { issuer: issuer.issuer, client: CLIENT });
  const before = performance.now();
  clock.pass(10 * SECOND);
  while (streams.some(({ isOpen }) => isOpen())) await pause(50);
  // The registrations are looked at again after ten seconds, and the streams every ten seconds.
  expect(performance.now() - before + 10 * SECOND).toBeLessThan(60 * SECOND);
  expect(others.map(({ isOpen }) => isOpen())).toEqual([true, true]);
  for (const { end } of others) end();
});
