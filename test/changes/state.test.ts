// A client that was off ends with exactly the state of one that was always on, and both with what the lists say, however often the
// worker and the API were cut off meanwhile.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { sequenceChanges } from '../../src/store/sequencing.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { openSources } from '../support/database.js';
import { draft, publish, publishAgain, revise, UNIT, withdraw, type Entry } from '../api/tools/entries.js';
import { FULL, POLICE, submitted } from '../api/tools/flags.js';
import { take } from '../api/tools/steps.js';
import { CHANNEL } from './tools/follower.js';
import { listed, pagingClient, type Ask } from './tools/kept-state.js';

const JOUREN = 'socialjouren';
const CODES = [UNIT, POLICE, JOUREN, 'rfsu', 'bromma'];
const WRITERS = 4;
const ROUNDS = 3;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

/** Asks a node that may be going. */
const askOf =
  (node: () => TestApi): Ask =>
  async (organisation, query, variables) =>
    node()
      .as(organisation)(query, variables)
      .then((answer) => (answer.data ? answer : null))
      .catch(() => null);

async function lifeOfEntries(): Promise<void> {
  let entry: Entry = await draft(api);
  entry = await publishAgain(api, entry);
  entry = await revise(api, entry, { title: 'Rättad' });
  entry = await publishAgain(api, entry);
  if (Math.random() < 0.5) await withdraw(api, entry, 'Fel.');
  await publish(api);
}

async function lifeOfReferrals(): Promise<void> {
  const consent = { ...FULL.consent, organisations: [JOUREN, 'rfsu', 'bromma'] };
  const { id } = await submitted(api, { ...FULL, consent });
  for (const mutation of ['acknowledgeReferral', 'acceptReferral']) await take(api, JOUREN, mutation, { id });
  await take(api, JOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
  await take(api, 'rfsu', 'sendReferralMessage', { id, audience: [JOUREN], body: 'Hej.' });
  await take(api, JOUREN, 'recordServices', { id, services: [{ service: 'MEDICAL', status: 'PROVIDED' }] });
  if (Math.random() < 0.5) await take(api, JOUREN, 'removeSupporter', { id, organisation: 'rfsu' });
  if (Math.random() < 0.5) await take(api, JOUREN, 'redirectReferral', { id, recipient: 'bromma' });
}

test('states agree after writers at once, workers that are killed and nodes that come and go', async () => {
  let node = await startTestApi({ node: api });
  const off = await Promise.all(
    CODES.map((code) =>
      pagingClient(
        code,
        askOf(() => api),
      ),
    ),
  );
  const on = await Promise.all(
    CODES.map((code) =>
      pagingClient(
        code,
        askOf(() => node),
      ),
    ),
  );
  let isOver = false;
  const until = (work: () => Promise<unknown>, pauseMs: number) =>
    (async () => {
      for (; !isOver; await pause(pauseMs)) await work();
    })();
  const sources = openSources(api.database.url, 2);
  let failures = 0;
  const meanwhile = [
    ...[1, 2].map(() =>
      until(async () => {
        await sources
          .worker()
          .then((worker) => sequenceChanges(worker, CHANNEL))
          .catch(() => (failures += 1));
      }, 5),
    ),
    until(
      () =>
        api.database.owner.query(
          `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'samverkan_worker' and datname = current_database()`,
        ),
      150,
    ),
    until(async () => {
      const [before, after] = [node, await startTestApi({ node: api })];
      node = after;
      await before.close();
    }, 2_000),
    ...on.map((client) => until(() => client.read(7), 50)),
  ];
  // Whatever becomes of the writers, the others end: loops that outlive a test that fails keep its process from ending.
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let round = 0; round < ROUNDS; round += 1)
        await (writer % 2 ? lifeOfEntries() : lifeOfReferrals());
    }),
  ).finally(async () => {
    isOver = true;
    await Promise.allSettled(meanwhile);
  });
  await Promise.all(meanwhile);
  await sequenceChanges(await api.database.sources.worker(), CHANNEL);
  for (const client of [...on, ...off]) while (await client.read(100));
  for (const [index, code] of CODES.entries()) {
    const state = await listed(
      code,
      askOf(() => api),
    );
    expect([code, off[index]!.state]).toEqual([code, state]);
    expect([code, on[index]!.state]).toEqual([code, state]);
    expect([code, state.size > 0 || code === 'bromma']).toEqual([code, true]);
  }
  expect(failures).toBeGreaterThan(0);
  await node.close();
  await sources.close();
});
