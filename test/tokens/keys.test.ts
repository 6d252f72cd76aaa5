// The keys of an issuer as a node knows them: fetched once, through rotation and outage, and never more often because somebody asks for it.
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { TestDatabase } from '../support/database.js';
import { attempt } from './tools/asking.js';
import { holdClock, type Clock } from './tools/clock.js';
import { publicJwk, startIssuer, tokenOf, type Issuer, type RunningIssuer } from './tools/issuer.js';
import { newKey, proofOf, type KeyPair } from './tools/jws.js';
import { ADDRESS, CLIENT, databaseWith, startNode, type Node } from './tools/world.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

let holder: KeyPair;
let issuer: RunningIssuer;
let neighbour: RunningIssuer;
let database: TestDatabase;
let node: Node;
let clock: Clock;
beforeAll(async () => {
  holder = await newKey('ES256');
});
beforeEach(async () => {
  [issuer, neighbour] = [await startIssuer('ES256'), await startIssuer('ES256')];
  database = await databaseWith([issuer, neighbour]);
  node = await startNode(database);
  clock = holdClock();
});
afterEach(async () => {
  clock.release();
  await node.close();
  await database.drop();
  await Promise.all([issuer.close(), neighbour.close()]);
});

/** The status of a request with a new token. */
async function ask(of: Issuer = issuer): Promise<number> {
  const token = tokenOf(of, CLIENT, { claims: { cnf: { jkt: holder.thumbprint } } });
  const dpop = proofOf(holder, { token, url: ADDRESS });
  const { status, headers } = await attempt(node.address, {
    headers: { authorization: `DPoP ${token}`, dpop },
  });
  if (status === 503) expect(headers.map((name) => name.toLowerCase())).toContain('retry-after');
  return status;
}

const times = (count: number, of?: Issuer) => Promise.all(Array.from({ length: count }, () => ask(of)));
const every = (statuses: readonly number[]) => [...new Set(statuses)];

/** Waits until a fetch that goes on beside the requests has changed what a token of the issuer is answered with. */
async function untilRefused(): Promise<void> {
  for (let left = 200; left > 0 && (await ask()) === 200;) left -= 1;
  expect(await ask()).toBe(401);
  expect(issuer.fetches).toBe(2);
}

/** Another key of the same issuer. */
async function nextKey(): Promise<Issuer> {
  return { ...issuer, kid: `next-${issuer.fetches}`, key: await newKey('ES256') };
}
const publish = (...keys: Issuer[]) => {
  issuer.answer = { status: 200, body: JSON.stringify({ keys: keys.map(publicJwk) }) };
};

test('keys are fetched once for many tokens', async () => {
  expect(every(await times(50))).toEqual([200]);
  expect(issuer.fetches).toBe(1);
});

test('a new key counts from its first token on, and the old one beside it', async () => {
  expect(await ask()).toBe(200);
  clock.pass(31 * SECOND);
  const next = await nextKey();
  publish(issuer, next);
  expect(every(await times(20, next))).toEqual([200]);
  expect(every(await times(20))).toEqual([200]);
  expect(issuer.fetches).toBe(2);
});

test('a key that was withdrawn counts for minutes at most, and nobody waits for that', async () => {
  expect(await ask()).toBe(200);
  const next = await nextKey();
  publish(next);
  clock.pass(5 * MINUTE + 1);
  expect(await ask()).toBe(200);
  await untilRefused();
  expect(await ask(next)).toBe(200);
});

test('an empty set withdraws every key', async () => {
  expect(await ask()).toBe(200);
  publish();
  clock.pass(5 * MINUTE + 1);
  await ask();
  await untilRefused();
});

describe('an issuer that does not answer as it should', () => {
  const OUTAGES: [name: string, answer: () => RunningIssuer['answer']][] = [
    ['an error', () => ({ status: 500, body: '{}' })],
    ['a page', () => ({ status: 200, body: '<h1>Back soon</h1>' })],
    ['no set of keys', () => ({ status: 200, body: '{"error":"none"}' })],
    [
      'more than any set of keys',
      () => ({ status: 200, body: `${JSON.stringify({ keys: [publicJwk(issuer)] })}${' '.repeat(70_000)}` }),
    ],
    ['another address', () => ({ status: 302, body: '', location: neighbour.jwksUri })],
  ];

  test.each(OUTAGES)(
    'with %s: what is known goes on, through fifteen minutes and a night',
    async (_name, answer) => {
      expect(await ask()).toBe(200);
      issuer.answer = answer();
      const before = neighbour.fetches;
      for (let minutes = 0; minutes < 15; minutes += 1) {
        clock.pass(MINUTE);
        expect(every(await times(5))).toEqual([200]);
      }
      expect(issuer.fetches).toBeLessThanOrEqual(1 + 15 * 2);
      clock.pass(15 * HOUR);
      expect(await ask()).toBe(200);
      // Nothing else was asked on its account.
      expect(neighbour.fetches).toBe(before);
    },
  );

  test('for longer: then nothing can be said of its tokens, until it is back', async () => {
    const { answer } = issuer;
    expect(await ask()).toBe(200);
    issuer.answer = { status: 500, body: '' };
    clock.pass(16 * HOUR + 1);
    expect(every(await times(20))).toEqual([503]);
    expect(issuer.fetches).toBe(2);
    expect(await ask(neighbour)).toBe(200);
    issuer.answer = answer;
    clock.pass(31 * SECOND);
    expect(every(await times(20))).toEqual([200]);
    expect(issuer.fetches).toBe(3);
  });

  test('from the beginning: its tokens are neither accepted nor refused', async () => {
    const { answer } = issuer;
    issuer.answer = { status: 503, body: '' };
    expect(every(await times(20))).toEqual([503]);
    expect(issuer.fetches).toBe(1);
    issuer.answer = answer;
    clock.pass(31 * SECOND);
    expect(await ask()).toBe(200);
  });
});

test('key identifiers that nobody knows lead to one fetch in half a minute, whatever becomes of it', async () => {
  expect(await ask()).toBe(200);
  const { answer } = issuer;
  const madeUp = (name: string) => ({ ...issuer, kid: name });
  for (let seconds = 0; seconds < 120; seconds += 2) {
    issuer.answer = seconds % 4 === 0 ? answer : { status: 500, body: '' };
    clock.pass(2 * SECOND);
    expect(every(await times(4, madeUp(`nobody-${seconds}`)))).toEqual([401]);
  }
  expect(issuer.fetches).toBeLessThanOrEqual(1 + 120 / 30);
  expect(issuer.fetches).toBeGreaterThan(1);
  expect(await ask()).toBe(200);
});
