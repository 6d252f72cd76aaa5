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

test('sequences of actions by anybody come to what the model says', async () => {
  const { sequences, outcomes } = await playSequences(api, 200);
  expect(sequences).toBe(200);
  expect(MUTATIONS.filter((mutation) => !outcomes.has(`${mutation} taken`))).toEqual([]);
});
