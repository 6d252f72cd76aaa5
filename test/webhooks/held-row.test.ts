// A session that holds the row of its own webhook delays that webhook alone.
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { WebhookAccounts } from '../../src/store/webhook-accounts.js';
import { publish } from '../api/tools/entries.js';
import { sequence } from '../changes/tools/follower.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { startReceiver, type Receiver } from './tools/receiver.js';
import { createWebhook, dispatch, statusOf, until } from './tools/webhooks.js';

let api: TestApi;
let receiver: Receiver;
let mine: string;
let theirs: string;
let session: QueryRunner;
beforeAll(async () => {
  api = await startTestApi();
  receiver = await startReceiver();
  mine = (await createWebhook(api, 'rfsl', { url: `${receiver.url}/mine` })).id;
  theirs = (await createWebhook(api, 'rfsu', { url: `${receiver.url}/theirs` })).id;
  session = (await api.database.sources.of('rfsl')).createQueryRunner();
});
afterAll(async () => {
  await session.release();
  await receiver.close();
  await api.close();
});

async function whileHeld(work: () => Promise<void>): Promise<void> {
  await session.startTransaction();
  try {
    const held = (await session.query('select id from journal.webhook for update')) as { id: string }[];
    expect(held.map(({ id }) => `hook_${id}`)).toEqual([mine]);
    await work();
  } finally {
    await session.rollbackTransaction();
  }
}

const uuidOf = (id: string) => id.slice('hook_'.length);

test('the accounts do not wait for it, however patient a session of that organisation is', async () => {
  const accounts = (await WebhookAccounts.take(api.database.sources, () => {}))!;
  try {
    await accounts.passed(uuidOf(mine), 0);
    await whileHeld(async () => {
      // Less than sessions wait for a lock (store/provision.ts).
      const patience = pause(1_500, undefined, { ref: false });
      const held = Promise.race([accounts.passed(uuidOf(mine), 0), patience]);
      await expect(held).rejects.toMatchObject({ code: '55P03' });
      await accounts.passed(uuidOf(theirs), 0);
    });
  } finally {
    await accounts.release();
  }
});

test('others are delivered to meanwhile, and it again when it is let go', async () => {
  const dispatching = dispatch(api);
  const taken = (path: string) => receiver.taken.filter((one) => one.path === path).length;
  await whileHeld(async () => {
    await publish(api);
    await sequence(api);
    await until(() => taken('/hook/theirs') === 1 && taken('/hook/mine') === 1, 'both are told');
    await until(() => dispatching.errors.length > 0, 'the account of the one cannot be written');
    await until(async () => (await statusOf(api, 'rfsu', theirs)).lastStatus === 'DELIVERED', 'the other is');
    expect((await statusOf(api, 'rfsl', mine)).lastStatus).toBeNull();
  });
  const isWritten = async () => (await statusOf(api, 'rfsl', mine)).lastStatus === 'DELIVERED';
  await until(isWritten, 'the account of the one is written');
  expect(dispatching.errors).toMatchObject([{ code: '55P03' }]);
  await dispatching.stop();
});
