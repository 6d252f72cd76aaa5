// The rules of an organisation's monthly report of its own work, and of looking for such reports. Pure.
import { isMonth, periodRange } from './period.js';
import { regionOf } from './regions.js';
import { invalid, type UserError } from './user-error.js';

/** The most that one report counts: more than any organisation does in a month is a slip of the hand. */
const MOST_COUNTED = 100_000;

const A_MONTH = 'a month, such as 2026-07.';
const A_MUNICIPALITY = 'the code of a municipality, such as 0180.';

/** What the rules look at; the rest of a report is stored as it is. */
export interface ReportedActivity {
  readonly month: string;
  readonly municipality: string;
  readonly count: number;
}

/** Every rule that a report breaks, none if it may be stored. `now` bounds the month. */
export function activityReportErrors(report: ReportedActivity, now: Date): UserError[] {
  const { month, municipality, count } = report;
  const errors: UserError[] = [];
  if (!isMonth(month)) errors.push(invalid('month', A_MONTH));
  else if (periodRange(month).from > now.toISOString().slice(0, 10))
    errors.push(invalid('month', 'not in the future.'));
  if (!isMunicipality(municipality)) errors.push(invalid('municipality', A_MUNICIPALITY));
  if (!Number.isInteger(count) || count < 0 || count > MOST_COUNTED)
    errors.push(invalid('count', `a whole number from 0 to ${MOST_COUNTED}.`));
  return errors;
}

/** What a search for reports can be narrowed by, as far as the rules look at it. */
export interface ActivitySearch {
  readonly monthFrom?: string | null;
  readonly monthTo?: string | null;
  readonly municipality?: string | null;
}

/** The first rule that a search breaks, in words, or null. */
export function activitySearchError({ monthFrom, monthTo, municipality }: ActivitySearch): string | null {
  if (monthFrom != null && !isMonth(monthFrom)) return `filter.monthFrom: ${A_MONTH}`;
  if (monthTo != null && !isMonth(monthTo)) return `filter.monthTo: ${A_MONTH}`;
  if (monthFrom != null && monthTo != null && monthTo < monthFrom)
    return 'filter.monthTo: not before filter.monthFrom.';
  if (municipality != null && !isMunicipality(municipality)) return `filter.municipality: ${A_MUNICIPALITY}`;
  return null;
}

function isMunicipality(code: string): boolean {
  return regionOf(code)?.kind === 'MUNICIPALITY';
}
