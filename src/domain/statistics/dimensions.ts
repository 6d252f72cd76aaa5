// The categories of each dimension, in the order in which every table lists them, and how finer codes fall into them.
import { codesOf } from '../code-list.js';
import { ACTIVITY_KIND } from '../lists/activity.js';
import { EXPLOITATION_FORM, REFERRAL_OUTCOME } from '../lists/referrals.js';
import { AGE_GROUP, type AgeGroup, type Dimension } from '../lists/statistics.js';
import { ADVERT_CHANGE, ARENA, GENDER, type AgeBand } from '../lists/trends.js';
import { PARTY } from '../parties.js';
import { REGIONS, type RegionKind } from '../regions.js';

/** A dimension other than time: its categories are the same in every period. */
export type Grouping = Exclude<Dimension, 'PERIOD'>;

/** The categories of every grouping, in the order of its code list. */
export const CATEGORIES: Readonly<Record<Grouping, readonly string[]>> = {
  COUNTY: regionCodes('COUNTY'),
  MUNICIPALITY: regionCodes('MUNICIPALITY'),
  ARENA: codesOf(ARENA),
  AGE_GROUP: codesOf(AGE_GROUP),
  GENDER: codesOf(GENDER),
  CHANGE: codesOf(ADVERT_CHANGE),
  EXPLOITATION_FORM: codesOf(EXPLOITATION_FORM),
  OUTCOME: codesOf(REFERRAL_OUTCOME),
  ACTIVITY_KIND: codesOf(ACTIVITY_KIND),
  PARTY: codesOf(PARTY),
};

/** The group of statistics that a collection band lies in. */
export const AGE_GROUP_OF: Readonly<Record<AgeBand, AgeGroup>> = {
  UNDER_15: 'UNDER_18',
  AGE_15_17: 'UNDER_18',
  AGE_18_20: 'AGE_18_24',
  AGE_21_24: 'AGE_18_24',
  AGE_25_34: 'AGE_25_PLUS',
  AGE_35_PLUS: 'AGE_25_PLUS',
  UNKNOWN: 'UNKNOWN',
};

/**
 * The first year of municipalities that became ones of their own, or got their code, after 1998, when adverts on the web begin to be
 * followed. Source: Statistics Sweden, changes in municipalities.
 */
export const FIRST_YEAR_OF: Readonly<Record<string, number>> = { '0140': 1999, '0330': 2003, '0331': 2007 };

function regionCodes(kind: RegionKind): string[] {
  return REGIONS.filter((region) => region.kind === kind).map(({ code }) => code);
}
