// Making, listing and ending webhooks: whose they are, what they may lead to, and their secrets.
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestApi, WEBHOOK_KEY, type TestApi } from '../support/api.js';
import { codesOf } from '../../src/domain/code-list.js';
import { WEBHOOK_EVENT } from '../../src/domain/lists/webhooks.js';
import { PUBLIC_RECEIVERS } from '../../src/domain/webhooks/receivers.js';
import { Seal } from '../../src/store/sealed-secret.js';
import { UNIT } from '../api/tools/entries.js';
import { askForWebhook, createWebhook, CREATE, DELETE } from './tools/webhooks.js';

const URL = 'https://mottagare.example/samverkan';
const OF_THE_UNIT = ['TREND_ENTRY_CREATED', 'TREND_ENTRY_CHANGED', 'RELEASE_CREATED'];
const ALL = codesOf(WEBHOOK_EVENT);

let api: TestApi;
beforeAll(async () => {
  // As production has it: nothing here is delivered.
  api = await startTestApi({ webhooks: { key: WEBHOOK_KEY, receivers: PUBLIC_RECEIVERS } });
});
afterAll(() => api.close());
afterEach(() => api.database.owner.query('delete from journal.webhook'));

const listed = async (organisation: string) =>
  (await api.as(organisation)('{ webhooks { id url events createdAt lastDeliveryAt lastStatus } }')).data
    .webhooks;

test('a webhook is listed to its organisation and to nobody else, and found by its id', async () => {
  const { id, secret } = await createWebhook(api, 'rfsu', {
    url: URL,
    events: ['REFERRAL_MOVED', 'TREND_ENTRY_PUBLISHED'],
  });
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const events = ['TREND_ENTRY_PUBLISHED', 'REFERRAL_MOVED'];
  const createdAt = expect.stringMatching(/^\d{4}-.*Z$/);
  expect(await listed('rfsu')).toEqual([
    { id, url: URL, events, createdAt, lastDeliveryAt: null, lastStatus: null },
  ]);
  expect([await listed('rfsl'), await listed(UNIT)]).toEqual([[], []]);
  const node = `query ($id: ID!) { node(id: $id) { ... on Webhook { url } } }`;
  expect((await api.as('rfsu')(node, { id })).data).toEqual({ node: { url: URL } });
  expect((await api.as(UNIT)(node, { id })).errors[0]!.extensions.code).toBe('NOT_FOUND');
});

describe('what it is told of', () => {
  test('is everything that its organisation hears of, unless it says what', async () => {
    expect((await createWebhook(api, UNIT, { url: URL })).events).toEqual(ALL);
    const others = ALL.filter((event) => !OF_THE_UNIT.includes(event));
    expect((await createWebhook(api, 'polisen-stockholm', { url: URL })).events).toEqual(others);
  });

  test('is nothing that its party never hears of: the words are not in its schema', async () => {
    for (const event of OF_THE_UNIT) {
      const { errors } = await api.as('rfsu')(CREATE, { input: { url: URL, events: [event] } });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT']);
    }
    expect((await createWebhook(api, UNIT, { url: URL, events: OF_THE_UNIT })).events.sort()).toEqual(
      [...OF_THE_UNIT].sort(),
    );
  });

  test('is nothing that the scopes of its maker do not let it read', async () => {
    const make = (input: object) =>
      askForWebhook(api, 'rfsu', { url: URL, ...input }, ['webhooks:manage', 'statistics:read']);
    expect((await make({})).webhook!.events).toEqual(['RELEASE_PUBLISHED']);
    expect((await make({ events: ['REFERRAL_MOVED', 'RELEASE_PUBLISHED'] })).errors).toEqual([
      { code: 'INVALID_VALUE', path: ['events'], message: 'events: of what your scopes let you read.' },
    ]);
    expect((await make({ events: [] })).errors).toEqual([
      { code: 'INVALID_VALUE', path: ['events'], message: 'events: one or more.' },
    ]);
  });
});

test('its secret is shown once, is nowhere in the database, and no login of an organisation reads it sealed', async () => {
  const input = { url: URL, idempotencyKey: 'en gång' };
  const first = await askForWebhook(api, 'rfsu', input);
  const again = await askForWebhook(api, 'rfsu', input);
  expect([again.webhook, again.secret, again.errors]).toEqual([first.webhook, null, []]);
  expect(await listed('rfsu')).toHaveLength(1);
  const { owner, sources } = api.database;
  const tables = await owner.query<{ name: string }[]>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  let dump = '';
  for (const { name } of tables) {
    const [row] = await owner.query<{ text: string }[]>(
      `select string_agg(to_jsonb(t)::text, ' ') as text from ${name} t`,
    );
    dump += row!.text ?? '';
  }
  expect(dump).toContain(first.webhook!.id.slice(5)); // the dump is one
  const bare = first.secret!.slice('whsec_'.length);
  for (const form of [
    bare,
    Buffer.from(bare, 'base64').toString('hex'),
    Buffer.from(first.secret!).toString('hex'),
  ])
    expect(dump).not.toContain(form);
  const [{ secret } = { secret: Buffer.of() }] = await owner.query<{ secret: Buffer }[]>(
    'select secret from journal.webhook',
  );
  expect(new Seal(WEBHOOK_KEY).open(first.webhook!.id.slice(5), secret)).toBe(first.secret);
  const rfsu = await sources.of('rfsu');
  await expect(rfsu.query('select secret from journal.webhook')).rejects.toThrow('permission denied');
});

describe('is ended', () => {
  test('by its organisation alone, once', async () => {
    const { id } = await createWebhook(api, 'rfsu', { url: URL });
    const end = async (organisation: string, input: object) => api.as(organisation)(DELETE, { input });
    for (const organisation of ['rfsl', UNIT]) {
      const { errors } = await end(organisation, { id });
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND']);
    }
    const key = { id, idempotencyKey: 'slut' };
    expect((await end('rfsu', key)).data.deleteWebhook).toEqual({
      webhook: { id },
      secret: null,
      errors: [],
    });
    expect((await end('rfsu', key)).data.deleteWebhook).toEqual({ webhook: null, secret: null, errors: [] });
    expect((await end('rfsu', { id })).errors[0]!.extensions.code).toBe('NOT_FOUND');
    expect(await listed('rfsu')).toEqual([]);
  });
});

test('an organisation has ten at most, also when it asks for many at once', async () => {
  const asked = await Promise.all(Array.from({ length: 14 }, () => askForWebhook(api, 'rfsl', { url: URL })));
  expect(asked.filter(({ webhook }) => webhook)).toHaveLength(10);
  expect(asked.flatMap(({ errors }) => errors)).toEqual(
    Array(4).fill({
      code: 'INVALID_VALUE',
      path: ['url'],
      message: 'Your organisation has 10 webhooks: delete one first.',
    }),
  );
  // Neither past the rule of the API.
  const rfsl = await api.database.sources.of('rfsl');
  await expect(
    rfsl.query(
      `insert into journal.webhook (id, organisation_id, url, events, secret)
       values (gen_random_uuid(), directory.session_organisation(), 'https://a.example', '{REFERRAL_MOVED}', '')`,
    ),
  ).rejects.toThrow('too many webhooks');
  expect((await askForWebhook(api, 'rfsu', { url: URL })).webhook).not.toBeNull();
});

test.each([
  ['http://mottagare.example/', 'url: begins with https://.'],
  ['ftp://mottagare.example/', 'url: begins with https://.'],
  ['mottagare.example', 'url: a URL.'],
  ['https://anna:hemligt@mottagare.example/', 'url: without a user, a password or a fragment.'],
  ['https://mottagare.example/#hemligt', 'url: without a user, a password or a fragment.'],
  ['https://127.0.0.1/', 'url: at a public address.'],
  ['https://2130706433/', 'url: at a public address.'],
  ['https://[::ffff:10.0.0.1]/', 'url: at a public address.'],
  [`https://mottagare.example/${'å'.repeat(100)}`, 'url: at most 500 characters, written out.'],
])('%s is refused by rule, without its value', async (url, message) => {
  const { webhook, secret, errors } = await askForWebhook(api, 'rfsu', { url });
  expect({ webhook, secret, errors }).toEqual({
    webhook: null,
    secret: null,
    errors: [{ code: 'INVALID_VALUE', path: ['url'], message }],
  });
});

test('another organisation cannot be given one, by SQL neither', async () => {
  const rfsl = await api.database.sources.of('rfsl');
  const of = (code: string) =>
    rfsl.query(
      `insert into journal.webhook (id, organisation_id, url, events, secret)
       select gen_random_uuid(), id, 'https://a.example', '{REFERRAL_MOVED}', '' from directory.organisation where code = '${code}'`,
    );
  await expect(of('rfsu')).rejects.toThrow('row-level security');
  await of('rfsl');
});
