// Records as they may look: few large municipalities and many small ones, common arenas and rare ones. All of it is made up.
import { CATEGORIES, type Grouping } from '../../../src/domain/statistics/dimensions.js';
import { regionOf } from '../../../src/domain/regions.js';
import type { Measure } from '../../../src/domain/lists/statistics.js';
import { chanceFrom, type Chance } from './random.js';

/** A record as the catalogue sees it, with its key. */
export interface Record {
  readonly measure: Measure;
  readonly quarter: string;
  readonly categories: Readonly<Partial<{ [grouping in Grouping]: string }>>;
  readonly key: number;
}

/** Three years that are one period of three years. */
const YEARS = [2022, 2023, 2024];
export const QUARTERS = YEARS.flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`));

/** How many records a quarter has, on average: magnitudes of a service that few people are counted by. */
const IN_A_QUARTER: Readonly<{ [measure in Measure]: number }> = {
  ADVERTS: 1_500,
  PERSONS_MET: 350,
  REFERRALS: 30,
  ACTIVITIES: 700,
};

const LARGEST = ['0180', '1480', '1280', '0380', '0580', '1880', '1283', '0680', '1281', '1490'];

/** Weights by place in the code list: some categories are common and some are rare in each. */
const WEIGHTS: Readonly<Partial<{ [grouping in Grouping]: readonly number[] }>> = {
  ARENA: [40, 14, 3, 9, 6, 5, 6, 8, 4, 0.5, 5, 4, 1, 1.5, 3],
  AGE_GROUP: [2, 30, 55, 13],
  GENDER: [82, 12, 2, 4],
  CHANGE: [25, 60, 15],
  EXPLOITATION_FORM: [70, 12, 5, 5, 2, 1, 0.2, 2, 4],
  OUTCOME: [30, 15, 20, 10, 15, 3],
};
/** The share of referrals that are still open, and so in no category of outcome. */
const OPEN = 15;

const GROUPINGS: Readonly<{ [measure in Measure]: readonly Grouping[] }> = {
  ADVERTS: ['MUNICIPALITY', 'ARENA', 'AGE_GROUP', 'GENDER', 'CHANGE'],
  PERSONS_MET: ['MUNICIPALITY', 'ARENA', 'AGE_GROUP', 'GENDER', 'CHANGE'],
  REFERRALS: ['MUNICIPALITY', 'EXPLOITATION_FORM', 'GENDER', 'AGE_GROUP', 'OUTCOME'],
  ACTIVITIES: ['MUNICIPALITY', 'ACTIVITY_KIND', 'PARTY'],
};

/** So many records of every measure in every quarter, the same for the same seed. */
export function recordsFrom(seed: number): Record[] {
  const chance = chanceFrom(seed);
  const municipalities = municipalityWeights(chance);
  const measures = Object.keys(IN_A_QUARTER) as Measure[];
  return measures.flatMap((measure) =>
    QUARTERS.flatMap((quarter) => {
      const usual = IN_A_QUARTER[measure];
      const count = usual + chance.below(usual) - Math.floor(usual / 2);
      return Array.from({ length: count }, () => recordOf(measure, quarter, municipalities, chance));
    }),
  );
}

/** More records of a quarter that came in late, spread as the others are, or all alike. */
export function lateRecords(
  seed: number,
  quarter: string,
  count: number,
  alike: Record['categories'],
): Record[] {
  const chance = chanceFrom(seed);
  const municipalities = municipalityWeights(chanceFrom(1));
  return Array.from({ length: count }, () => {
    const record = recordOf('ADVERTS', quarter, municipalities, chance);
    return { ...record, categories: { ...record.categories, ...alike } };
  });
}

function recordOf(
  measure: Measure,
  quarter: string,
  municipalities: readonly number[],
  chance: Chance,
): Record {
  const categories: { [grouping in Grouping]?: string } = {};
  for (const grouping of GROUPINGS[measure]) {
    const codes = CATEGORIES[grouping];
    const weights =
      grouping === 'MUNICIPALITY' ? municipalities : (WEIGHTS[grouping] ?? codes.map((_, k) => 1 / (k + 1)));
    if (grouping === 'OUTCOME' && chance.below(100) < OPEN) continue;
    categories[grouping] = codes[chance.place(weights)]!;
  }
  categories.COUNTY = regionOf(categories.MUNICIPALITY!)!.parent!;
  return { measure, quarter, categories, key: chance.below(2 ** 32) };
}

/** Zipf's law: the second largest has half of what the largest has, and so on; which of the small ones is larger is chance. */
function municipalityWeights(chance: Chance): number[] {
  const codes = CATEGORIES.MUNICIPALITY;
  const small = codes.filter((code) => !LARGEST.includes(code));
  for (let last = small.length - 1; last > 0; last -= 1) {
    const other = chance.below(last + 1);
    [small[last], small[other]] = [small[other]!, small[last]!];
  }
  const ranks = new Map([...LARGEST, ...small].map((code, rank) => [code, rank]));
  return codes.map((code) => 1 / (ranks.get(code)! + 1));
}
