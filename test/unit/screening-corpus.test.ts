// The limits of the screening on a generated corpus, and the page that reports them.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { KINDS } from './tools/screening/corpus.js';
import * as report from './tools/screening/report.js';

const PAGE = new URL('../../docs/screening.md', import.meta.url);

describe('identifiers as people write them', () => {
  test('are more than five hundred, and at least 99 in 100 are refused', () => {
    expect(report.formatted.length).toBeGreaterThanOrEqual(500);
    expect(report.share(report.formatted, 'refused')).toBeGreaterThanOrEqual(0.99);
  });

  test.each([...new Set(report.formatted.map(({ name }) => name))])('%s, and told by its kind', (name) => {
    const samples = report.formatted.filter((sample) => sample.name === name);
    expect(samples.filter(({ refused }) => !refused).map(({ text }) => text)).toEqual([]);
    expect(report.share(samples, 'named')).toBeGreaterThanOrEqual(0.9);
  });
});

test('of disguised identifiers at least 97 in 100 are refused, of every kind and disguise', () => {
  expect(report.share(report.disguised, 'refused')).toBeGreaterThanOrEqual(0.97);
  expect(new Set(report.disguised.map(({ name }) => name)).size).toBe(KINDS.length);
});

test('at most 1 in 100 clean sentences is refused', () => {
  expect(report.shareOfFalseRefusals).toBeLessThanOrEqual(0.01);
});

test('docs/screening.md says what was measured; npm run -s screening-report rewrites it', () => {
  if (process.env['SCREENING_REPORT'] === 'write') writeFileSync(PAGE, report.page());
  expect(readFileSync(PAGE, 'utf8')).toBe(report.page());
});
