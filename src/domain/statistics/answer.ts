// From published counts to the cells of an answer. Whatever is decided here is decided from published counts alone, so that a refusal
// tells nothing that the numbers would not.
import type { CellStatus, Dimension } from '../lists/statistics.js';
import { crossProduct } from '../cross-product.js';
import { isWithin } from '../regions.js';
import { placeOf, type CatalogueTable } from './catalogue.js';
import { CATEGORIES, FIRST_YEAR_OF } from './dimensions.js';
import { LEAST_MEAN, LEAST_WHOLE } from './parameters.js';
import { allBetween, periodsNamed } from './periods.js';
import { describe, type Plan } from './plan.js';

/** The published counts of a table in one period, in the order of its cells. */
export interface PublishedCounts {
  readonly table: string;
  readonly period: string;
  readonly counts: readonly number[];
}

export interface StatisticsCell {
  readonly coordinates: readonly string[];
  readonly count: number | null;
  readonly status: CellStatus;
}

/** The published counts of one table by period. */
type CountsByPeriod = ReadonlyMap<string, readonly number[]>;

/** The cells of an answer, dense and in the order of the code lists, or the refusal to show a table that is mostly noise. */
export function cellsOf(
  plan: Plan,
  published: readonly PublishedCounts[],
): { readonly cells: StatisticsCell[] } | { readonly tooSparse: string } {
  const periods = periodsOf(plan, published);
  const { table, whole } = plan;
  if (whole && isAnySmall(countsOf(whole, published), placeOf(whole, nodesIn(plan, whole)), periods))
    return tooSparse(
      plan,
      `what is broken down must be published as at least ${LEAST_WHOLE} in every period`,
    );
  const counts = countsOf(table, published);
  const cells = crossProduct(plan.groupBy.map((dimension) => shownOf(plan, dimension, periods))).map(
    (coordinates) => {
      const period = coordinates[plan.groupBy.indexOf('PERIOD')] ?? periods[0];
      return cellOf(plan, coordinates, period, counts);
    },
  );
  return isSparse(plan, cells)
    ? tooSparse(plan, `its counts must be ${LEAST_MEAN} on average, and at most half of them 0`)
    : { cells };
}

/** The periods that are answered: those that the filter names, all that were released, or the newest. */
function periodsOf({ table, groupBy, period }: Plan, published: readonly PublishedCounts[]): string[] {
  if (period !== null) return periodsNamed(period, table.granularity);
  const known = published.flatMap((row) => (row.table === table.name ? [row.period] : [])).sort();
  return groupBy.includes('PERIOD') ? allBetween(known, table.granularity) : known.slice(-1);
}

/** What an answer shows of a dimension. */
export function shownOf(
  { nodes, withinCounty }: Plan,
  dimension: Dimension,
  periods: readonly string[],
): readonly string[] {
  if (dimension === 'PERIOD') return periods;
  const node = nodes.get(dimension);
  if (node !== undefined) return [node];
  const all = CATEGORIES[dimension];
  return dimension === 'MUNICIPALITY' && withinCounty
    ? all.filter((code) => isWithin(code, withinCounty))
    : all;
}

function cellOf(
  { table, groupBy, nodes }: Plan,
  coordinates: readonly string[],
  period: string | undefined,
  published: CountsByPeriod,
): StatisticsCell {
  const categories = table.groupings.map(
    (grouping) => coordinates[groupBy.indexOf(grouping)] ?? nodes.get(grouping)!,
  );
  if (period === undefined) return { coordinates, count: null, status: 'NOT_COLLECTED' };
  if (!categories.every((category) => exists(category, period)))
    return { coordinates, count: null, status: 'NOT_APPLICABLE' };
  const counts = published.get(period);
  if (!counts) return { coordinates, count: null, status: 'NOT_COLLECTED' };
  return { coordinates, count: counts[placeOf(table, categories)]!, status: 'ESTIMATED' };
}

function nodesIn({ nodes }: Plan, { groupings }: CatalogueTable): string[] {
  return groupings.map((grouping) => nodes.get(grouping)!);
}

function exists(category: string, period: string): boolean {
  return (FIRST_YEAR_OF[category] ?? 0) <= Number(period.slice(0, 4));
}

function countsOf({ name }: CatalogueTable, published: readonly PublishedCounts[]): CountsByPeriod {
  return new Map(
    published.flatMap(({ table, period, counts }) => (table === name ? [[period, counts]] : [])),
  );
}

/** Whether what is broken down was published as too little in one of the periods. */
function isAnySmall(counts: CountsByPeriod, place: number, periods: readonly string[]): boolean {
  return periods.some((period) => (counts.get(period)?.[place] ?? LEAST_WHOLE) < LEAST_WHOLE);
}

/** Whether what is shown is too few or too often 0 to say anything; the whole of a measure is never refused. */
function isSparse({ table }: Plan, cells: readonly StatisticsCell[]): boolean {
  const counts = cells.flatMap(({ count }) => (count === null ? [] : [count]));
  if (table.groupings.length === 0 || counts.length === 0) return false;
  const sum = counts.reduce((total, count) => total + count, 0);
  const zeros = counts.filter((count) => count === 0).length;
  return sum < LEAST_MEAN * counts.length || zeros > counts.length / 2;
}

function tooSparse({ table, whole }: Plan, rule: string) {
  const coarser = whole ?? { groupings: table.groupings.slice(0, -1) };
  return {
    tooSparse: `The table ${describe(table)} is too sparse here: ${rule}. Ask for ${describe(coarser)}.`,
  };
}
