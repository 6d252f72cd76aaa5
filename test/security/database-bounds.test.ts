// What a session may store is bounded by the database too: others are answered with it, and the worker reads it.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { submitted } from '../api/tools/flags.js';
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;
let referral: string;
beforeAll(async () => {
  api = await startTestApi();
  referral = (await submitted(api)).id.slice(4);
});
afterAll(() => api.close());

const ME = 'directory.session_organisation()';
const text = (length: number) => `repeat('å', ${length})`;
const texts = (value: string, many: number) => `array_fill(${value}, array[${many}])`;

/** The most that the inputs of the API take, and what is beyond the bound. */
test.each([
  [
    'a contact',
    (value: string) => `update directory.organisation set contact = ${value} where id = ${ME}`,
    text(500),
    text(5_001),
  ],
  [
    'services that are none',
    (value: string) => `update directory.organisation set services = ${value} where id = ${ME}`,
    `'{MEDICAL}'`,
    `'{NOT_A_SERVICE}'`,
  ],
  [
    'a message',
    (value: string) =>
      `insert into referrals.message (referral_id, organisation_id, audience, body) values ('${referral}', ${ME}, array[${ME}], ${value})`,
    text(4_000),
    text(10_001),
  ],
  [
    'a note',
    (value: string) => `update referrals.referral set caseworker_note = ${value} where id = '${referral}'`,
    text(4_000),
    text(50_001),
  ],
  [
    'events of a webhook',
    (value: string) =>
      `insert into journal.webhook (id, organisation_id, url, events, secret) values (gen_random_uuid(), ${ME}, 'https://a.example', ${value}, '')`,
    texts(`'REFERRAL_MOVED'::text`, 50),
    texts(`'REFERRAL_MOVED'::text`, 51),
  ],
  [
    'what is no event of a webhook',
    (value: string) =>
      `insert into journal.webhook (id, organisation_id, url, events, secret) values (gen_random_uuid(), ${ME}, 'https://a.example', ${value}, '')`,
    `'{REFERRAL_MOVED}'`,
    texts(`repeat('a', 1000000)`, 1),
  ],
  [
    'a line of the outbox',
    (value: string) =>
      `insert into journal.outbox (organisation_id, kind, object_type, object_id) values (${ME}, ${value}, 'x', gen_random_uuid())`,
    text(100),
    text(1_001),
  ],
])('of %s no more than the bound is stored', async (_what, statement, most, more) => {
  const session = (await api.database.sources.of('socialjouren')).createQueryRunner();
  await session.startTransaction();
  await session.query(statement(most));
  await expect(session.query(statement(more))).rejects.toMatchObject({ driverError: { code: '23514' } });
  await session.rollbackTransaction();
  await session.release();
});
