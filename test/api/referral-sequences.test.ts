// Whatever anybody tries in whatever order, a referral does what the domain says. `npm run test:long` plays many more.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestApi, type TestApi } from '../support/api.js';
import { MUTATIONS } from './tools/referral-rules.js';
import { playSequences } from './tools/sequences.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

// Of any two hundred that are drawn, one in four hundred misses an action of the list below: these are always the same.
const SEED = 1;

test('sequences of actions by anybody come to what the model says', async () => {
  const { sequences, outcomes } = await playSequences(api, 200, { seed: SEED });
  expect(sequences).toBe(200);
  // Only the unit confirms, and only what was declined: two hundred drawn sequences may miss it, ten thousand may not (test/long).
  const expected = MUTATIONS.filter((mutation) => mutation !== 'confirmDecline');
  expect(expected.filter((mutation) => !outcomes.has(`${mutation} taken`))).toEqual([]);
}, 600_000);
