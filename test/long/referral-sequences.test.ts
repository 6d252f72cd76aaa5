// The same as test/api/referral-sequences.test.ts, many more times: `npm run test:long`, about half an hour on two cores.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MUTATIONS } from '../api/tools/referral-rules.js';
import { playSequences } from '../api/tools/sequences.js';
import { startTestApi, type TestApi } from '../support/api.js';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const THOUSANDS = Array.from({ length: 10 }, (_, index) => index + 1);

test.each(THOUSANDS)(
  'sequences of actions by anybody come to what the model says: thousand %i',
  async (thousand) => {
    const { sequences, steps, outcomes, seed } = await playSequences(api, 1_000);
    // Told at once, not at the end of the run.
    process.stdout.write(
      `thousand ${thousand}: ${sequences} sequences, ${steps} steps, seeds from ${seed}: ${JSON.stringify([...outcomes].sort())}\n`,
    );
    expect(sequences).toBe(1_000);
    expect(MUTATIONS.filter((mutation) => !outcomes.has(`${mutation} taken`))).toEqual([]);
  },
  1_800_000,
);
