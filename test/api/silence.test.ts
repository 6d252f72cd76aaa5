// A database that falls silent is away, whatever the operating system still hopes for; and a transaction in it is nobody's any more.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CONNECT_MS, Sources } from '../../src/store/sources.js';
import { WebhookAccounts } from '../../src/store/webhook-accounts.js';
import { FaultProxy } from '../durability/tools/fault-proxy.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { cluster } from '../support/database.js';

let near: TestApi;
let api: TestApi;
let worker: Sources;
const network = new FaultProxy();
beforeAll(async () => {
  near = await startTestApi();
  const way = new URL(near.database.url);
  way.port = String(await network.listen(Number(way.port)));
  api = await startTestApi({ node: near, databaseUrl: way.href, connectMs: CONNECT_MS });
  worker = new Sources({ databaseUrl: way.href, loginSecret: cluster.loginSecret, poolSize: 1 });
});
afterAll(async () => {
  await worker.close();
  await api.close();
  network.close();
  await near.close();
});

const LIST = '{ trendEntries { nodes { id } } }';
const ready = async () => (await fetch(`${api.address}/health/ready`)).status;

test('requests are told so, and answered again when it can be heard', async () => {
  expect([(await api.as('rfsu')(LIST)).errors, await ready()]).toEqual([[], 200]);
  network.become('swallow');
  const [first, second] = await Promise.all([api.as('rfsu')(LIST), api.as('rfsu')(LIST)]);
  for (const { status, errors } of [first, second]) {
    expect([status, errors[0]?.extensions.code]).toEqual([503, 'UNAVAILABLE']);
  }
  expect(await ready()).toBe(503);
  network.become('pass');
  // Connections that lay idle in a pool meanwhile are as dead, and found to be when they are used, or closed after ten seconds.
  let codes: string[];
  do {
    codes = (await api.as('rfsu')(LIST)).errors.map(({ extensions }) => extensions.code);
    expect(['', 'UNAVAILABLE']).toContain(codes.join());
  } while (codes.length > 0);
  // Each login has connections of its own, which find out by themselves.
  while ((await ready()) !== 200) await pause(100);
});

test('who keeps the accounts of webhooks is told that they are lost, and of no way to take them', async () => {
  let lose = () => {};
  const lost = new Promise<void>((resolve) => (lose = resolve));
  const accounts = (await WebhookAccounts.take(worker, lose))!;
  expect(await accounts.due(new Date(), 1)).toEqual([]);
  network.become('swallow');
  await expect(accounts.due(new Date(), 1)).rejects.toThrow('silent');
  await lost;
  await expect(WebhookAccounts.take(worker, () => {})).rejects.toThrow('timeout');
});
