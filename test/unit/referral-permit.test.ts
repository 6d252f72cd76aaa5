// What is granted has a last day, what is not has none; and when both end.
import { describe, expect, test } from '@jest/globals';
import { codesOf } from '../../src/domain/code-list.js';
import { PERMIT_STATUS } from '../../src/domain/lists/support.js';
import { daysBefore, reflectionUntil } from '../../src/domain/referral/clocks.js';
import { GRANTED, permitErrors, permitUntil } from '../../src/domain/referral/permit.js';

const NOW = new Date('2026-11-20T15:30:00Z');
const TODAY = '2026-11-20';
const STATES = codesOf(PERMIT_STATUS);
const OTHERS = STATES.filter((status) => !(GRANTED as readonly string[]).includes(status));
const isRefused = (...[status, until, now = NOW]: [(typeof STATES)[number], string | null, Date?]) =>
  permitErrors(status, until, now)
    .map(({ code, path }) => [code, ...path].join(' '))
    .join();
const REFUSED = 'INVALID_VALUE until';

test('two states of eight have a last day', () => {
  expect([STATES.length, OTHERS.length]).toEqual([8, 6]);
});

describe.each(OTHERS)('%s', (status) => {
  test('has no last day', () => {
    expect([isRefused(status, null), permitUntil(status, null, NOW)]).toEqual(['', null]);
    for (const until of ['2020-01-01', TODAY, '2099-12-31']) expect(isRefused(status, until)).toBe(REFUSED);
  });
});

describe.each(GRANTED)('%s', (status) => {
  test('lasts until the day that is given, today at the least', () => {
    for (const until of [TODAY, '2026-11-21', '2099-12-31']) {
      expect(isRefused(status, until)).toBe('');
      expect(permitUntil(status, until, NOW)).toBe(until);
    }
    for (const until of ['2026-11-19', '1999-01-01']) expect(isRefused(status, until)).toBe(REFUSED);
  });

  test('is refused without its value', () => {
    expect(JSON.stringify(permitErrors(status, '1999-01-01', NOW))).not.toContain('1999');
  });
});

test('a permit must have a last day, a reflection period has 30 days unless given', () => {
  expect(isRefused('TEMPORARY_PERMIT_GRANTED', null)).toBe(REFUSED);
  expect(isRefused('REFLECTION_PERIOD_GRANTED', null)).toBe('');
  expect(permitUntil('REFLECTION_PERIOD_GRANTED', null, NOW)).toBe('2026-12-20');
});

test.each([
  ['2026-01-31T00:00:00Z', '2026-03-02'],
  ['2028-01-31T23:59:59Z', '2028-03-01'], // a leap year
  ['2026-12-15T12:00:00Z', '2027-01-14'],
  ['2026-03-15T22:30:00Z', '2026-04-14'], // over the change to summer time
])('a reflection period from %s lasts until %s', (from, until) => {
  expect(reflectionUntil(new Date(from))).toBe(until);
});

test('days before a moment keep its time of day', () => {
  expect(daysBefore(NOW, 14).toISOString()).toBe('2026-11-06T15:30:00.000Z');
  expect(daysBefore(NOW, 0)).toEqual(NOW);
});
