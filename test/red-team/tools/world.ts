// The whole catalogue, published from made-up records, and what everybody can know of how it hangs together.
import { perturbation } from '../../../src/domain/statistics/true-counts.js';
import type { TrueCounts } from '../../../src/domain/statistics/true-counts.js';
import { cellsOfRecords, countsOf, layoutOf, type Layout } from './cells.js';
import type { Prior } from '../attacks/belief.js';
import { secret } from './random.js';
import { QUARTERS, recordsFrom, type Record } from './records.js';
import { relationsOf } from './relations.js';
import type { System } from './system.js';

export interface World {
  readonly records: readonly Record[];
  readonly layout: Layout;
  readonly counts: TrueCounts;
  /** The cells of each record. */
  readonly membership: readonly (readonly number[])[];
  /** Everything that is published with one secret, by its number. */
  readonly publishedWith: (number: number) => System;
  /** How often each true count occurs in a table: more than an attacker will know. */
  readonly prior: Prior;
}

export function worldFrom(seed: number): World {
  const records = recordsFrom(seed);
  const layout = layoutOf(QUARTERS);
  const counts = countsOf(layout, records);
  const { relations, cells } = relationsOf(layout);
  const hidden = new Array<null>(cells - layout.cells).fill(null);
  return {
    records,
    layout,
    counts,
    membership: cellsOfRecords(layout, records),
    publishedWith: (number) => ({
      published: [...perturbation(secret(number))(counts), ...hidden],
      relations,
    }),
    prior: priorOf(layout, counts),
  };
}

/** Where a count never occurs, it might yet. */
const RARE = 0.02;

function priorOf({ blocks, cells }: Layout, { n }: TrueCounts): Prior {
  const tables = new Map<string, Map<number, number>>();
  const tableOf: Map<number, number>[] = [];
  blocks.forEach(({ table, start }, index) => {
    const occurrences = tables.get(table.name) ?? new Map<number, number>();
    tables.set(table.name, occurrences);
    for (let cell = start; cell < (blocks[index + 1]?.start ?? cells); cell += 1) {
      occurrences.set(n[cell]!, (occurrences.get(n[cell]!) ?? 0) + 1);
      tableOf[cell] = occurrences;
    }
  });
  return (cell, count) => (tableOf[cell]!.get(count) ?? 0) + RARE;
}

/** One cell of every set of people of which there are so many, however many tables have it. */
export function distinctCells({ n, rk }: TrueCounts, least: number, most: number): number[] {
  const seen = new Set<string>();
  return n.flatMap((count, cell) => {
    const name = `${count} ${rk[cell]}`;
    if (count < least || count > most || seen.has(name)) return [];
    seen.add(name);
    return [cell];
  });
}
