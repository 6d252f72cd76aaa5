// A release of a year in which each gender was seen as often in every week, for clients to ask about.
import type { TestApi } from '../../support/api.js';
import { ROW, release, send } from '../../api/tools/statistics.js';

const WEEKS = Array.from({ length: 52 }, (_, index) => `2025-W${String(index + 1).padStart(2, '0')}`);
const A_WEEK = 5;

/** The true count of each gender. */
export const EACH_GENDER = WEEKS.length * A_WEEK;

/** Imports the year and publishes its release; answers with its identifier. */
export async function releaseOf2025(api: TestApi): Promise<string> {
  const genders = ['WOMAN', 'MAN', 'OTHER', 'UNKNOWN'];
  const rows = WEEKS.flatMap((week) => genders.map((gender) => ({ ...ROW, week, gender, count: A_WEEK })));
  await send(api, rows);
  return release(api, '2025');
}
