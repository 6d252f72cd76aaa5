// The observations of one request, counted; every row that breaks a rule is named by its place in the input.
import type { Mistake } from './observation.js';
import { recordKeys } from './record-keys.js';
import { Tally, type CellCount } from './tally.js';
import type { UserError } from '../user-error.js';

interface Observation {
  readonly week: string;
  readonly municipality: string;
  readonly arena: string;
  readonly ageBand: string;
  readonly gender: string;
  readonly change: string;
  readonly countUnit: string;
  readonly count: number;
}

const FIELDS: Partial<Record<Mistake['column'], keyof Observation>> = {
  age_band: 'ageBand',
  count_unit: 'countUnit',
};

/** The cells of a request, or its mistakes. `today` bounds the weeks; `fill` writes random bits. */
export function countObservations(
  observations: readonly Observation[],
  today: string,
  fill: (keys: Uint32Array) => void,
): { readonly cells: Iterable<CellCount>; readonly mistakes: UserError[] } {
  if (observations.length === 0)
    return { cells: [], mistakes: [error('observations: at least one row.', ['observations'])] };
  const tally = new Tally(today, recordKeys(fill), observations.length);
  const mistakes = observations.flatMap((row, index) => {
    const codes = [row.week, row.municipality, row.arena, row.ageBand, row.gender, row.change, row.countUnit];
    return tally.add(codes, row.count).map(({ column, rule }) => {
      const field = FIELDS[column] ?? column;
      return error(`${field}: ${rule}`, ['observations', String(index), field]);
    });
  });
  return { cells: tally.take(), mistakes };
}

function error(message: string, path: string[]): UserError {
  return { code: 'INVALID_VALUE', message, path };
}
