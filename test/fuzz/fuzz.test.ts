// Short form of test/long/fuzz.test.ts.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openFuzz } from './tools/fuzz.js';

let opened: Awaited<ReturnType<typeof openFuzz>>;
beforeAll(async () => {
  opened = await openFuzz();
});
afterAll(() => opened.close());

test('whatever is sent, nothing breaks, and no word comes back that its asker may not read', async () => {
  const { sent, statuses, findings, watched, log } = await opened.fuzz({
    ...{ inProcess: 1_600, overHttp: 400, onSockets: 40, seed: 20261122 },
  });
  expect(findings).toEqual([]);
  expect(sent).toBe(2_040);
  expect(watched).toBeGreaterThan(500);
  expect(log.filter((line) => /kanarie|INTERNAL_SERVER_ERROR/.test(line))).toEqual([]);
  // It reaches what is answered and what is refused, by whom ever.
  for (const status of [200, 400, 401, 404, 415])
    expect([status, (statuses[status] ?? 0) > 10]).toEqual([status, true]);
  const { status } = await fetch(`${opened.api.address}/health/ready`);
  expect(status).toBe(200);
});
