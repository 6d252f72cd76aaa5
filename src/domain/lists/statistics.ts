import { codeList, type CodeOf } from '../code-list.js';

/** What statistics count. */
export const MEASURE = codeList(
  'Measure',
  'What a table of the statistics counts. Source: the catalogue of tables.',
  {
    ADVERTS: {
      en: 'Adverts seen, so that a person with several adverts counts several times.',
      sv: 'Annonser',
    },
    PERSONS_MET: { en: 'Persons met, each counted once in a week.', sv: 'Personer som mötts' },
    REFERRALS: {
      en: 'Referral flags submitted, by their year. Persons under 18 are counted in the total of a year and in its age groups only; all other tables leave them out.',
      sv: 'Flaggade ärenden',
    },
    ACTIVITIES: {
      en: 'Work that the organisations have reported: contacts, talks, visits.',
      sv: 'Verksamhet',
    },
  },
);
export type Measure = CodeOf<typeof MEASURE>;

/** What a table can be grouped by. */
export const DIMENSION = codeList(
  'Dimension',
  'What a table of the statistics is grouped by. Source: the catalogue of tables.',
  {
    PERIOD: { en: 'Quarter, year or three years, as `granularity` says.', sv: 'Period' },
    COUNTY: { en: 'County, by its SCB code.', sv: 'Län' },
    MUNICIPALITY: { en: 'Municipality, by its SCB code.', sv: 'Kommun' },
    ARENA: { en: 'The kind of place where it was seen.', sv: 'Arena' },
    AGE_GROUP: { en: 'Age in coarse groups.', sv: 'Åldersgrupp' },
    GENDER: { en: 'Gender as presented or stated.', sv: 'Kön' },
    CHANGE: { en: 'Whether an advert appeared, was present or was removed.', sv: 'Förändring' },
    EXPLOITATION_FORM: { en: 'Form of exploitation that is suspected.', sv: 'Form av exploatering' },
    OUTCOME: { en: 'How a referral ended; open ones are in no category.', sv: 'Utfall' },
    ACTIVITY_KIND: { en: 'Kind of work.', sv: 'Slag av verksamhet' },
    PARTY: { en: 'Party of the organisation that did the work.', sv: 'Part' },
  },
);
export type Dimension = CodeOf<typeof DIMENSION>;

/** How long the periods of a table are. */
export const GRANULARITY = codeList(
  'Granularity',
  'How long the periods of a table are. Source: the catalogue of tables.',
  {
    QUARTER: { en: 'Quarters. A week belongs to the quarter of its Thursday.', sv: 'Kvartal' },
    YEAR: { en: 'Years. A week belongs to the year of its Thursday.', sv: 'År' },
    THREE_YEARS: { en: 'Three years, never overlapping: 2025/2027 follows 2022/2024.', sv: 'Treårsperiod' },
  },
);
export type Granularity = CodeOf<typeof GRANULARITY>;

/** Ages as statistics show them. */
export const AGE_GROUP = codeList(
  'AgeGroup',
  'Age in the groups of the statistics. Source: the catalogue of tables.',
  {
    UNDER_18: { en: 'Under 18 years old, as presented or believed.', sv: 'Under 18 år' },
    AGE_18_24: { en: '18 to 24 years old, as presented or believed.', sv: '18–24 år' },
    AGE_25_PLUS: { en: '25 years old or older, as presented or believed.', sv: '25 år eller äldre' },
    UNKNOWN: { en: 'The age is neither presented nor possible to judge.', sv: 'Okänd ålder' },
  },
);
export type AgeGroup = CodeOf<typeof AGE_GROUP>;

/** What stands in a cell. */
export const CELL_STATUS = codeList(
  'CellStatus',
  'What stands in a cell of a table. Source: the rules of disclosure control.',
  {
    ESTIMATED: { en: 'A perturbed count; 0 means none or few and is never told apart.', sv: 'Skattat' },
    NOT_COLLECTED: { en: 'Nothing was collected or released for this period.', sv: 'Ej insamlat' },
    NOT_APPLICABLE: {
      en: 'The category did not exist in this period, such as a municipality before it was formed.',
      sv: 'Ej tillämpligt',
    },
  },
);
export type CellStatus = CodeOf<typeof CELL_STATUS>;
