// Twenty restarts under load behind a proxy that sends nothing twice.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Installation } from '../durability/tools/installation.js';
import { restartInTurns } from '../durability/tools/rolling.js';

const ROUNDS = 10;
const CLIENTS = 8;

let installation: Installation;
beforeAll(async () => {
  installation = await Installation.start();
});
afterEach(() => expect(installation.mistakes()).toEqual([]));
afterAll(() => installation.stop());

test('two nodes are restarted ten times each, one after the other, and no request fails', async () => {
  const { answered, failed, exits, lastWords, complaints } = await restartInTurns(
    installation,
    ROUNDS,
    CLIENTS,
  );
  process.stdout.write(
    `${answered} requests answered in ${exits.length} restarts, ${failed.length} failed\n`,
  );
  expect([failed, complaints]).toEqual([[], '']);
  expect(exits).toEqual(Array.from({ length: 2 * ROUNDS }, () => 0));
  for (const words of lastWords) expect(words).toMatch(/^retry: [12]\d{3}$/);
}, 600_000);
