// The same as test/api/referral-idempotency.test.ts with a thousand keys: `npm run test:long`.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { effectsOf, sendRepeatedly } from '../api/tools/repeats.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi({ poolSize: 12 });
});
afterAll(() => api.close());

test('a thousand keys, each sent fifty times at once, have a thousand effects', async () => {
  const { differing, notRefused, gained, seconds, ...told } = await sendRepeatedly(api, 1_000, 50);
  process.stdout.write(`50,000 requests in ${seconds} s\n`);
  expect({ differing, notRefused, gained }).toEqual({
    differing: [],
    notRefused: [],
    gained: effectsOf(1_000),
  });
  expect(told.linesBeyondAnswers).toBeGreaterThanOrEqual(0);
  expect(told.linesBeyondAnswers).toBeLessThanOrEqual(told.sentAgain);
}, 900_000);
