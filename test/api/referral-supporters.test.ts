// Who supports a referral beside its recipient, where roles meet: the unit, and a supporter that becomes the recipient.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { FULL } from './tools/flags.js';
import { runClocks } from '../../src/worker/clocks.js';
import { BOARD, SOCIALJOUREN, accepted, read, refusalOf, take } from './tools/steps.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const CONSENT = { ...FULL.consent, organisations: [SOCIALJOUREN, BOARD, 'rfsu', UNIT], services: [] };
const LENGTHS = {
  acknowledgeHours: 24,
  decideWorkingDays: 3,
  idleDays: 14,
  expireDays: 180,
  eraseDays: 90,
};
const MEDICAL = { services: [{ service: 'MEDICAL', status: 'PROVIDED' }] };

test('the unit, once invited, records services as any supporter does', async () => {
  const id = await accepted(api, CONSENT);
  await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: UNIT });
  expect(await read(api, UNIT, id, 'supporters { code } access { canRecordServices }')).toEqual({
    supporters: [{ code: UNIT }],
    access: { canRecordServices: true },
  });
  expect(await refusalOf(api, UNIT, 'recordServices', { id, ...MEDICAL })).toBe('');
});

test('a supporter that becomes the recipient supports no longer, and hands on its sight with the case', async () => {
  const id = await accepted(api, CONSENT);
  await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: BOARD });
  await take(api, SOCIALJOUREN, 'redirectReferral', { id, recipient: BOARD });
  expect(await read(api, BOARD, id, 'recipient { code } supporters { code }')).toEqual({
    recipient: { code: BOARD },
    supporters: [],
  });
  await take(api, BOARD, 'redirectReferral', { id, recipient: SOCIALJOUREN });
  expect(await read(api, BOARD, id, 'id')).toBeNull();
});

test("a supporter's service is added beside others: it moves no version, and keeps the referral alive", async () => {
  const id = await accepted(api, CONSENT);
  await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
  const before = await read(api, SOCIALJOUREN, id, 'version');
  await take(api, 'rfsu', 'recordServices', { id, ...MEDICAL });
  expect(await read(api, SOCIALJOUREN, id, 'version')).toEqual(before);
  const idle = async (days: number) => {
    const later = new Date(Date.now() + days * 86_400_000);
    return (await runClocks(await api.database.sources.worker(), LENGTHS, later)).expired;
  };
  const set = (table: string, column: string, where: string, interval: string) =>
    api.database.owner.query(
      `update referrals.${table} set ${column} = ${column} - interval '${interval}' where ${where} = $1`,
      [id.slice(4)],
    );
  await set('referral', 'changed_at', 'id', '181 days');
  expect(await idle(0)).toBe(0);
  await set('service', 'at', 'referral_id', '181 days');
  expect(await idle(0)).toBe(1);
});
