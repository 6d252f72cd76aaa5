// Faults that are known and not mended yet. A test here turns red when its fault is gone: then it moves to where it belongs, and
// the generated sequences (tools/sequence-inputs.ts, tools/referral-effects.ts) may try what they leave out because of it.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { UNIT } from './tools/entries.js';
import { FULL } from './tools/flags.js';
import { BOARD, SOCIALJOUREN, accepted, read, refusalOf, take } from './tools/steps.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const CONSENT = { ...FULL.consent, organisations: [SOCIALJOUREN, BOARD, 'rfsu', UNIT], services: [] };
const MEDICAL = { services: [{ service: 'MEDICAL', status: 'PROVIDED' }] };

test.failing('the unit, once invited, records services as any supporter does', async () => {
  const id = await accepted(api, CONSENT);
  await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: UNIT });
  expect(await read(api, UNIT, id, 'supporters { code } access { canRecordServices }')).toEqual({
    supporters: [{ code: UNIT }],
    access: { canRecordServices: true },
  });
  expect(await refusalOf(api, UNIT, 'recordServices', { id, ...MEDICAL })).toBe('');
});

test.failing(
  'a supporter that becomes the recipient supports no longer, and hands on its sight with the case',
  async () => {
    const id = await accepted(api, CONSENT);
    await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: BOARD });
    await take(api, SOCIALJOUREN, 'redirectReferral', { id, recipient: BOARD });
    expect(await read(api, BOARD, id, 'recipient { code } supporters { code }')).toEqual({
      recipient: { code: BOARD },
      supporters: [],
    });
    await take(api, BOARD, 'redirectReferral', { id, recipient: SOCIALJOUREN });
    expect(await read(api, BOARD, id, 'id')).toBeNull();
  },
);

test.failing("the version that the recipient decides on counts a supporter's services", async () => {
  const id = await accepted(api, CONSENT);
  await take(api, SOCIALJOUREN, 'inviteSupporter', { id, organisation: 'rfsu' });
  const before = await read(api, SOCIALJOUREN, id, 'version');
  await take(api, 'rfsu', 'recordServices', { id, ...MEDICAL });
  expect(await read(api, SOCIALJOUREN, id, 'version')).toEqual({ version: before.version + 1 });
});
