import { describe, expect, test } from '@jest/globals';
import { codeList, codesOf, type CodeList } from '../../src/domain/code-list.js';
import * as changes from '../../src/domain/lists/changes.js';
import * as activity from '../../src/domain/lists/activity.js';
import * as contributions from '../../src/domain/lists/contributions.js';
import * as referrals from '../../src/domain/lists/referrals.js';
import * as statistics from '../../src/domain/lists/statistics.js';
import * as support from '../../src/domain/lists/support.js';
import * as trends from '../../src/domain/lists/trends.js';
import { PARTIES, PARTY } from '../../src/domain/parties.js';

const LISTS: CodeList<string>[] = [
  PARTY,
  ...Object.values({
    ...trends,
    ...contributions,
    ...referrals,
    ...support,
    ...activity,
    ...changes,
    ...statistics,
  }),
];

const EXPECTED: Record<string, string> = {
  Party: 'UNIT POLICE DISTRICT MUNICIPALITY RFSU RFSL SMITTSKYDD',
  Arena:
    'ESCORT_SITE CLASSIFIED_ADS COMMUNITY SOCIAL_MEDIA MESSAGING_APP DATING_APP SUGAR_DATING LIVE_CAM_OR_SUBSCRIPTION ' +
    'MASSAGE_LISTING GAMING STREET INDOOR RESTAURANT_OR_BAR OTHER UNKNOWN',
  AgeBand: 'UNDER_15 AGE_15_17 AGE_18_20 AGE_21_24 AGE_25_34 AGE_35_PLUS UNKNOWN',
  Gender: 'WOMAN MAN OTHER UNKNOWN',
  AdvertChange: 'APPEARED PRESENT REMOVED',
  CountUnit: 'ADVERTS ADVERTISERS PERSONS_MET CONTACTS CALLS TIPS',
  Direction: 'RISING STABLE FALLING UNCLEAR',
  Confidence: 'LOW MEDIUM HIGH',
  TrendKind: 'TREND ALERT MEDIA_ANALYSIS REVIEW TOPIC_ANALYSIS REPORT',
  TrendStatus: 'DRAFT PUBLISHED WITHDRAWN',
  TrendEntryOrder: 'PUBLISHED_AT_DESC PUBLISHED_AT_ASC RELEVANCE',
  // The fields of an entry that hold content, in the order of the agreement.
  TrendEntryField:
    'KIND TITLE SUMMARY BODY LANGUAGE PERIOD REGIONS ARENAS AGE_BANDS GENDERS TOPICS DIRECTION CONFIDENCE COUNT_UNIT METHOD ' +
    'COVERAGE METHOD_NOTES SOURCES POLICING_NOTES HEALTH_NOTES OUTREACH_GUIDANCE',
  // The domain has the words of these four, and the project their codes.
  Attribution: 'NAMED ANONYMOUS',
  ContributionStatus: 'SUBMITTED INCORPORATED DECLINED',
  ContributionDecision: 'INCORPORATE DECLINE',
  Verdict: 'CONFIRMS CONTRADICTS NOT_SEEN',
  ReferralRoute: 'REFERRAL NOTIFICATION',
  ReferralStatus: 'SUBMITTED ACKNOWLEDGED RETURNED ACCEPTED IN_SUPPORT DECLINED CLOSED WITHDRAWN EXPIRED',
  ReferralAction:
    'SUBMIT ACKNOWLEDGE ACCEPT RETURN RESUBMIT DECLINE CONFIRM_DECLINE REDIRECT RECORD_CONTACT CLOSE WITHDRAW EXPIRE',
  ReferralOutcome:
    'SUPPORT_COMPLETED PERSON_DECLINED PERSON_UNREACHABLE MOVED_AWAY DECLINE_CONFIRMED ENTERED_IN_ERROR',
  ReferralReason:
    'INSUFFICIENT_INFORMATION OUTSIDE_AREA OUTSIDE_MANDATE NO_CAPACITY DUPLICATE ALREADY_KNOWN ' +
    'SAFETY_RISK_TO_CONTACT OTHER',
  // The domain has the words of these two, and the project their codes.
  ConsentOverride: 'VITAL_INTEREST STATUTORY_DUTY',
  ServiceStatus: 'OFFERED PROVIDED ENDED DECLINED',
  ConsentState: 'NOT_ASKED GIVEN LIMITED REFUSED WITHDRAWN NOT_REQUIRED_MINOR',
  ExploitationForm:
    'SEXUAL FORCED_LABOUR FORCED_BEGGING FORCED_CRIMINALITY FORCED_MARRIAGE SLAVERY_LIKE ORGAN_REMOVAL OTHER UNKNOWN',
  MeansOfControl:
    'DEBT_BONDAGE TAKES_EARNINGS RESTRICTS_FINANCIAL_ACCESS THREATS PSYCHOLOGICAL_ABUSE PHYSICAL_ABUSE SEXUAL_ABUSE ' +
    'FALSE_PROMISES PSYCHOACTIVE_SUBSTANCES RESTRICTS_MOVEMENT RESTRICTS_MEDICAL_CARE EXCESSIVE_WORKING_HOURS ' +
    'USES_CHILDREN THREAT_OF_LAW_ENFORCEMENT WITHHOLDS_NECESSITIES WITHHOLDS_DOCUMENTS OTHER NOT_SPECIFIED',
  Indicator:
    'ABUSE_OF_VULNERABILITY DECEPTION RESTRICTION_OF_MOVEMENT ISOLATION PHYSICAL_OR_SEXUAL_VIOLENCE ' +
    'INTIMIDATION_AND_THREATS RETENTION_OF_IDENTITY_DOCUMENTS WITHHOLDING_OF_WAGES DEBT_BONDAGE ABUSIVE_CONDITIONS ' +
    'EXCESSIVE_OVERTIME',
  Origin: 'SWEDEN OTHER_EU_EEA NON_EU STATELESS UNKNOWN',
  Need:
    'SAFE_ACCOMMODATION EMERGENCY_BASICS MEDICAL STI_TESTING PSYCHOLOGICAL LEGAL_COUNSEL INTERPRETATION FINANCIAL ' +
    'CHILD_PROTECTION RESIDENCE_PERMIT_HELP POLICE_PROTECTION RETURN_SUPPORT ADDICTION_CARE EXIT_SUPPORT OTHER',
  Urgency: 'IMMEDIATE WITHIN_24_HOURS WITHIN_3_DAYS ROUTINE',
  PermitStatus:
    'NOT_APPLICABLE NOT_DISCUSSED INFORMED APPLIED REFLECTION_PERIOD_GRANTED TEMPORARY_PERMIT_GRANTED REFUSED ENDED',
  ChangeKind: 'CREATED PUBLISHED CORRECTED WITHDRAWN DECIDED MOVED MESSAGED CHANGED REMOVED',
  ActivityKind:
    'OUTREACH_CONTACT SUPPORT_TALK CLINIC_VISIT KAST_CALL EPOSTCARD_SENT EPOSTCARD_REPLY FORWARDED_TO_SUPPORT CHAT ' +
    'TEST_VISIT LECTURE STUDY_VISIT SEMINAR OTHER',
  Measure: 'ADVERTS PERSONS_MET REFERRALS ACTIVITIES',
  Dimension:
    'PERIOD COUNTY MUNICIPALITY ARENA AGE_GROUP GENDER CHANGE EXPLOITATION_FORM OUTCOME ACTIVITY_KIND PARTY',
  Granularity: 'QUARTER YEAR THREE_YEARS',
  AgeGroup: 'UNDER_18 AGE_18_24 AGE_25_PLUS UNKNOWN',
  CellStatus: 'ESTIMATED NOT_COLLECTED NOT_APPLICABLE',
};

describe('code lists', () => {
  test('are those of the agreement, code by code and in order', () => {
    expect(Object.fromEntries(LISTS.map((list) => [list.name, codesOf(list).join(' ')]))).toEqual(EXPECTED);
    expect(LISTS).toHaveLength(Object.keys(EXPECTED).length);
  });

  test.each(LISTS)('$name says what it is, where it comes from, and what every value means', (list) => {
    expect(list.description).toMatch(/^[A-Z].*\. Source: .+\.$/);
    for (const [code, { en, sv }] of Object.entries(list.values)) {
      expect([code, en]).toEqual([code, expect.stringMatching(/^\S.*\S\.$/)]);
      expect([code, sv]).toEqual([code, expect.stringMatching(/^[^\s].*[^\s.]$/)]);
    }
  });

  test.each(LISTS)('$name has a label of its own for every value', (list) => {
    for (const language of ['en', 'sv'] as const) {
      const texts = Object.values(list.values).map((text) => text[language]);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  test.each(LISTS)('$name cannot be changed', (list) => {
    expect([list, list.values, ...Object.values(list.values)].every(Object.isFrozen)).toBe(true);
  });

  test('keep the order in which they were given', () => {
    const text = { en: 'Any.', sv: 'Något' };
    expect(codesOf(codeList('Any', 'Anything.', { Z: text, A: text, M: text }))).toEqual(['Z', 'A', 'M']);
  });

  test('name the parties in the order of the agreement', () => {
    expect(PARTIES).toEqual(codesOf(PARTY));
  });
});
