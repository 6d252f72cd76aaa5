// An answer that something was not found leaves so long after its request came, however long it took to find out.
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { notFoundTime } from '../../src/http/not-found-time.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

/** When an answer leaves, in milliseconds after its request, that took so long to make. */
async function leavesAfter(code: string, took: number): Promise<number> {
  const listener = (await notFoundTime.requestDidStart!({} as never))!;
  jest.advanceTimersByTime(took);
  let hasLeft = false;
  const errors = [new GraphQLError('x', { extensions: { code } })];
  void listener.willSendResponse!({ errors } as never).then(() => (hasLeft = true));
  for (let after = took; after < 1_000; after += 1) {
    await jest.advanceTimersByTimeAsync(0);
    if (hasLeft) return after;
    jest.advanceTimersByTime(1);
  }
  throw new Error('it never leaves');
}

test.each([0, 1, 7, 24, 25])('found out after %i ms', async (took) => {
  expect(await leavesAfter('NOT_FOUND', took)).toBe(25);
});

test('what takes longer leaves at once, and so does every other answer', async () => {
  expect(await leavesAfter('NOT_FOUND', 40)).toBe(40);
  expect(await leavesAfter('BAD_USER_INPUT', 3)).toBe(3);
});
