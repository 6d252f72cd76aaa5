import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { Refused } from '../../src/domain/user-error.js';
import { CATALOGUE_VERSION } from '../../src/domain/statistics/catalogue.js';
import { CATEGORIES } from '../../src/domain/statistics/dimensions.js';
import { releaseRevises, type Earlier } from '../../src/domain/statistics/release.js';

const ask = (period: string, now: string, earlier: readonly Earlier[] = []) => {
  try {
    return releaseRevises({ period, measures: ['ADVERTS'] }, earlier, new Date(now));
  } catch (error) {
    return (error as Refused).errors.map(({ code, path }) => [code, ...path].join(' ')).join();
  }
};
const released = (period: string, requestedAt: string, revises = true): Earlier => ({
  period,
  measures: ['ADVERTS'],
  revises,
  requestedAt: new Date(requestedAt),
});

describe('a period can be released', () => {
  // 2026-W53 has its Thursday on 31 December 2026 and ends on Sunday 3 January 2027.
  test.each([
    ['2026-Q4', '2027-01-03T23:59:59Z', 'INVALID_VALUE period'],
    ['2026-Q4', '2027-01-04T00:00:00Z', true],
    ['2026', '2027-01-03T12:00:00Z', 'INVALID_VALUE period'],
    ['2026-H2', '2027-01-04T00:00:00Z', true],
    // 2026-W13 ends on Sunday 29 March; the quarter on the 31st.
    ['2026-Q1', '2026-03-31T12:00:00Z', 'INVALID_VALUE period'],
    ['2026-Q1', '2026-04-01T00:00:00Z', true],
    ['2026-07', '2027-01-04T00:00:00Z', 'INVALID_VALUE period'],
    ['2026-W31', '2027-01-04T00:00:00Z', 'INVALID_VALUE period'],
  ])('%s at %s: %s', (period, now, answer) => expect(ask(period, now)).toBe(answer));
});

describe('a release revises', () => {
  const first = released('2026-Q1', '2026-04-10T08:00:00Z');

  test('once in a calendar quarter, and what is new is released nevertheless', () => {
    expect(ask('2026-Q1', '2026-06-30T08:00:00Z', [first])).toBe('INVALID_TRANSITION period');
    expect(ask('2025', '2026-06-30T08:00:00Z', [first])).toBe(false);
    expect(ask('2026-Q1', '2026-07-06T08:00:00Z', [first])).toBe(true);
  });

  test('when the one before in the quarter only added', () => {
    const added = released('2025', '2026-07-02T08:00:00Z', false);
    expect(ask('2026-Q2', '2026-07-06T08:00:00Z', [first, added])).toBe(true);
  });
});

test('the categories are those of the catalogue version: releases store counts in their order', () => {
  // A code list that grows or moves makes another version, and a way to read the releases of this one.
  const digest = createHash('sha256').update(JSON.stringify(CATEGORIES)).digest('hex');
  expect([CATALOGUE_VERSION, digest]).toEqual([
    1,
    'fee7db3d67ff67b540c652796db824137950ca130719b532de30059bf84af110',
  ]);
});
