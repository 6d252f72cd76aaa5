// The catalogue as the specification of disclosure control has it, written down by hand: measure | granularities | whom it counts | what
// each table is grouped by beside the period, TOTAL for nothing.
//
// Two lines are narrower than the specification's own table, for its other rules. A referral may lie in ten published cells: with six tables
// of three years beside six of one year it would lie in twelve, so the three years lack gender and age group. Referrals of persons under
// 18 are shown for the country and by the year only, so they are in the year's total and age groups alone.
const LINES = `
  ADVERTS PERSONS_MET | QUARTER YEAR | ALL | TOTAL, COUNTY, MUNICIPALITY, ARENA, AGE_GROUP, GENDER, CHANGE, COUNTY ARENA, COUNTY AGE_GROUP, COUNTY CHANGE, ARENA CHANGE, ARENA AGE_GROUP, AGE_GROUP GENDER
  REFERRALS | YEAR | ALL | TOTAL, AGE_GROUP
  REFERRALS | YEAR | ADULTS | COUNTY, EXPLOITATION_FORM, GENDER, OUTCOME
  REFERRALS | THREE_YEARS | ADULTS | TOTAL, COUNTY, EXPLOITATION_FORM, OUTCOME
  ACTIVITIES | QUARTER YEAR | ALL | TOTAL, ACTIVITY_KIND, COUNTY, PARTY`;

export interface SpecifiedTable {
  readonly measure: string;
  readonly granularity: string;
  readonly population: string;
  readonly groupings: readonly string[];
}

const words = (text = '') => text.split(' ').filter((word) => word !== '' && word !== 'TOTAL');

export const SPECIFIED: readonly SpecifiedTable[] = LINES.trim()
  .split('\n')
  .flatMap((line) => {
    const [measures, granularities, population = '', tables = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    return words(measures).flatMap((measure) =>
      words(granularities).flatMap((granularity) =>
        tables.split(',').map((table) => ({ measure, granularity, population, groupings: words(table) })),
      ),
    );
  });
