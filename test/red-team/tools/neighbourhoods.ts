// Parts of the catalogue that are small enough for a quadratic programme and hold what bears most on their cells.
import { cellsIn, placeOf } from '../../../src/domain/statistics/catalogue.js';
import { CATEGORIES } from '../../../src/domain/statistics/dimensions.js';
import { REGIONS } from '../../../src/domain/regions.js';
import type { Block, Layout } from './cells.js';
import type { System } from './system.js';

/** Of one year: each period with all tables but those of municipalities, each county with its municipalities over the year, all referrals. */
export function neighbourhoods({ blocks }: Layout, year: string): number[][] {
  const cellsOf = (chosen: readonly Block[]) =>
    chosen.flatMap(({ table, start }) => Array.from({ length: cellsIn(table) }, (_, place) => start + place));
  const isRegional = ({ table }: Block) => table.groupings.includes('MUNICIPALITY');
  const mine = blocks.filter(({ period }) => period.startsWith(year));
  const byPeriod = [`${year}-Q1`, year].flatMap((period) =>
    ['ADVERTS', 'PERSONS_MET', 'ACTIVITIES'].map((measure) =>
      cellsOf(
        mine.filter(
          (block) => block.period === period && block.table.measure === measure && !isRegional(block),
        ),
      ),
    ),
  );
  const byCounty = ['ADVERTS', 'PERSONS_MET'].flatMap((measure) =>
    CATEGORIES.COUNTY.map((county) => {
      const municipalities = REGIONS.filter(
        ({ parent, kind }) => parent === county && kind === 'MUNICIPALITY',
      );
      return mine
        .filter(({ table }) => table.measure === measure)
        .flatMap(({ table, start }) => {
          if (table.groupings.join() === 'COUNTY') return [start + placeOf(table, [county])];
          if (!table.groupings.includes('MUNICIPALITY')) return [];
          return municipalities.map(({ code }) => start + placeOf(table, [code]));
        });
    }),
  );
  return [...byPeriod, ...byCounty, cellsOf(blocks.filter(({ table }) => table.measure === 'REFERRALS'))];
}

/** What an attacker has of these cells alone, and the cells in the order of the smaller system. */
export function restricted(
  { published, relations }: System,
  cells: readonly number[],
): { system: System; cells: number[] } {
  const inside = new Set(cells);
  const kept = relations.filter(({ whole, parts }) =>
    [whole, ...parts].every((cell) => inside.has(cell) || published[cell] === null),
  );
  const all = [...new Set([...cells, ...kept.flatMap(({ whole, parts }) => [whole, ...parts])])];
  const place = new Map(all.map((cell, index) => [cell, index]));
  return {
    cells: all,
    system: {
      published: all.map((cell) => published[cell]!),
      relations: kept.map(({ whole, parts }) => ({
        whole: place.get(whole)!,
        parts: parts.map((part) => place.get(part)!),
      })),
    },
  };
}
