// A receiver that fails a third of the time, and workers that are killed in the midst of deliveries: everything arrives, in order per object.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, WEBHOOK_KEY, type TestApi } from '../support/api.js';
import { cluster } from '../support/database.js';
import { publish, publishAgain, revise, withdraw } from '../api/tools/entries.js';
import { startReceiver, type Receiver } from './tools/receiver.js';
import { createWebhook, letPausesPass, until, waitingObjects } from './tools/webhooks.js';

const ENTRIES = 8;
const CORRECTIONS = 3;
const CHANGES = ENTRIES * (CORRECTIONS + 2);
const KILLS = 5;

let api: TestApi;
let receiver: Receiver;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(async () => {
  await receiver.close();
  await api.close();
});

async function startDispatcher(): Promise<ChildProcess> {
  const where = { databaseUrl: api.database.url, loginSecret: cluster.loginSecret, webhookKey: WEBHOOK_KEY };
  const child = spawn(process.execPath, ['test/webhooks/tools/dispatcher.js', JSON.stringify(where)], {
    env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  return child;
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('a receiver that fails a third of the time gets everything, in order per object, whoever is killed', async () => {
  let heard = 0;
  let failed = 0;
  let cut = 0;
  // When it holds a delivery, the worker is killed before it hears the answer.
  let hold: (() => void) | null = null;
  receiver = await startReceiver(() => {
    if (hold) {
      const reach = hold;
      hold = null;
      cut += 1;
      reach();
      return () => undefined;
    }
    heard += 1;
    if (heard % 3 !== 0) return 200;
    failed += 1;
    const way = failed % 3;
    if (way === 0) return 500;
    if (way === 1) return (response) => response.destroy();
    return (response) => response.writeHead(302, { location: '/elsewhere' }).end();
  });
  await createWebhook(api, 'rfsl', { url: receiver.url });

  // Round by round, so that the changes of the entries lie between each other in the feed.
  const write = async () => {
    let entries = [];
    for (let entry = 0; entry < ENTRIES; entry += 1) entries.push(await publish(api));
    for (let round = 0; round < CORRECTIONS; round += 1) {
      const corrected = [];
      for (const entry of entries)
        corrected.push(await publishAgain(api, await revise(api, entry, { title: `Rättelse ${round}` })));
      entries = corrected;
    }
    for (const entry of entries) await withdraw(api, entry, 'Fel.');
  };
  const writing = write();
  let child = await startDispatcher();
  try {
    for (let kills = 0; kills < KILLS; kills += 1) {
      const reached = new Promise<void>((resolve) => (hold = resolve));
      const passing = setInterval(() => void letPausesPass(api), 50);
      await reached;
      clearInterval(passing);
      await kill(child);
      child = await startDispatcher();
    }
    await writing;
    await until(async () => {
      await letPausesPass(api);
      return receiver.taken.length >= CHANGES && (await waitingObjects(api)) === 0;
    }, 'everything is taken');
    await pause(500);
  } finally {
    await kill(child);
  }

  const { data } = await api.as('rfsl')('{ changes(first: 100) { nodes { objectId at kind } } }');
  const changes = data.changes.nodes as { objectId: string; at: string; kind: string }[];
  expect(changes).toHaveLength(CHANGES);
  const byObject = (lines: readonly (readonly [object: string, what: string])[]) => {
    const objects = new Map<string, string[]>();
    for (const [object, what] of lines) objects.set(object, [...(objects.get(object) ?? []), what]);
    return Object.fromEntries([...objects].sort());
  };
  expect(
    byObject(receiver.taken.map(({ objectId, timestamp, type }) => [objectId, `${timestamp} ${type}`])),
  ).toEqual(byObject(changes.map(({ objectId, at, kind }) => [objectId, `${at} TREND_ENTRY_${kind}`])));
  // The test had something to stand: failures, workers killed with a delivery under way, and no redirect followed.
  expect(failed).toBeGreaterThan(CHANGES / 10);
  expect(cut).toBe(KILLS);
  expect(receiver.attempts.filter(({ path }) => path === '/elsewhere')).toEqual([]);
});
