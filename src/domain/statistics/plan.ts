// From a question to the tables that answer it, before any data is touched.
import { codesOf } from '../code-list.js';
import { GRANULARITY, type Dimension, type Granularity, type Measure } from '../lists/statistics.js';
import { parsePeriod } from '../period.js';
import { isWithin, regionOf } from '../regions.js';
import { tablesOf, type CatalogueTable } from './catalogue.js';
import { periodsNamed } from './periods.js';
import type { Grouping } from './dimensions.js';

/** What a client asks, as the contract has it. */
export interface Question {
  readonly measure: Measure;
  readonly granularity: Granularity;
  readonly groupBy: readonly Dimension[];
  readonly filter?: QuestionFilter | null | undefined;
}

type Node = string | null | undefined;

export interface QuestionFilter {
  readonly period?: Node;
  readonly county?: Node;
  readonly municipality?: Node;
  readonly arena?: Node;
  readonly ageGroup?: Node;
  readonly gender?: Node;
  readonly change?: Node;
  readonly exploitationForm?: Node;
  readonly outcome?: Node;
  readonly activityKind?: Node;
  readonly party?: Node;
}

/** Which published cells answer a question. */
export interface Plan {
  readonly table: CatalogueTable;
  /** The table of what is broken down, null when nothing is. */
  readonly whole: CatalogueTable | null;
  readonly groupBy: readonly Dimension[];
  /** The one category that a filter chooses, by grouping. */
  readonly nodes: ReadonlyMap<Grouping, string>;
  /** The county that municipalities are narrowed to. */
  readonly withinCounty: string | null;
  /** The period that a filter names, null for none. */
  readonly period: string | null;
}

const GROUPING_OF: Readonly<Record<Exclude<keyof QuestionFilter, 'period'>, Grouping>> = {
  county: 'COUNTY',
  municipality: 'MUNICIPALITY',
  arena: 'ARENA',
  ageGroup: 'AGE_GROUP',
  gender: 'GENDER',
  change: 'CHANGE',
  exploitationForm: 'EXPLOITATION_FORM',
  outcome: 'OUTCOME',
  activityKind: 'ACTIVITY_KIND',
  party: 'PARTY',
};

/** The plan for a question, or why there is none, in words that name field and rule. */
export function planOf(question: Question): Plan | { readonly refusal: string } {
  const { measure, granularity, groupBy, filter } = question;
  const tables = tablesOf(measure, granularity);
  if (tables.length === 0) {
    const known = codesOf(GRANULARITY).filter((other) => tablesOf(measure, other).length > 0);
    return refused(`granularity: ${measure} has tables by ${known.join(' or ')}, none by ${granularity}.`);
  }
  if (new Set(groupBy).size < groupBy.length) return refused('groupBy: each dimension once.');
  const mistake = filterMistake(filter ?? {}, granularity, groupBy.includes('PERIOD'));
  if (mistake) return refused(mistake);

  const nodes = nodesOf(filter ?? {});
  const groups = groupBy.filter((dimension): dimension is Grouping => dimension !== 'PERIOD');
  const dimensions = new Set([...groups, ...nodes.keys()]);
  // A municipality lies in one county, so a county beside it chooses among the cells of the same table.
  const isNarrowed = dimensions.has('MUNICIPALITY') && !groups.includes('COUNTY');
  const withinCounty = (isNarrowed && nodes.get('COUNTY')) || null;
  if (withinCounty) dimensions.delete('COUNTY');
  const table = tables.find((candidate) => isOf(candidate, dimensions));
  if (!table) return refused(noTable(question, dimensions, tables));

  const isBrokenDown = groups.some((grouping) => !nodes.has(grouping));
  const whole = isBrokenDown ? tables.find((candidate) => isOf(candidate, new Set(nodes.keys()))) : null;
  if (whole === undefined) return refused(noTable(question, dimensions, tables));
  return { table, whole, groupBy, nodes, withinCounty, period: filter?.period ?? null };
}

/** The names of the tables that must be read for a plan. */
export function tableNames({ table, whole }: Plan): string[] {
  return whole ? [table.name, whole.name] : [table.name];
}

/** The one period that must be read for a plan; null where it may be any. */
export function onlyPeriod({ table, period }: Plan): string | null {
  const named = period === null ? [] : periodsNamed(period, table.granularity);
  return named.length === 1 ? named[0]! : null;
}

/** A table in words: its groupings, joined. */
export function describe({ groupings }: Pick<CatalogueTable, 'groupings'>): string {
  return ['PERIOD', ...groupings].join(' × ');
}

function nodesOf(filter: QuestionFilter): Map<Grouping, string> {
  const named = Object.entries(GROUPING_OF) as [keyof typeof GROUPING_OF, Grouping][];
  return new Map(
    named.flatMap(([field, grouping]) => {
      const node = filter[field];
      return node == null ? [] : [[grouping, node] as const];
    }),
  );
}

function filterMistake(
  { period, county, municipality }: QuestionFilter,
  granularity: Granularity,
  isByPeriod: boolean,
): string | null {
  if (county != null && regionOf(county)?.kind !== 'COUNTY')
    return 'filter.county: the code of a county, such as 01.';
  if (municipality != null && regionOf(municipality)?.kind !== 'MUNICIPALITY')
    return 'filter.municipality: the code of a municipality, such as 0180.';
  if (municipality != null && county != null && !isWithin(municipality, county))
    return 'filter.municipality: lies in another county than filter.county.';
  if (period == null) return null;
  const kind = parsePeriod(period)?.kind;
  if (granularity !== 'QUARTER') return kind === 'YEAR' ? null : 'filter.period: a year, such as 2026.';
  if (kind === 'QUARTER') return null;
  const isSpan = kind === 'YEAR' || kind === 'HALF';
  return isByPeriod && isSpan
    ? null
    : `filter.period: a quarter, such as 2026-Q3${isByPeriod ? ', or the year or half year that they lie in' : ''}.`;
}

function isOf({ groupings }: CatalogueTable, dimensions: ReadonlySet<Grouping>): boolean {
  return groupings.length === dimensions.size && groupings.every((grouping) => dimensions.has(grouping));
}

/** Names the tables of the catalogue that differ least from what was asked for. */
function noTable(
  { measure, granularity }: Question,
  dimensions: ReadonlySet<Grouping>,
  tables: readonly CatalogueTable[],
): string {
  const distance = ({ groupings }: CatalogueTable) => {
    const shared = groupings.filter((grouping) => dimensions.has(grouping)).length;
    return groupings.length + dimensions.size - 2 * shared;
  };
  const least = Math.min(...tables.map(distance));
  const nearest = tables.filter((table) => distance(table) === least).map(describe);
  const asked = describe({ groupings: [...dimensions] });
  return `groupBy and filter: the catalogue has no table ${asked} of ${measure} by ${granularity}. The nearest: ${nearest.join('; ')}.`;
}

function refused(refusal: string) {
  return { refusal };
}
