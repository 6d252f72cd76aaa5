// What synthetic observations look like. Every number here is invented to be of a plausible size; none is a figure of anything.
// Where a source gives an order of magnitude it is named; everything else is an assumption, and says what it assumes.
import type { MEASURED_UNITS } from '../domain/observations/observation.js';
import type { AdvertChange, AgeBand, Arena, Gender } from '../domain/lists/trends.js';

export type Unit = (typeof MEASURED_UNITS)[number];

/** How one arena is seen: rows per thousand of its unit, change in percent a year, and who is seen there. */
export interface ArenaWeights {
  readonly adverts: number;
  readonly personsMet: number;
  readonly yearly: number;
  readonly ages: keyof typeof AGES;
  readonly genders: keyof typeof GENDERS;
}

/**
 * The web dominates: escort adverts on it went from 304 to 6,965 in eight years, while 200 to 250 women were thought to be on the
 * street (Länsstyrelsen i Stockholms län, Prostitutionen i Sverige 2014, rapport 2015:10). So nearly all adverts are on the web, and
 * those of the offline arenas are the few cards and notices. Outreach meets people where it goes: streets, hotels and flats first.
 * How the web is shared out, and every trend, is assumed: from open sites to apps, subscriptions and sugar dating.
 */
export const ARENAS: Readonly<Record<Arena, ArenaWeights>> = {
  ESCORT_SITE: { adverts: 380, personsMet: 180, yearly: 3, ages: 'ADULT', genders: 'MOSTLY_WOMEN' },
  CLASSIFIED_ADS: { adverts: 120, personsMet: 30, yearly: -12, ages: 'ADULT', genders: 'MOSTLY_WOMEN' },
  COMMUNITY: { adverts: 30, personsMet: 5, yearly: -15, ages: 'YOUNG', genders: 'MORE_MEN' },
  SOCIAL_MEDIA: { adverts: 90, personsMet: 60, yearly: 15, ages: 'YOUNG', genders: 'MOSTLY_WOMEN' },
  MESSAGING_APP: { adverts: 70, personsMet: 60, yearly: 20, ages: 'YOUNG', genders: 'MOSTLY_WOMEN' },
  DATING_APP: { adverts: 60, personsMet: 40, yearly: 4, ages: 'ADULT', genders: 'MORE_MEN' },
  SUGAR_DATING: { adverts: 80, personsMet: 40, yearly: 10, ages: 'YOUNG', genders: 'MOSTLY_WOMEN' },
  LIVE_CAM_OR_SUBSCRIPTION: {
    adverts: 50,
    personsMet: 5,
    yearly: 12,
    ages: 'YOUNG',
    genders: 'MOSTLY_WOMEN',
  },
  MASSAGE_LISTING: { adverts: 80, personsMet: 40, yearly: 2, ages: 'ADULT', genders: 'MOSTLY_WOMEN' },
  GAMING: { adverts: 6, personsMet: 0, yearly: 10, ages: 'YOUNG', genders: 'MORE_MEN' },
  STREET: { adverts: 3, personsMet: 300, yearly: -8, ages: 'ADULT', genders: 'MOSTLY_WOMEN' },
  INDOOR: { adverts: 8, personsMet: 180, yearly: 2, ages: 'ADULT', genders: 'MOSTLY_WOMEN' },
  RESTAURANT_OR_BAR: { adverts: 3, personsMet: 40, yearly: 0, ages: 'ADULT', genders: 'MOSTLY_WOMEN' },
  OTHER: { adverts: 10, personsMet: 10, yearly: 0, ages: 'ADULT', genders: 'MOSTLY_WOMEN' },
  UNKNOWN: { adverts: 10, personsMet: 10, yearly: 0, ages: 'ADULT', genders: 'MOSTLY_WOMEN' },
};

/** Rows per thousand. Adverts present nearly everybody as adult; the share of the young is assumed, higher in their own arenas. */
export const AGES = {
  ADULT: {
    ...{ UNDER_15: 1, AGE_15_17: 9, AGE_18_20: 120, AGE_21_24: 250 },
    ...{ AGE_25_34: 340, AGE_35_PLUS: 150, UNKNOWN: 130 },
  },
  YOUNG: {
    ...{ UNDER_15: 6, AGE_15_17: 54, AGE_18_20: 280, AGE_21_24: 280 },
    ...{ AGE_25_34: 190, AGE_35_PLUS: 50, UNKNOWN: 140 },
  },
} satisfies Record<string, Record<AgeBand, number>>;

/**
 * Rows per thousand. Of 54 persons in Norrbotten's adverts of 2017, 50 were women, 3 men and 1 trans (its Länsstyrelse, as reported by
 * Kuriren); more men where RFSL meets them is assumed, and so is how often gender is not noted.
 */
export const GENDERS = {
  MOSTLY_WOMEN: { WOMAN: 900, MAN: 55, OTHER: 15, UNKNOWN: 30 },
  MORE_MEN: { WOMAN: 650, MAN: 290, OTHER: 20, UNKNOWN: 40 },
} satisfies Record<string, Record<Gender, number>>;

/** One unit of counting. */
export interface UnitWeights {
  /** Of all rows, per eleven: persons are met an order of magnitude less often than adverts are seen. */
  readonly rows: number;
  /** Adverts come and go: about as many appear as are removed, and most stay from week to week. A person met is there. */
  readonly changes: Readonly<Record<AdvertChange, number>>;
  /** How many records a row stands for: sightings of a week are noted mostly one by one. */
  readonly counts: readonly (readonly [count: number, weight: number])[];
  /** Percent of the average, from January to December: adverts thin out at midsummer and Christmas, outreach in July. */
  readonly months: readonly number[];
}

export const UNITS: Readonly<Record<Unit, UnitWeights>> = {
  ADVERTS: {
    rows: 10,
    changes: { APPEARED: 240, PRESENT: 540, REMOVED: 220 },
    counts: [
      [1, 700],
      [2, 170],
      [3, 80],
      [4, 30],
      [5, 20],
    ],
    months: [104, 102, 101, 100, 101, 96, 92, 101, 104, 104, 103, 92],
  },
  PERSONS_MET: {
    rows: 1,
    changes: { APPEARED: 0, PRESENT: 1000, REMOVED: 0 },
    counts: [
      [1, 880],
      [2, 90],
      [3, 30],
    ],
    months: [98, 102, 106, 104, 106, 98, 62, 94, 110, 114, 112, 94],
  },
};
