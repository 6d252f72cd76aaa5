import { describe, expect, test } from '@jest/globals';
import { GUARANTEE } from '../../src/domain/statistics/guarantee.js';
import {
  DATASET,
  LEAST_CHANGE,
  LEAST_MEAN,
  LEAST_WHOLE,
  LIMITS,
} from '../../src/domain/statistics/parameters.js';

test('the parameters are those of the specification', () => {
  expect(LIMITS).toEqual({ maxNoise: 10, variance: 10, threshold: 4 });
  expect({ LEAST_WHOLE, LEAST_MEAN, LEAST_CHANGE }).toEqual({
    LEAST_WHOLE: 30,
    LEAST_MEAN: 5,
    LEAST_CHANGE: 10,
  });
  // Another name would draw the noise of the same people again.
  expect(DATASET).toBe('samverkan');
});

describe('the guarantee', () => {
  const [english = '', swedish = '', ...more] = GUARANTEE.text.split(/\nSvenska: /);

  test('is said in English and in Swedish', () => {
    expect(more).toEqual([]);
    expect(english).toMatch(/^Every count /);
    expect(swedish).toMatch(/^Till varje antal /);
  });

  // The square root of the variance 10 is 3.162.
  test.each([
    ['the most noise', 'at most 10', 'högst 10'],
    ['a mean of 0', '0 on average', 'i medeltal 0'],
    ['the standard deviation', 'standard deviation of about 3.2', 'standardavvikelsen ungefär 3,2'],
    ['what is never shown', 'No count from 1 to 4 is shown', 'Inget antal från 1 till 4 visas'],
    ['what 0 means', '0 means none or few', '0 betyder ingen eller få'],
    [
      'that totals are no sums',
      'need not be the sum of their parts',
      'behöver inte vara summan av sina delar',
    ],
    ['what it does not hide', 'above 0 says that somebody is there', 'över 0 säger att någon finns'],
  ])('says %s in both', (_, inEnglish, inSwedish) => {
    expect(english).toContain(inEnglish);
    expect(swedish).toContain(inSwedish);
  });

  test('has the same numbers in both languages', () => {
    const numbers = (text: string) =>
      (text.match(/\d+(?:[.,]\d+)?/g) ?? []).map((one) => one.replace(',', '.'));
    expect(numbers(english)).toEqual(numbers(swedish));
    expect(new Set(numbers(english))).toEqual(new Set(['10', '0', '3.2', '1', '4']));
  });

  test('names method and parameters', () => {
    expect(GUARANTEE.method).toBe('Cell-key method, D = 10, V = 10, js = 4, catalogue 1');
    expect(GUARANTEE.standardDeviation).toBeCloseTo(3.1622776601683795, 15);
    expect(GUARANTEE.threshold).toBe(4);
  });
});
