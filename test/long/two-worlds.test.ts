// 100,000 generated questions of each party, each asked of two worlds: `npm run test:long -- two-worlds`. QUESTIONS asks for fewer.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openPairs, type Pairs } from '../security/hidden-worlds/pairs.js';
import { PARTIES } from '../security/support/agreement.js';
import { openProgress } from './tools/progress.js';

const QUESTIONS = Number(process.env['QUESTIONS'] ?? 100_000);
const SEED = 17;

let pairs: Pairs;
beforeAll(async () => {
  pairs = await openPairs();
}, 300_000);
afterAll(() => pairs.close());

test.each(PARTIES)(
  'nothing tells %s one world from the other',
  async (party) => {
    const progress = openProgress(`two worlds of ${party}`, QUESTIONS);
    const { found, rest } = await pairs.compare(party, {
      ...{ questions: QUESTIONS, seed: SEED, times: 60, enough: 5, progress: progress.at },
    });
    progress.end(found.asked);
    progress.tell(JSON.stringify([...found.kinds].sort()));
    expect(found.differing).toEqual([]);
    expect(rest).toEqual([]);
  },
  7_200_000,
);
