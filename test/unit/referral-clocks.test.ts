import { expect, test } from '@jest/globals';
import { acknowledgeBy, decideBy } from '../../src/domain/referral/clocks.js';

const LENGTHS = { acknowledgeHours: 24, decideWorkingDays: 3, idleDays: 14, expireDays: 180, eraseDays: 90 };

test('a referral is to be acknowledged within 24 hours, weekend or not', () => {
  const friday = new Date('2026-11-20T15:30:00Z');
  expect(acknowledgeBy(friday, LENGTHS).toISOString()).toBe('2026-11-21T15:30:00.000Z');
});

test.each([
  ['Monday', '2026-11-16', '2026-11-19'],
  ['Wednesday', '2026-11-18', '2026-11-23'],
  ['Friday', '2026-11-20', '2026-11-25'],
  ['Saturday', '2026-11-21', '2026-11-25'],
  ['Sunday', '2026-11-22', '2026-11-25'],
])('acknowledged on a %s, it is to be decided three working days later', (_day, from, to) => {
  expect(decideBy(new Date(`${from}T09:00:00Z`), LENGTHS).toISOString()).toBe(`${to}T09:00:00.000Z`);
});
