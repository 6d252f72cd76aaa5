import { describe, expect, test } from '@jest/globals';
import { AGE_GROUP_OF, CATEGORIES, FIRST_YEAR_OF } from '../../src/domain/statistics/dimensions.js';
import { regionOf } from '../../src/domain/regions.js';

// The code lists of the domain, the parties of the agreement and the age groups of the contract, in their order there.
const SPECIFIED = {
  ARENA:
    'ESCORT_SITE CLASSIFIED_ADS COMMUNITY SOCIAL_MEDIA MESSAGING_APP DATING_APP SUGAR_DATING LIVE_CAM_OR_SUBSCRIPTION ' +
    'MASSAGE_LISTING GAMING STREET INDOOR RESTAURANT_OR_BAR OTHER UNKNOWN',
  AGE_GROUP: 'UNDER_18 AGE_18_24 AGE_25_PLUS UNKNOWN',
  GENDER: 'WOMAN MAN OTHER UNKNOWN',
  CHANGE: 'APPEARED PRESENT REMOVED',
  EXPLOITATION_FORM:
    'SEXUAL FORCED_LABOUR FORCED_BEGGING FORCED_CRIMINALITY FORCED_MARRIAGE SLAVERY_LIKE ORGAN_REMOVAL OTHER UNKNOWN',
  OUTCOME:
    'SUPPORT_COMPLETED PERSON_DECLINED PERSON_UNREACHABLE MOVED_AWAY DECLINE_CONFIRMED ENTERED_IN_ERROR',
  ACTIVITY_KIND:
    'OUTREACH_CONTACT SUPPORT_TALK CLINIC_VISIT KAST_CALL EPOSTCARD_SENT EPOSTCARD_REPLY FORWARDED_TO_SUPPORT CHAT ' +
    'TEST_VISIT LECTURE STUDY_VISIT SEMINAR OTHER',
  PARTY: 'UNIT POLICE DISTRICT MUNICIPALITY RFSU RFSL SMITTSKYDD',
  COUNTY: '01 03 04 05 06 07 08 09 10 12 13 14 17 18 19 20 21 22 23 24 25',
};

describe('categories', () => {
  test.each(Object.entries(SPECIFIED))('of %s are those of its code list, in its order', (grouping, codes) =>
    expect(CATEGORIES[grouping as keyof typeof SPECIFIED]).toEqual(codes.split(' ')),
  );

  test('of MUNICIPALITY are the 290 codes of Statistics Sweden, ascending, and no district', () => {
    expect(CATEGORIES.MUNICIPALITY).toHaveLength(290);
    expect(CATEGORIES.MUNICIPALITY).toEqual(CATEGORIES.MUNICIPALITY.toSorted());
    expect(CATEGORIES.MUNICIPALITY.every((code) => /^\d{4}$/.test(code))).toBe(true);
  });

  test('are those of every dimension but the period', () => {
    expect(Object.keys(CATEGORIES).toSorted()).toEqual(
      [...Object.keys(SPECIFIED), 'MUNICIPALITY'].toSorted(),
    );
  });
});

test('an age band lies in the age group that holds its years, and unknown in unknown', () => {
  expect(AGE_GROUP_OF).toEqual({
    UNDER_15: 'UNDER_18',
    AGE_15_17: 'UNDER_18',
    AGE_18_20: 'AGE_18_24',
    AGE_21_24: 'AGE_18_24',
    AGE_25_34: 'AGE_25_PLUS',
    AGE_35_PLUS: 'AGE_25_PLUS',
    UNKNOWN: 'UNKNOWN',
  });
});

// Nykvarn left Södertälje on 1 January 1999 and Knivsta left Uppsala on 1 January 2003; Heby moved from Västmanland (code 1917) to
// Uppsala (code 0331) on 1 January 2007.
test('the municipalities that are younger than 1998 are Nykvarn, Knivsta and Heby', () => {
  const known = Object.entries(FIRST_YEAR_OF).map(([code, year]) => [regionOf(code)?.name, year]);
  expect(known).toEqual([
    ['Nykvarns kommun', 1999],
    ['Knivsta kommun', 2003],
    ['Heby kommun', 2007],
  ]);
});
