// Everything that can be asked about statistics, in every form: the whole catalogue in every order, single categories, what is refused,
// releases, entries, files, what cannot be read, and what others have counted.
import { codesOf } from '../../../src/domain/code-list.js';
import { ADVERT_CHANGE, ARENA, GENDER } from '../../../src/domain/lists/trends.js';
import { ACTIVITY_KIND } from '../../../src/domain/lists/activity.js';
import { EXPLOITATION_FORM, REFERRAL_OUTCOME } from '../../../src/domain/lists/referrals.js';
import { AGE_GROUP, DIMENSION, GRANULARITY, MEASURE } from '../../../src/domain/lists/statistics.js';
import { CATALOGUE } from '../../../src/domain/statistics/catalogue.js';
import { PARTY } from '../../../src/domain/parties.js';
import { REGIONS } from '../../../src/domain/regions.js';

export interface Request {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly payload?: string;
  /** Lists what organisations sent in themselves, which whoever sent it may read. */
  readonly isOfRecords?: true;
}

const FIELD_OF: Readonly<Record<string, string>> = {
  ...{ COUNTY: 'county', MUNICIPALITY: 'municipality', ARENA: 'arena', AGE_GROUP: 'ageGroup', GENDER: 'gender', CHANGE: 'change' },
  ...{ EXPLOITATION_FORM: 'exploitationForm', OUTCOME: 'outcome', ACTIVITY_KIND: 'activityKind', PARTY: 'party' },
}; // prettier-ignore
const regions = (kind: string) => REGIONS.filter((region) => region.kind === kind).map(({ code }) => code);
const NODES: Readonly<Record<string, readonly string[]>> = {
  COUNTY: regions('COUNTY'),
  MUNICIPALITY: regions('MUNICIPALITY'),
  ...{
    ARENA: codesOf(ARENA),
    AGE_GROUP: codesOf(AGE_GROUP),
    GENDER: codesOf(GENDER),
    CHANGE: codesOf(ADVERT_CHANGE),
  },
  ...{ EXPLOITATION_FORM: codesOf(EXPLOITATION_FORM), OUTCOME: codesOf(REFERRAL_OUTCOME) },
  ...{ ACTIVITY_KIND: codesOf(ACTIVITY_KIND), PARTY: codesOf(PARTY) },
};
const PERIODS = [
  '2025',
  '2025-Q1',
  '2025-Q2',
  '2025-Q3',
  '2025-Q4',
  '2025-H2',
  '2024',
  '2026',
  '2025-W33',
  'nej',
];

const TABLE = `release { id period publishedAt notes } measure dimensions cells { coordinates count status }
  guarantee { text method standardDeviation threshold }`;
const STATISTICS = `query ($input: StatisticsInput!) { statistics(input: $input) { ${TABLE} } }`;

export const graphql = (query: string, variables: object = {}): Request => ({
  method: 'POST',
  url: '/graphql',
  payload: JSON.stringify({ query, variables }),
});
const statistics = (input: object) => graphql(STATISTICS, { input });

/** Numbers below `n`, the same in every run. */
function drawer(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
}

const orders = (items: readonly string[]): string[][] =>
  items.length < 2
    ? [[...items]]
    : items.flatMap((item) => orders(items.filter((one) => one !== item)).map((rest) => [item, ...rest]));

/** Every table of the catalogue, with the periods and without. */
export function catalogueQuestions(): Request[] {
  return CATALOGUE.flatMap(({ measure, granularity, groupings }) =>
    [['PERIOD', ...groupings], groupings].map((groupBy) => statistics({ measure, granularity, groupBy })),
  );
}

/** The same in every order of its dimensions, and as files. */
export function orderedQuestions(): Request[] {
  return CATALOGUE.flatMap(({ measure, granularity, groupings }) =>
    [...orders(['PERIOD', ...groupings]), ...orders(groupings)].flatMap((groupBy) => [
      statistics({ measure, granularity, groupBy }),
      csv({ measure, granularity, groupBy }),
    ]),
  );
}

/** Questions that nobody chose: any dimensions, single categories, periods and releases, most of them refused. */
export function drawnQuestions(seed: number, count: number, releases: readonly string[]): Request[] {
  const below = drawer(seed);
  const one = <T>(list: readonly T[]): T => list[below(list.length)]!;
  return Array.from({ length: count }, (_, index) => {
    const table = one(CATALOGUE);
    // Two of three are about a table of the catalogue; the rest about anything.
    const groupings = index % 3 < 2 ? table.groupings : codesOf(DIMENSION).filter(() => below(4) === 0);
    const filtered = groupings.filter((grouping) => grouping in NODES && below(2) === 0);
    const filter: Record<string, string> = Object.fromEntries(
      filtered.map((grouping) => [FIELD_OF[grouping], one(NODES[grouping]!)]),
    );
    if (below(3) === 0) filter['period'] = one(PERIODS);
    if (below(6) === 0) filter['county'] = one(NODES['COUNTY']!);
    const input = {
      measure: below(8) === 0 ? one(codesOf(MEASURE)) : table.measure,
      granularity: below(8) === 0 ? one(codesOf(GRANULARITY)) : table.granularity,
      groupBy: [
        ...(below(2) === 0 ? ['PERIOD'] : []),
        ...groupings.filter((grouping) => !filtered.includes(grouping) || below(4) === 0),
      ],
      ...(below(4) > 0 && { filter }),
      ...(below(3) === 0 && { release: one(releases) }),
    };
    return index % 5 === 0 ? csv(input) : statistics(input);
  });
}

interface Input {
  readonly measure: string;
  readonly granularity: string;
  readonly groupBy: readonly string[];
  readonly filter?: Readonly<Record<string, string>>;
  readonly release?: string;
}

function csv({ filter = {}, groupBy, ...rest }: Input): Request {
  const parameters = new URLSearchParams({ ...rest, ...filter, groupBy: groupBy.join() });
  return { method: 'GET', url: `/statistics.csv?${parameters}` };
}

export interface Known {
  readonly releases: readonly string[];
  readonly entries: readonly string[];
  /** Objects that the caller may not read. */
  readonly hidden: readonly string[];
}

const ENTRY = `id title version statistics { ${TABLE} } revisions { revision statistics { cells { count } } }`;

/** What leads to statistics by other ways than the question itself. */
export function otherQuestions({ releases, entries, hidden }: Known): Request[] {
  const node =
    'query ($id: ID!) { node(id: $id) { __typename id ... on Release { period publishedAt notes } } }';
  const RELEASES = 'id period publishedAt notes';
  return [
    graphql(`{ releases { nodes { ${RELEASES} } edges { cursor node { ${RELEASES} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`),
    ...[1, 2, 3, 0, 101].map((first) =>
      graphql('query ($first: Int) { releases(first: $first) { nodes { id } edges { cursor } pageInfo { hasNextPage endCursor } } }', { first }),
    ),
    graphql('{ releases(after: "x") { nodes { id } } }'),
    graphql('{ a: releases { nodes { id same: id } } b: releases(first: 1) { edges { cursor } } }'),
    ...[...releases, ...entries, ...hidden].map((id) => graphql(node, { id })),
    ...entries.map((id) => graphql(`query ($id: ID!) { trendEntry(id: $id) { ${ENTRY} } }`, { id })),
    graphql(`{ trendEntries { nodes { ${ENTRY} } edges { cursor } pageInfo { endCursor } } }`),
    graphql(`{ trendEntries(filter: { search: "annonser" }, orderBy: RELEVANCE) { nodes { ${ENTRY} } } }`),
    ...RECORDS,
    graphql('{ permissions(subject: "Query.statistics") { party access scope } viewer { scopes organisation { code } } }'),
    graphql('{ organisations(first: 100) { nodes { code party services } } }'),
    graphql('{ __schema { types { name } } }'),
    ...MALFORMED,
    { method: 'GET', url: '/schema.graphql' },
    { method: 'GET', url: `/graphql?query=${encodeURIComponent('{ releases { nodes { id } } }')}` },
    { method: 'GET', url: '/statistics.csv' },
    { method: 'GET', url: '/statistics.csv?measure=ADVERTS&granularity=YEAR&groupBy=PERIOD&groupBy=GENDER' },
    { method: 'GET', url: '/statistics.csv?measure=ADVERTS&granularity=YEAR&arena=STREET&arena=INDOOR' },
    { method: 'GET', url: '/statistics.csv?measure=ADVERTS&granularity=YEAR&%%' },
    { method: 'GET', url: '/feed.atom' },
    { method: 'GET', url: '/feed.atom?language=en' },
    graphql('{ changes(first: 100) { head nodes { cursor at kind objectId } } webhooks { id url lastStatus } }'),
    { method: 'GET', url: '/nowhere' },
    { method: 'GET', url: '/health/live' },
    { method: 'GET', url: '/health/ready' },
  ]; // prettier-ignore
}

const RECORDS = [
  'activityReports(first: 100) { nodes { id month kind count organisation { code } } pageInfo { hasNextPage endCursor } }',
  'referrals { nodes { id reference status } pageInfo { hasNextPage endCursor } }',
  'batches { nodes { id rowCount rejectedCount source } pageInfo { hasNextPage endCursor } }',
].map((list): Request => ({ ...graphql(`{ ${list} }`), isOfRecords: true }));

const YEAR = { measure: 'ADVERTS', granularity: 'YEAR' };
/** Questions that are none. */
const MALFORMED: readonly Request[] = [
  ...[
    {},
    { ...YEAR, measure: 'ALL' },
    { ...YEAR, groupBy: ['PERIOD', 'PERIOD'] },
    { ...YEAR, groupBy: 'GENDER' },
    { ...YEAR, groupBy: [null] },
    { ...YEAR, filter: { gender: ['WOMAN', 'MAN'] } },
    { ...YEAR, filter: { county: '99' } },
    { ...YEAR, filter: { county: "01' or true --" } },
    { ...YEAR, filter: { not: 'WOMAN' } },
    { ...YEAR, filter: { period: '2025/2026' } },
    { ...YEAR, filter: { period: '2025-01-01' } },
    { ...YEAR, release: 'rel_00000000-0000-4000-8000-000000000000' },
    { ...YEAR, release: 'x' },
    { ...YEAR, release: 7 },
    { ...YEAR, n: 1 },
    null,
  ].map((input) => graphql(STATISTICS, { input })),
  graphql('{ statistics { cells { count } } }'),
  graphql('{ statistics(input: { measure: ADVERTS, granularity: YEAR }) { cells { n rk } } }'),
  graphql('{ statistics(input: { measure: ADVERTS, granularity: YEAR }) { trueCounts } cube { n } }'),
  graphql('{ statistics(input: { measure: ADVERTS, granularity: YEAR }) { cells { count } '),
  graphql(`{ ${Array.from({ length: 40 }, (_, i) => `a${i}: releases { nodes { id } }`).join(' ')} }`),
  { method: 'POST', url: '/graphql', payload: '{' },
  { method: 'POST', url: '/graphql', payload: '[]' },
  { method: 'POST', url: '/graphql', payload: JSON.stringify([{ query: '{ releases { nodes { id } } }' }]) },
];
