// The short form of test/chaos: an installation of real processes is killed, cut off and restarted while clients work, and nothing
// that was answered is lost, done twice or done by halves.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { disturb, HONEST } from './tools/disturbing.js';
import { FaultProxy } from './tools/fault-proxy.js';
import { startFollowers } from './tools/followers.js';
import { Installation } from './tools/installation.js';
import { killWhileWorking } from './tools/killing.js';
import { expectExactlyOnce } from './tools/ledger.js';
import { startLoad } from './tools/load.js';
import { conflict, repeatFlags } from './tools/repeating.js';
import { restartInTurns } from './tools/rolling.js';
import type { Asked } from './tools/steadfast-client.js';

let installation: Installation;
const network = new FaultProxy();
const asked: Asked[] = [];
beforeAll(async () => {
  installation = await Installation.start({ network });
});
afterEach(() => expect(installation.mistakes()).toEqual([]));
afterAll(() => installation.stop());

test('nodes, worker and database are killed: everything has happened once, and who was off ends where who was on does', async () => {
  const compare = await startFollowers(installation);
  const load = startLoad(installation, 6);
  await killWhileWorking(installation, load, 'a node', 2);
  for (const victim of ['the worker', 'the database'] as const)
    await killWhileWorking(installation, load, victim, 1);
  // Whether a request is under way when something is killed is chance; ten times none is not.
  for (let left = 10; left > 0 && load.cut() === 0; left -= 1)
    await killWhileWorking(installation, load, 'a node', 1);
  asked.push(...(await load.end()));
  await expectExactlyOnce(installation.owner, asked);
  expect(asked.length).toBeGreaterThan(60);
  expect(load.cut()).toBeGreaterThan(0);
  const { most, streams } = await compare();
  expect(most).toBeGreaterThan(60);
  expect(streams).toBeGreaterThan(5);
});

test('the network to the database is cut: clients are told to come again, and what they ask for happens once', async () => {
  const load = startLoad(installation, 4);
  const codes = await disturb(installation, { network, load }, 'cut', 5);
  expect(codes).toContain('UNAVAILABLE');
  expect([...codes].filter((code) => !HONEST.includes(code))).toEqual([]);
  asked.push(...(await load.end()));
  await expectExactlyOnce(installation.owner, asked);
});

test('the same request many times at once on two nodes happens once; of edits at once one wins and the others are told', async () => {
  const { differing, ids } = await repeatFlags(installation, 8, 20);
  expect([differing, new Set(ids).size]).toEqual([[], 8]);
  expect(await conflict(installation, 4, 10)).toEqual({ winners: 4, told: 36, wrong: [] });
});

test('nodes are restarted one after the other, and no request fails', async () => {
  // Fewer clients than a node has connections: beside other tests, waiting for one may take longer than a node lets them.
  const { answered, failed, exits, lastWords, complaints } = await restartInTurns(installation, 1, 3);
  expect([failed, exits, complaints]).toEqual([[], [0, 0], '']);
  expect(answered).toBeGreaterThan(50);
  for (const words of lastWords) expect(words).toMatch(/^retry: [12]\d{3}$/);
});
