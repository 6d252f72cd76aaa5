// True counts with their cell keys: what a table of one period is published from. They never leave the worker and its schema.
import { addKeys, scrambledKey, type KeyedHash } from '../disclosure/keys.js';
import { lookUp32, TWO_TO_32 } from '../disclosure/look-up.js';
import { buildPerturbationTable } from '../disclosure/perturbation-table.js';
import { DATASET, LEAST_CHANGE, LIMITS } from './parameters.js';

/** Numbers of records and sums of their keys, cell by cell in the order of the table. */
export interface TrueCounts {
  readonly n: readonly number[];
  readonly rk: readonly number[];
}

/** No records in any cell. */
export function none(cells: number): { n: number[]; rk: number[] } {
  return { n: new Array<number>(cells).fill(0), rk: new Array<number>(cells).fill(0) };
}

/** The counts of disjoint periods together. */
export function together(all: readonly TrueCounts[], cells: number): TrueCounts {
  return all.reduce<TrueCounts>(
    (sum, { n, rk }) => ({
      n: sum.n.map((count, place) => count + n[place]!),
      rk: sum.rk.map((key, place) => addKeys(key, rk[place]!, TWO_TO_32)),
    }),
    none(cells),
  );
}

/**
 * What is published from now on where something was published before: a cell changes only where it has ten records more or fewer,
 * or two releases would show what a few people added.
 */
export function revised(before: TrueCounts, fresh: TrueCounts): TrueCounts {
  const isChanged = (place: number) => Math.abs(fresh.n[place]! - before.n[place]!) >= LEAST_CHANGE;
  return {
    n: before.n.map((count, place) => (isChanged(place) ? fresh.n[place]! : count)),
    rk: before.rk.map((key, place) => (isChanged(place) ? fresh.rk[place]! : key)),
  };
}

/** Whether two are the same in every cell. */
export function isSame(a: TrueCounts, b: TrueCounts): boolean {
  return a.n.every((count, place) => count === b.n[place] && a.rk[place] === b.rk[place]);
}

/** Makes published counts of true ones, with a secret that only the worker holds. */
export function perturbation(hash: KeyedHash): (counts: TrueCounts) => number[] {
  const noise = lookUp32(buildPerturbationTable({ ...LIMITS, stay: [], rising: [] }));
  return ({ n, rk }) =>
    n.map((count, place) =>
      count === 0 ? 0 : count + noise(count, scrambledKey(hash, DATASET, count, rk[place]!)),
    );
}
