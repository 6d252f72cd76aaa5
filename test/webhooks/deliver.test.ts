// What webhooks are sent: what their organisations hear of in `changes`, signed, in order, as often as it takes, and nothing besides.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { eventOf } from '../../src/domain/webhooks/events.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { OTHERS, publish, publishAgain, revise, UNIT, withdraw } from '../api/tools/entries.js';
import { FULL, NOTIFICATION, POLICE, submitted } from '../api/tools/flags.js';
import { take } from '../api/tools/steps.js';
import { sequence } from '../changes/tools/follower.js';
import { startReceiver, type Delivered, type Receiver } from './tools/receiver.js';
import {
  createWebhook,
  dispatch,
  letPausesPass,
  statusOf,
  until,
  waitingObjects,
  type Dispatching,
} from './tools/webhooks.js';

const JOUREN = 'socialjouren';

let api: TestApi;
let dispatching: Dispatching;
const receivers: Receiver[] = [];
const receiver = async (...answer: Parameters<typeof startReceiver>) => {
  const started = await startReceiver(...answer);
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
  expect(dispatching.errors).toEqual([]);
  await api.database.owner.query('delete from journal.webhook');
  for (const one of receivers.splice(0)) await one.close();
});

/** What an organisation reads of its feed behind a cursor. */
async function changesOf(organisation: string, after: string) {
  const { data } = await api.as(organisation)(
    'query ($after: String) { changes(after: $after, first: 100) { nodes { kind objectType objectId at } } }',
    { after },
  );
  return data.changes.nodes as { kind: string; objectType: string; objectId: string; at: string }[];
}

async function headOf(organisation: string): Promise<string> {
  await sequence(api);
  return (await api.as(organisation)('{ changes(first: 1) { head } }')).data.changes.head;
}

const told = ({ type, objectId, timestamp }: Delivered) => [type, objectId, timestamp];

test('each organisation is told exactly of what it reads in its own feed, and can read each object that is not removed', async () => {
  const hooks = [];
  for (const code of [UNIT, ...OTHERS, 'bromma']) {
    const mine = await receiver();
    const head = await headOf(code);
    hooks.push({ code, mine, head, ...(await createWebhook(api, code, { url: mine.url })) });
  }
  const entry = await publish(api);
  await withdraw(api, await publishAgain(api, await revise(api, entry, { title: 'Rättad titel' })), 'Fel.');
  const contributed = await api.as('rfsl')(
    `mutation { contribute(input: { title: "Sett på nätet", text: "Fler annonser." }) { contribution { id } errors { code } } }`,
  );
  expect(contributed.data.contribute.errors).toEqual([]);
  await api.as(UNIT)(
    `mutation ($id: ID!) { resolveContribution(input: { id: $id, decision: DECLINE, note: "Känt." }) { errors { code } } }`,
    { id: contributed.data.contribute.contribution.id },
  );
  await submitted(api, NOTIFICATION);
  const { id } = await submitted(api, {
    ...FULL,
    consent: { ...FULL.consent, organisations: [JOUREN, 'rfsu', 'bromma'] },
  });
  for (const mutation of ['acknowledgeReferral', 'acceptReferral']) await take(api, JOUREN, mutation, { id });
  await take(api, JOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
  await take(api, JOUREN, 'recordServices', {
    id,
    services: [{ service: 'MEDICAL', status: 'PROVIDED' }],
    healthNeeds: ['MEDICAL'],
    caseworkerNote: 'Not.',
  });
  await take(api, 'rfsu', 'sendReferralMessage', { id, audience: [JOUREN], body: 'Vi ses i morgon.' });
  await take(api, JOUREN, 'removeSupporter', { id, organisation: 'rfsu' });
  await take(api, JOUREN, 'redirectReferral', { id, recipient: 'bromma' });
  await sequence(api);
  const heard = new Map<string, number>();
  for (const { code, mine, head, secret } of hooks) {
    const changes = await changesOf(code, head);
    heard.set(code, changes.length);
    await until(() => mine.taken.length >= changes.length, `${code} is told`);
    const expected = changes.map(({ objectType, kind, objectId, at }) => [
      eventOf(objectType, kind),
      objectId,
      at,
    ]);
    expect([code, mine.taken.map(told)]).toEqual([code, expected]);
    expect(mine.attempts).toHaveLength(changes.length);
    for (const { type, objectId, headers, body } of mine.taken) {
      const verified = new Webhook(secret).verify(body, headers as Record<string, string>) as object;
      expect(Object.keys(verified)).toEqual(['type', 'timestamp', 'data']);
      expect(Object.keys((verified as { data: object }).data)).toEqual(['id']);
      const { errors } = await api.as(code)('query ($id: ID!) { node(id: $id) { id } }', { id: objectId });
      expect([code, type, errors.map(({ extensions }) => extensions.code)]).toEqual([
        code,
        type,
        type.endsWith('_REMOVED') ? ['NOT_FOUND'] : [],
      ]);
    }
  }
  // The world in which each of them hears something, and those beside a referral less than those within.
  expect([...heard.values()].every((count) => count >= 3)).toBe(true);
  expect(heard.get('smittskydd-stockholm')!).toBeLessThan(heard.get('rfsu')!);
  expect(heard.get(POLICE)!).toBeLessThan(heard.get(UNIT)!);
});

test('a body holds nothing of the object, whatever was written into it', async () => {
  const mine = await receiver();
  await createWebhook(api, UNIT, { url: mine.url });
  const words = 'KANARIE';
  await publish(api, { title: words, summary: words, body: words, policingNotes: words, healthNotes: words });
  await submitted(api, { ...FULL, note: words, safetyNote: words });
  await sequence(api);
  await until(() => mine.taken.length === 3, 'three changes');
  expect(JSON.stringify(mine.attempts)).not.toContain(words);
});

test('only what it asked for is delivered, from when it was made', async () => {
  const mine = await receiver();
  await publish(api);
  await createWebhook(api, 'rfsl', { url: mine.url, events: ['TREND_ENTRY_WITHDRAWN'] });
  const { id } = await withdraw(api, await publish(api), 'Fel.');
  await sequence(api);
  await until(() => mine.taken.length > 0, 'the withdrawal');
  expect(mine.attempts.map(({ type, objectId }) => [type, objectId])).toEqual([
    ['TREND_ENTRY_WITHDRAWN', id],
  ]);
});

describe('a receiver', () => {
  test('that fails is tried again; its other objects are delivered meanwhile, and those of the object in their order', async () => {
    const bad = { id: '' };
    const mine = await receiver(({ objectId }) => (objectId === bad.id ? 500 : 200));
    const { id: hook } = await createWebhook(api, 'rfsl', { url: mine.url });
    const first = await publish(api);
    bad.id = first.id;
    const other = await publish(api);
    await withdraw(api, first, 'Fel.');
    await sequence(api);
    await until(() => mine.taken.length === 1, 'the other entry');
    expect(mine.taken[0]!.objectId).toBe(other.id);
    // What was taken is written down after its answer has come.
    await until(async () => (await statusOf(api, 'rfsl', hook)).lastStatus === 'DELIVERED', 'its status');
    expect((await statusOf(api, 'rfsl', hook)).lastDeliveryAt).toEqual(expect.any(String));
    await letPausesPass(api);
    await until(
      () => mine.attempts.filter(({ objectId }) => objectId === bad.id).length === 2,
      'a second attempt',
    );
    await until(async () => (await statusOf(api, 'rfsl', hook)).lastStatus === 'REFUSED', 'its status');
    const wrong = bad.id;
    bad.id = '';
    await letPausesPass(api);
    await until(() => mine.taken.length === 3, 'everything');
    const own = mine.taken.filter(({ objectId }) => objectId === wrong).map(({ type }) => type);
    expect(own).toEqual(['TREND_ENTRY_PUBLISHED', 'TREND_ENTRY_WITHDRAWN']);
    // Each attempt of a change has the same identifier.
    const ids = mine.attempts.filter(
      ({ objectId, type }) => objectId === wrong && type.endsWith('PUBLISHED'),
    );
    expect([ids.length, new Set(ids.map(({ id }) => id)).size]).toEqual([3, 1]);
    await until(async () => (await waitingObjects(api)) === 0, 'nothing waits');
  });

  test('that redirects is not followed', async () => {
    const elsewhere = await receiver();
    const mine = await receiver(
      () => (response) => response.writeHead(307, { location: elsewhere.url }).end(),
    );
    const { id: hook } = await createWebhook(api, 'rfsl', { url: mine.url });
    await publish(api);
    await sequence(api);
    await until(async () => (await statusOf(api, 'rfsl', hook)).lastStatus === 'REFUSED', 'a refusal');
    expect([mine.attempts.length, elsewhere.attempts.length]).toEqual([1, 0]);
  });

  test('that does not answer holds up no other', async () => {
    const silent = await receiver(() => () => undefined);
    const mine = await receiver();
    for (const url of [silent.url, mine.url]) await createWebhook(api, 'rfsl', { url });
    const entries = [await publish(api), await publish(api), await publish(api)];
    await sequence(api);
    await until(() => mine.taken.length === 3, 'the other receiver');
    expect(mine.taken.map(({ objectId }) => objectId)).toEqual(entries.map(({ id }) => id));
    await until(() => silent.attempts.length > 0, 'the silent receiver');
    expect(silent.attempts).toHaveLength(1);
  });

  test('that is away keeps the rest in the feed, and gets all of it when it is back', async () => {
    let isAway = true;
    const mine = await receiver(() => (isAway ? 503 : 200));
    await createWebhook(api, 'rfsl', { url: mine.url });
    const entries = [];
    for (let count = 0; count < 25; count += 1) entries.push(await publish(api));
    await sequence(api);
    await until(async () => (await waitingObjects(api)) === 20, 'twenty wait');
    expect(mine.attempts).toHaveLength(20);
    isAway = false;
    await letPausesPass(api);
    await until(() => mine.taken.length === 25, 'all of them');
    expect(mine.taken.map(({ objectId }) => objectId)).toEqual(entries.map(({ id }) => id));
  });
});

test('of several dispatchers one delivers, and another takes over', async () => {
  const mine = await receiver();
  await createWebhook(api, 'rfsl', { url: mine.url });
  const second = dispatch(api);
  await second.stop(); // it ended at once: the first keeps the accounts
  await dispatching.stop();
  await publish(api);
  await sequence(api);
  expect(mine.attempts).toEqual([]);
  dispatching = dispatch(api);
  await until(() => mine.taken.length === 1, 'the new one delivers');
});

test('nothing is delivered for an organisation that is no longer active', async () => {
  const mine = await receiver();
  const theirs = await receiver();
  await createWebhook(api, 'rfsl', { url: mine.url });
  await createWebhook(api, 'rfsu', { url: theirs.url });
  const set = (active: boolean) =>
    api.database.owner.query(`update directory.organisation set active = $1 where code = 'rfsl'`, [active]);
  await set(false);
  try {
    await publish(api);
    await sequence(api);
    await until(() => theirs.taken.length === 1, 'the other is told');
    expect(mine.attempts).toEqual([]);
  } finally {
    await set(true);
  }
  await until(() => mine.taken.length === 1, 'it is told when it is back');
});
