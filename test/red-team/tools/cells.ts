// The true counts of every cell of the catalogue, and how the cells hang together.
import {
  CATALOGUE,
  cellsIn,
  placeOf,
  type CatalogueTable,
} from '../../../src/domain/statistics/catalogue.js';
import { CATEGORIES, type Grouping } from '../../../src/domain/statistics/dimensions.js';
import { periodOf } from '../../../src/domain/statistics/periods.js';
import { none } from '../../../src/domain/statistics/true-counts.js';
import type { Record } from './records.js';

/** A table of the catalogue in one period. Its cells follow each other from `start`. */
export interface Block {
  readonly table: CatalogueTable;
  readonly period: string;
  readonly start: number;
}

/** All tables in all periods, one after the other. */
export interface Layout {
  readonly blocks: readonly Block[];
  readonly cells: number;
}

export function layoutOf(quarters: readonly string[]): Layout {
  let start = 0;
  const blocks = CATALOGUE.flatMap((table) => {
    const periods = new Set(quarters.map((quarter) => periodOf(quarter, table.granularity)));
    return [...periods].map((period) => {
      const block = { table, period, start };
      start += cellsIn(table);
      return block;
    });
  });
  return { blocks, cells: start };
}

/** Every cell that each record is counted in. */
export function cellsOfRecords({ blocks }: Layout, records: readonly Record[]): number[][] {
  const known = new Map<string, Block[]>();
  return records.map(({ measure, quarter, categories }) => {
    const name = `${measure} ${quarter}`;
    const mine =
      known.get(name) ??
      blocks.filter(
        ({ table, period }) => table.measure === measure && periodOf(quarter, table.granularity) === period,
      );
    known.set(name, mine);
    return mine.flatMap(({ table, start }) => {
      if (table.population === 'ADULTS' && categories.AGE_GROUP === 'UNDER_18') return [];
      const place = placeOf(
        table,
        table.groupings.map((grouping) => categories[grouping] ?? null),
      );
      return place < 0 ? [] : [start + place];
    });
  });
}

/** Numbers of records and sums of their keys in every cell. */
export function countsOf(layout: Layout, records: readonly Record[]): { n: number[]; rk: number[] } {
  const counts = none(layout.cells);
  cellsOfRecords(layout, records).forEach((cells, index) => {
    for (const cell of cells) {
      counts.n[cell]! += 1;
      counts.rk[cell] = (counts.rk[cell]! + records[index]!.key) % 2 ** 32;
    }
  });
  return counts;
}

/** The categories of a cell, in the order of its table's groupings. */
export function categoriesAt(groupings: readonly Grouping[], place: number): string[] {
  let left = place;
  return groupings
    .toReversed()
    .map((grouping) => {
      const codes = CATEGORIES[grouping];
      const code = codes[left % codes.length]!;
      left = Math.floor(left / codes.length);
      return code;
    })
    .reverse();
}
