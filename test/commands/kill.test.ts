// The server is killed in the middle of work: nothing that was answered is lost, nothing that was repeated happens twice.
import { expect, test } from '@jest/globals';
import { killWhileWorking } from './tools/killing.js';
import { expectExactlyOnce } from './tools/exactly-once.js';

test('four times killed under load, everything that was asked for has happened exactly once', async () => {
  const survived = await killWhileWorking(4);
  expectExactlyOnce(survived);
  expect(survived.asked.length).toBeGreaterThan(20);
  expect(survived.cut).toBeGreaterThanOrEqual(4);
});
