// From a cell key to the noise of a cell: the key falls between two thresholds of the row of the true count.
import type { PerturbationTable, TableRow } from './perturbation-table.js';

/** The noise for a true count, by a cell key. A count of 0 has noise 0. */
export type LookUp = (count: number, key: number) => number;

/** Keys are whole numbers below this in 32-bit mode. */
export const TWO_TO_32 = 2 ** 32;

/** The look-up for keys of 32 bits: scrambled ones, or plain ones in conformance mode. */
export function lookUp32(table: PerturbationTable): LookUp {
  return lookUp(table, thresholds32);
}

/** The look-up of the reference tool, for keys that are fractions below 1. */
export function lookUpFraction(table: PerturbationTable): LookUp {
  return lookUp(table, ({ p }) => cumulated(p, 1));
}

/** The thresholds of a row: the noise is the first whose threshold is above the key. */
export function thresholds32({ p }: TableRow): number[] {
  return cumulated(p, TWO_TO_32).map((threshold) => Math.round(threshold));
}

function lookUp(table: PerturbationTable, thresholdsOf: (row: TableRow) => number[]): LookUp {
  const rows = table.map((row) => ({ noise: row.noise, thresholds: thresholdsOf(row) }));
  return (count, key) => {
    const { noise, thresholds } = rows[Math.min(count, rows.length - 1)]!;
    return noise[thresholds.findIndex((threshold) => key < threshold)]!;
  };
}

/** Running sums of probabilities, scaled; the last is the whole, however the others were rounded. */
function cumulated(p: readonly number[], whole: number): number[] {
  let sum = 0;
  return p.map((q, k) => {
    sum += q;
    return k === p.length - 1 ? whole : sum * whole;
  });
}
