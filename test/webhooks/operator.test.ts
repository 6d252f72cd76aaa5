// What the operator does for webhooks: dead letters, and another secret.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { deadLettersCommand } from '../../src/commands/dead-letters.js';
import { rotateWebhookSecret } from '../../src/commands/rotate-webhook-secret.js';
import { readConfig } from '../../src/config.js';
import { startTestApi, WEBHOOK_KEY, type TestApi } from '../support/api.js';
import { cluster } from '../support/database.js';
import { linesLeftBy } from '../api/tools/audit.js';
import { publish, UNIT } from '../api/tools/entries.js';
import { submitted } from '../api/tools/flags.js';
import { sequence } from '../changes/tools/follower.js';
import { startReceiver, type Answer, type Receiver } from './tools/receiver.js';
import {
  createWebhook,
  dispatch,
  letPausesPass,
  statusOf,
  until,
  waitingObjects,
  type Dispatching,
} from './tools/webhooks.js';

let api: TestApi;
let dispatching: Dispatching;
const receivers: Receiver[] = [];
const receiver = async (answer?: Answer) => {
  const started = await startReceiver(answer);
  receivers.push(started);
  return started;
};
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());
beforeEach(() => {
  dispatching = dispatch(api);
});
afterEach(async () => {
  await dispatching.stop();
  await api.database.owner.query('delete from journal.webhook');
  for (const one of receivers.splice(0)) await one.close();
});

const config = () =>
  readConfig({
    MODE: 'development',
    DATABASE_URL: api.database.url,
    LOGIN_SECRET: cluster.loginSecret,
    WEBHOOK_KEY,
  });

/** What the operator's commands leave in the audit. */
const LINE = { organisation: null, client: 'command line', outcome: 'DONE' };

describe('what is given up', () => {
  const failures = async () => {
    const [row] = await api.database.owner.query<{ failures: number }[]>(
      'select failures from journal.webhook_waiting',
    );
    return row?.failures;
  };

  test('is among the dead letters, without a value, and is delivered again when the operator says so', async () => {
    let isWorking = false;
    const mine = await receiver(() => (isWorking ? 200 : 400));
    const { id: hook } = await createWebhook(api, 'rfsl', { url: mine.url });
    expect(await deadLettersCommand(config(), undefined)).toBe('No dead letters.');
    const entry = await publish(api);
    await sequence(api);
    await until(async () => (await waitingObjects(api)) === 1, 'it waits');
    // As after three days of trying: the last attempt but one, and the last.
    await api.database.owner.query(`update journal.webhook_waiting set failures = 76, due_at = 'epoch'`);
    await until(async () => (await failures()) === 77, 'the last attempt but one');
    expect(await deadLettersCommand(config(), undefined)).toBe('No dead letters.');
    await letPausesPass(api);
    await until(
      async () => (await statusOf(api, 'rfsl', hook)).lastStatus === 'GIVEN_UP',
      'the last attempt',
    );
    const list = await deadLettersCommand(config(), undefined);
    expect(list).toMatch(/^rfsl {2}hook_\S+ {2}1 given up from \S+Z to \S+Z, last REFUSED$/);
    expect([list.includes(hook), list.includes('http'), list.includes(entry.id.slice(6))]).toEqual([
      true,
      false,
      false,
    ]);
    isWorking = true;
    await until(async () => (await waitingObjects(api)) === 0, 'it waits no more');
    expect(mine.taken).toEqual([]);
    const lines = await linesLeftBy(api.database, async () => {
      expect(await deadLettersCommand(config(), hook)).toBe('1 changes are delivered again.');
    });
    expect(lines).toMatchObject([
      { ...LINE, action: 'redeliverWebhook', objects: [`Webhook/${hook.slice(5)}`] },
    ]);
    await until(() => mine.taken.length === 1, 'it is delivered');
    expect(mine.taken[0]!.objectId).toBe(entry.id);
    expect(await deadLettersCommand(config(), undefined)).toBe('No dead letters.');
  });

  test('goes with the line when that is erased', async () => {
    const mine = await receiver(() => 400);
    await createWebhook(api, UNIT, { url: mine.url });
    const { id } = await submitted(api);
    await sequence(api);
    await until(async () => (await waitingObjects(api)) === 1, 'it waits');
    await api.database.owner.query(`update journal.webhook_waiting set failures = 77, due_at = 'epoch'`);
    const letters = () => api.database.owner.query('select object_id from journal.webhook_dead_letter');
    await until(async () => (await letters()).length === 1, 'a dead letter');
    await api.database.owner.query('delete from journal.change where object_id = $1', [id.slice(4)]);
    expect(await letters()).toEqual([]);
  });
});

test('while a secret is changed deliveries verify with the new one and with the one before, and afterwards with the new one', async () => {
  const mine = await receiver();
  const { id: hook, secret: earlier } = await createWebhook(api, 'rfsl', { url: mine.url });
  let printed = '';
  const lines = await linesLeftBy(api.database, async () => {
    printed = await rotateWebhookSecret(config(), hook);
  });
  expect(lines).toMatchObject([
    { ...LINE, action: 'rotateWebhookSecret', objects: [`Webhook/${hook.slice(5)}`] },
  ]);
  const secret = printed.split('\n')[0]!;
  expect(printed).toMatch(/^whsec_\S+\nDeliveries are signed with the secret before as well until /);
  const verifies = async (one: string) => {
    const before = mine.taken.length;
    await publish(api);
    await sequence(api);
    await until(() => mine.taken.length > before, 'a delivery');
    const { body, headers } = mine.taken.at(-1)!;
    try {
      return new Webhook(one).verify(body, headers as Record<string, string>) !== undefined;
    } catch {
      return false;
    }
  };
  expect([await verifies(secret), await verifies(earlier)]).toEqual([true, true]);
  await api.database.owner.query(`update journal.webhook set earlier_until = now()`);
  expect([await verifies(secret), await verifies(earlier)]).toEqual([true, false]);
  await expect(rotateWebhookSecret(config(), 'hook_00000000-0000-4000-8000-000000000000')).rejects.toThrow(
    'There is no such webhook.',
  );
});

test('a webhook whose secret was sealed with another key is left alone, the others are not, and another secret mends it', async () => {
  const mine = await receiver();
  const { id: hook } = await createWebhook(api, 'rfsl', { url: mine.url });
  await dispatching.stop();
  const other = 'another key of webhooks, long enough too';
  dispatching = dispatch(api, other);
  await publish(api);
  await sequence(api);
  await until(() => dispatching.errors.length > 0, 'it is reported');
  expect(String(dispatching.errors[0])).toBe('SealBroken: A secret does not open with WEBHOOK_KEY.');
  expect(mine.attempts).toEqual([]);
  const printed = await rotateWebhookSecret({ ...config(), webhookKey: other }, hook);
  expect(printed).toMatch(
    /^whsec_\S+\nThe secret before does not open with WEBHOOK_KEY and does not sign any more\.$/,
  );
  await dispatching.stop();
  dispatching = dispatch(api, other);
  await until(() => mine.taken.length === 1, 'it is delivered');
  const { body, headers } = mine.taken[0]!;
  new Webhook(printed.split('\n')[0]!).verify(body, headers as Record<string, string>);
});
