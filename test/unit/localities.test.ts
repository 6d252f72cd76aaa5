import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { LOCALITIES } from '../../src/domain/screening/localities-data.js';

test('the localities of the program are those of the list', () => {
  const text = readFileSync(new URL('../../data/geography/se_localities.csv', import.meta.url), 'utf8');
  const [heading, ...names] = text.trim().split('\n');
  expect(heading).toBe('locality');
  expect(LOCALITIES).toEqual(names);
});
