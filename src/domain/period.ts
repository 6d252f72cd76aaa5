/** The lengths that a period may have. */
type PeriodKind = 'YEAR' | 'HALF' | 'QUARTER' | 'MONTH' | 'WEEK';

/** A period taken apart; `part` is the number of the half, quarter, month or week, and 1 for a year. */
export interface PeriodParts {
  readonly kind: PeriodKind;
  readonly year: number;
  readonly part: number;
}

/** The first and the last date of a period, both in it, as ISO dates. */
export interface DateRange {
  readonly from: string;
  readonly to: string;
}

const PATTERN = /^(\d{4})(?:-(?:H([12])|Q([1-4])|(0[1-9]|1[0-2])|W(0[1-9]|[1-4]\d|5[0-3])))?$/;
const KINDS = ['HALF', 'QUARTER', 'MONTH', 'WEEK'] as const;
const MONTHS = { YEAR: 12, HALF: 6, QUARTER: 3, MONTH: 1 } as const;
export const FIRST_YEAR = 1990;
const LAST_YEAR = 2100;
const DAY = 24 * 60 * 60 * 1000;

/** Monday of an ISO week, as UTC milliseconds: 4 January is always in week 1. */
function mondayOf(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  const daysSinceMonday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth + ((week - 1) * 7 - daysSinceMonday) * DAY;
}

function weeksIn(year: number): number {
  return (mondayOf(year + 1, 1) - mondayOf(year, 1)) / (7 * DAY);
}

/** Takes a period apart; null when the text is no period between 1990 and 2100, or a week 53 that its year lacks. */
export function parsePeriod(text: string): PeriodParts | null {
  const match = PATTERN.exec(text);
  if (!match) return null;
  const year = Number(match[1]);
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const parts = match.slice(2);
  const index = parts.findIndex((part) => part !== undefined);
  const kind = KINDS[index] ?? 'YEAR';
  const part = index < 0 ? 1 : Number(parts[index]);
  return kind === 'WEEK' && part > weeksIn(year) ? null : { kind, year, part };
}

/** Whether a text is a period: `2026`, `2026-H1`, `2026-Q3`, `2026-07` or `2026-W31`. */
export function isPeriod(text: string): boolean {
  return parsePeriod(text) !== null;
}

/** Whether a text is a period of one ISO 8601 week, such as `2026-W31`. */
export function isWeek(text: string): boolean {
  return parsePeriod(text)?.kind === 'WEEK';
}

/** Whether a text is a period of one month, such as `2026-07`. */
export function isMonth(text: string): boolean {
  return parsePeriod(text)?.kind === 'MONTH';
}

function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The first and the last date of a period; throws a RangeError when the text is no period. */
export function periodRange(period: string): DateRange {
  const parts = parsePeriod(period);
  if (!parts) throw new RangeError('Not a period');
  const { kind, year, part } = parts;
  if (kind === 'WEEK') {
    const monday = mondayOf(year, part);
    return { from: isoDate(monday), to: isoDate(monday + 6 * DAY) };
  }
  const months = MONTHS[kind];
  const start = Date.UTC(year, (part - 1) * months, 1);
  const end = Date.UTC(year, part * months, 1) - DAY;
  return { from: isoDate(start), to: isoDate(end) };
}

/** The Thursday of an ISO week as an ISO date: the year and the quarter of a week are those of its Thursday. */
export function isoWeekThursday(week: string): string {
  const { from } = periodRange(week);
  return isoDate(Date.parse(from) + 3 * DAY);
}
