// The same as test/commands/kill.test.ts, fifty times killed: `npm run test:long`.
import { expect, test } from '@jest/globals';
import { killWhileWorking } from '../commands/tools/killing.js';
import { expectExactlyOnce } from '../commands/tools/exactly-once.js';

test('fifty times killed under load, everything that was asked for has happened exactly once', async () => {
  const survived = await killWhileWorking(50);
  process.stdout.write(`${survived.asked.length} mutations, ${survived.cut} cut off by 50 kills\n`);
  expectExactlyOnce(survived);
  expect(survived.cut).toBeGreaterThan(50);
}, 900_000);
