// A million fuzzed requests, 200,000 of them over HTTP: `npm run test:long -- fuzz`. FUZZ_REQUESTS asks for fewer. Each piece has an API
// and a world of its own, so that what mutations leave slows nothing; `-t 'piece 7$'` runs one of them.
import { expect, test } from '@jest/globals';
import { openFuzz } from '../fuzz/tools/fuzz.js';
import { PARTIES } from '../security/support/agreement.js';
import { openProgress } from './tools/progress.js';

const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 1_000_000);
const PIECES = 20;
const SEED = 20261122;

test.each(Array.from({ length: PIECES }, (_, index) => index + 1))(
  'piece %i',
  async (piece) => {
    const requests = Math.ceil(REQUESTS / PIECES);
    const opened = await openFuzz();
    try {
      const progress = openProgress(`fuzz, piece ${piece}`, requests);
      const { sent, statuses, findings, watched, log } = await opened.fuzz({
        ...{ inProcess: requests * 0.8, overHttp: requests * 0.2, onSockets: 10 },
        // Every party of a piece takes a seed of its own.
        ...{ seed: SEED + piece * PARTIES.length, progress: progress.at },
      });
      progress.end(sent);
      const memory = (process.memoryUsage.rss() / 2 ** 20).toFixed(0);
      progress.tell(
        `${JSON.stringify(statuses)}; ${watched} words and keys watched for; memory ${memory} MB`,
      );
      for (const finding of findings) progress.tell(finding);
      expect(findings).toEqual([]);
      expect(log.filter((line) => /kanarie|INTERNAL_SERVER_ERROR/.test(line))).toEqual([]);
    } finally {
      await opened.close();
    }
  },
  14_400_000,
);
