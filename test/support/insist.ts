import { setTimeout as pause } from 'node:timers/promises';

const MOST_TRIES = 50;

/** Asks again, as the documents say, while a node on a busy machine turns everybody away. */
export async function insist<T>(ask: () => Promise<T>, isTurnedAway: (answer: T) => boolean): Promise<T> {
  for (let left = MOST_TRIES; ; left -= 1) {
    const answer = await ask();
    if (left === 1 || !isTurnedAway(answer)) return answer;
    await pause(200);
  }
}
