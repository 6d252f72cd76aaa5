// A database that falls silent is away, whatever the operating system still hopes for; and a transaction in it is nobody's any more.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FaultProxy } from '../durability/tools/fault-proxy.js';
import { startTestApi, type TestApi } from '../support/api.js';

let near: TestApi;
let api: TestApi;
const network = new FaultProxy();
beforeAll(async () => {
  near = await startTestApi();
  const way = new URL(near.database.url);
  way.port = String(await network.listen(Number(way.port)));
  api = await startTestApi({ node: near, databaseUrl: way.href });
});
afterAll(async () => {
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
