// The time for what cannot be undone. One clock that jumps ahead would have everything be over at once, so it is two that must agree:
// this process's and the database's.
import type { Source } from './sources.js';

const MOST_APART_MS = 60_000;

export class ClocksDiffer extends Error {
  override readonly name = 'ClocksDiffer';
}

/** What time it is; throws ClocksDiffer when the database is of another opinion. */
export async function agreedTime(source: Source): Promise<Date> {
  const [row] = await source.query<{ at: Date }[]>('select clock_timestamp() as at');
  const now = new Date();
  if (Math.abs(now.getTime() - row!.at.getTime()) > MOST_APART_MS)
    throw new ClocksDiffer('The clocks of this machine and of the database differ by more than a minute.');
  return now;
}
