// A million fuzzed requests, 200,000 of them over HTTP: `npm run test:long -- fuzz`. FUZZ_REQUESTS asks for fewer.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openFuzz } from '../fuzz/tools/fuzz.js';
import { openProgress } from './tools/progress.js';

const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 1_000_000);

let opened: Awaited<ReturnType<typeof openFuzz>>;
beforeAll(async () => {
  opened = await openFuzz();
});
afterAll(() => opened.close());

test('a million requests', async () => {
  const progress = openProgress('fuzz', REQUESTS);
  const before = process.memoryUsage.rss();
  const { sent, statuses, findings, watched, log } = await opened.fuzz({
    ...{ inProcess: REQUESTS * 0.8, overHttp: REQUESTS * 0.2, onSockets: 200 },
    ...{ seed: 20261122, progress: progress.at },
  });
  progress.end(sent);
  const grown = (process.memoryUsage.rss() - before) / 2 ** 20;
  progress.tell(
    `${JSON.stringify(statuses)}; ${watched} words and keys watched for; grown by ${grown.toFixed(0)} MB`,
  );
  expect(findings).toEqual([]);
  expect(log.filter((line) => /kanarie|INTERNAL_SERVER_ERROR/.test(line))).toEqual([]);
}, 14_400_000);
