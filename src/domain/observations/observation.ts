// One row of an import: so many records of one finest cell. The rules name column and rule, never the value.
import { codesOf } from '../code-list.js';
import { ADVERT_CHANGE, AGE_BAND, ARENA, GENDER } from '../lists/trends.js';
import { isWeek, periodRange } from '../period.js';
import { regionOf } from '../regions.js';

/** The columns of an import, in the order of a finest cell, and how many records the row stands for. */
export const COLUMNS = [
  'week',
  'municipality',
  'arena',
  'age_band',
  'gender',
  'change',
  'count_unit',
  'count',
] as const;
export type Column = (typeof COLUMNS)[number];

/** What the statistics measure; the other units of counting are for words (domain: trend entries). */
export const MEASURED_UNITS = ['ADVERTS', 'PERSONS_MET'] as const;

/** More records than this in one row are a slip of the hand. */
export const MOST_RECORDS = 100_000;

export interface Mistake {
  /** Or the row as a whole. */
  readonly column: Column | 'row';
  readonly rule: string;
}

type Cell = Readonly<Record<Exclude<Column, 'count'>, string>>;

const CODES = [
  ['arena', codesOf(ARENA)],
  ['age_band', codesOf(AGE_BAND)],
  ['gender', codesOf(GENDER)],
  ['change', codesOf(ADVERT_CHANGE)],
  ['count_unit', MEASURED_UNITS],
] as const satisfies readonly (readonly [keyof Cell, readonly string[]])[];

/** The seven codes of a cell by their columns. */
export function cellOf(codes: readonly string[]): Cell {
  const [week = '', municipality = '', arena = '', age_band = '', gender = '', change = '', count_unit = ''] =
    codes;
  return { week, municipality, arena, age_band, gender, change, count_unit };
}

/** Every rule that a cell breaks; `today` bounds the week, as an ISO date. */
export function cellMistakes(cell: Cell, today: string): Mistake[] {
  const mistakes: Mistake[] = [];
  if (!isWeek(cell.week)) mistakes.push({ column: 'week', rule: 'an ISO 8601 week, such as 2026-W31.' });
  else if (periodRange(cell.week).from > today) mistakes.push({ column: 'week', rule: 'not in the future.' });
  if (regionOf(cell.municipality)?.kind !== 'MUNICIPALITY')
    mistakes.push({ column: 'municipality', rule: 'the code of a municipality, such as 0180.' });
  for (const [column, codes] of CODES) {
    if (!(codes as readonly string[]).includes(cell[column]))
      mistakes.push({ column, rule: `one of ${codes.join(', ')}.` });
  }
  return mistakes;
}

/** Whether a row may stand for so many records. */
export function isCount(count: number): boolean {
  return Number.isInteger(count) && count >= 1 && count <= MOST_RECORDS;
}

/** The rule that `isCount` is. */
export const COUNT_MISTAKE: Mistake = { column: 'count', rule: `a whole number from 1 to ${MOST_RECORDS}.` };
