// The catalogue: every table that is ever published. It is short on purpose. A table that is not here cannot be asked for, so
// nobody can subtract one from another to see a few people (docs/disclosure-control.md).
import type { Granularity, Measure } from '../lists/statistics.js';
import { CATEGORIES, type Grouping } from './dimensions.js';

/** Changes with every change of the tables or of their categories; a release remembers which one it was built from. */
export const CATALOGUE_VERSION = 1;

/** Whom a table counts: referrals of persons under 18 are counted for the whole country and by the year only. */
type Population = 'ALL' | 'ADULTS';

export interface CatalogueTable {
  /** Unique, and the same for ever: releases are stored under it. */
  readonly name: string;
  readonly measure: Measure;
  readonly granularity: Granularity;
  /** What it is grouped by beside the period, in the order in which its cells are stored. */
  readonly groupings: readonly Grouping[];
  readonly population: Population;
}

const OBSERVATIONS: readonly (readonly Grouping[])[] = [
  [],
  ['COUNTY'],
  ['MUNICIPALITY'],
  ['ARENA'],
  ['AGE_GROUP'],
  ['GENDER'],
  ['CHANGE'],
  ['COUNTY', 'ARENA'],
  ['COUNTY', 'AGE_GROUP'],
  ['COUNTY', 'CHANGE'],
  ['ARENA', 'CHANGE'],
  ['ARENA', 'AGE_GROUP'],
  ['AGE_GROUP', 'GENDER'],
];
const ACTIVITIES: readonly (readonly Grouping[])[] = [[], ['ACTIVITY_KIND'], ['COUNTY'], ['PARTY']];

// Of the three-year sums only what is thin in a year: with all six a referral would lie in twelve cells, and ten are allowed.
const REFERRALS_BY_YEAR: readonly (readonly Grouping[])[] = [
  ['COUNTY'],
  ['EXPLOITATION_FORM'],
  ['GENDER'],
  ['OUTCOME'],
];
const REFERRALS_BY_THREE_YEARS: readonly (readonly Grouping[])[] = [
  [],
  ['COUNTY'],
  ['EXPLOITATION_FORM'],
  ['OUTCOME'],
];

/** Every table, measure by measure. */
export const CATALOGUE: readonly CatalogueTable[] = [
  ...tables('ADVERTS', 'QUARTER', OBSERVATIONS),
  ...tables('ADVERTS', 'YEAR', OBSERVATIONS),
  ...tables('PERSONS_MET', 'QUARTER', OBSERVATIONS),
  ...tables('PERSONS_MET', 'YEAR', OBSERVATIONS),
  ...tables('REFERRALS', 'YEAR', [[], ['AGE_GROUP']]),
  ...tables('REFERRALS', 'YEAR', REFERRALS_BY_YEAR, 'ADULTS'),
  ...tables('REFERRALS', 'THREE_YEARS', REFERRALS_BY_THREE_YEARS, 'ADULTS'),
  ...tables('ACTIVITIES', 'QUARTER', ACTIVITIES),
  ...tables('ACTIVITIES', 'YEAR', ACTIVITIES),
];

/**
 * The most published cells that one record may lie in. Source: the specification of the catalogue; it names no number for activities,
 * which get the strictest.
 */
export const MOST_CELLS_OF_A_RECORD: Readonly<Record<Measure, number>> = {
  ADVERTS: 40,
  PERSONS_MET: 40,
  REFERRALS: 10,
  ACTIVITIES: 10,
};

/** The tables of a measure at a granularity. */
export function tablesOf(measure: Measure, granularity: Granularity): readonly CatalogueTable[] {
  return CATALOGUE.filter((table) => table.measure === measure && table.granularity === granularity);
}

const INDEX: ReadonlyMap<string, ReadonlyMap<string, number>> = new Map(
  Object.entries(CATEGORIES).map(([grouping, codes]) => [
    grouping,
    new Map(codes.map((code, index) => [code, index])),
  ]),
);

/** How many cells a table has in one period. */
export function cellsIn({ groupings }: Pick<CatalogueTable, 'groupings'>): number {
  return groupings.reduce((cells, grouping) => cells * CATEGORIES[grouping].length, 1);
}

/** Where a cell stands among those of its table; -1 when a category is none of the table's. */
export function placeOf(
  { groupings }: Pick<CatalogueTable, 'groupings'>,
  categories: readonly (string | null)[],
): number {
  return groupings.reduce((place, grouping, d) => {
    const index = INDEX.get(grouping)!.get(categories[d] ?? '') ?? -1;
    return place < 0 || index < 0 ? -1 : place * CATEGORIES[grouping].length + index;
  }, 0);
}

function tables(
  measure: Measure,
  granularity: Granularity,
  all: readonly (readonly Grouping[])[],
  population: Population = 'ALL',
): CatalogueTable[] {
  return all.map((groupings) => {
    const name = `${measure}/${granularity}/${groupings.join('+') || 'TOTAL'}`;
    return Object.freeze({ name, measure, granularity, groupings, population });
  });
}
