// How the cells of the catalogue hang together: everybody knows that from its tables. A whole is the sum of its categories, a county of
// its municipalities, a year of its quarters.
import { cellsIn, placeOf } from '../../../src/domain/statistics/catalogue.js';
import { CATEGORIES, type Grouping } from '../../../src/domain/statistics/dimensions.js';
import { periodOf } from '../../../src/domain/statistics/periods.js';
import { regionOf } from '../../../src/domain/regions.js';
import { categoriesAt, type Block, type Layout } from './cells.js';
import type { Relation } from './system.js';

/** All of them, and how many cells there are with those that nobody publishes. */
export function relationsOf({ blocks, cells }: Layout): { relations: Relation[]; cells: number } {
  let next = cells;
  const hide = () => next++;
  const among = blocks.flatMap((whole) =>
    blocks.flatMap((part) => (isOfSamePeople(whole, part) ? sums(whole, part, hide) : [])),
  );
  const years = blocks.flatMap((whole) => overTime(whole, blocks));
  const referrals = adultsReferred(blocks, hide);
  return { relations: [...among, ...years, ...referrals], cells: next };
}

function isOfSamePeople(a: Block, b: Block): boolean {
  return (
    a.period === b.period && a.table.measure === b.table.measure && a.table.population === b.table.population
  );
}

/** A cell of one table as the sum of cells of another that has one grouping more, or municipalities for counties. */
function sums(whole: Block, part: Block, hide: () => number): Relation[] {
  const finer = part.table.groupings;
  return finer.flatMap((grouping, d) => {
    const isRegion = grouping === 'MUNICIPALITY';
    const coarser = isRegion ? finer.with(d, 'COUNTY') : finer.toSpliced(d, 1);
    if (coarser.join() !== whole.table.groupings.join()) return [];
    const parts = new Map<number, number[]>();
    for (const place of places(part)) {
      const categories = categoriesAt(finer, place);
      const above = isRegion
        ? categories.with(d, regionOf(categories[d]!)!.parent!)
        : categories.toSpliced(d, 1);
      const cell = whole.start + placeOf(whole.table, above);
      parts.set(cell, [...(parts.get(cell) ?? []), part.start + place]);
    }
    return [...parts].map(([cell, cells]) => ({ whole: cell, parts: [...cells, ...open(grouping, hide)] }));
  });
}

/** A cell of a longer period as the sum of the same cells of the shorter ones in it. */
function overTime(whole: Block, blocks: readonly Block[]): Relation[] {
  const shorter = { QUARTER: null, YEAR: 'QUARTER', THREE_YEARS: 'YEAR' }[whole.table.granularity];
  const parts = blocks.filter(
    ({ table, period }) =>
      table.granularity === shorter &&
      table.measure === whole.table.measure &&
      table.population === whole.table.population &&
      table.groupings.join() === whole.table.groupings.join() &&
      periodOf(shorter === 'YEAR' ? `${period}-Q1` : period, whole.table.granularity) === whole.period,
  );
  if (parts.length === 0) return [];
  return places(whole).map((place) => ({
    whole: whole.start + place,
    parts: parts.map(({ start }) => start + place),
  }));
}

/** The number of adults referred in a year is not published, but several tables and the three years are made of it. */
function adultsReferred(blocks: readonly Block[], hide: () => number): Relation[] {
  const named = (name: string) => blocks.filter(({ table }) => table.name === `REFERRALS/${name}`);
  const minors = CATEGORIES.AGE_GROUP.indexOf('UNDER_18');
  const adults = new Map(named('YEAR/TOTAL').map(({ period }) => [period, hide()]));
  const byYear = [...adults].flatMap(([year, hidden]) =>
    blocks
      .filter(({ table, period }) => period === year && table.measure === 'REFERRALS')
      .flatMap((block): Relation[] => {
        const [grouping] = block.table.groupings;
        const cells = places(block).map((place) => block.start + place);
        const ages = named('YEAR/AGE_GROUP').find(({ period }) => period === year)!;
        if (!grouping) return [{ whole: block.start, parts: [hidden, ages.start + minors] }];
        if (grouping === 'AGE_GROUP') return [{ whole: hidden, parts: cells.toSpliced(minors, 1) }];
        return [{ whole: hidden, parts: [...cells, ...open(grouping, hide)] }];
      }),
  );
  const threeYears = named('THREE_YEARS/TOTAL').map(({ period, start }) => ({
    whole: start,
    parts: [...adults].flatMap(([year, hidden]) =>
      periodOf(`${year}-Q1`, 'THREE_YEARS') === period ? [hidden] : [],
    ),
  }));
  return [...byYear, ...threeYears];
}

/** Referrals that are still open are in no category of outcome. */
function open(grouping: Grouping, hide: () => number): number[] {
  return grouping === 'OUTCOME' ? [hide()] : [];
}

function places({ table }: Block): number[] {
  return Array.from({ length: cellsIn(table) }, (_, place) => place);
}
