// Counts and cell keys of every cell of a table and of all its margins. Both add up over disjoint cells.
import { addKeys } from './keys.js';
import { crossProduct } from '../cross-product.js';

/** What a margin has in place of a category. */
export const TOTAL = 'Total';

/** A record as tables see it: a category per dimension, and its key. */
export interface KeyedRecord {
  readonly categories: readonly string[];
  readonly key: number;
}

export interface Cell {
  readonly categories: readonly string[];
  readonly count: number;
  readonly key: number;
}

/** The full cross product of the categories that occur and `Total`, in code order, empty cells included: rows left out would tell. */
export function tabulate(records: Iterable<KeyedRecord>, dimensions: number, modulus: number): Cell[] {
  let cells = summed(
    [...records].map(({ categories, key }) => ({ categories, count: 1, key })),
    modulus,
  );
  const codes = Array.from({ length: dimensions }, (_, d) => [
    TOTAL,
    ...[...new Set(cells.map(({ categories }) => categories[d]!))].sort(),
  ]);
  for (let d = 0; d < dimensions; d++) {
    const collapsed = cells.map((cell) => ({ ...cell, categories: cell.categories.with(d, TOTAL) }));
    cells = [...cells, ...summed(collapsed, modulus)];
  }
  const byName = new Map(cells.map((cell) => [nameOf(cell.categories), cell]));
  return crossProduct(codes).map(
    (categories) => byName.get(nameOf(categories)) ?? { categories, count: 0, key: 0 },
  );
}

/** One cell for all with the same categories. */
function summed(cells: readonly Cell[], modulus: number): Cell[] {
  const sums = new Map<string, Cell>();
  for (const cell of cells) {
    const name = nameOf(cell.categories);
    const sum = sums.get(name);
    sums.set(
      name,
      sum ? { ...sum, count: sum.count + cell.count, key: addKeys(sum.key, cell.key, modulus) } : cell,
    );
  }
  return [...sums.values()];
}

function nameOf(categories: readonly string[]): string {
  return JSON.stringify(categories);
}
