import { describe, expect, test } from '@jest/globals';
import { screenText } from '../../src/domain/screening/screen.js';
import { DOCUMENTS, REAL_NUMBER, WRITTEN } from './tools/screening/negatives.js';

const TODAY = new Date('2026-08-01T12:00:00Z');

describe('what caseworkers write passes', () => {
  test.each(WRITTEN)('%s', (text) => {
    expect(screenText(text, TODAY)).toEqual([]);
  });

  test('in one piece', () => {
    expect(screenText(WRITTEN.join('\n'), TODAY)).toEqual([]);
  });
});

test('public documents pass whole, but for the telephone number of an official in one of them', () => {
  expect(DOCUMENTS.map((text) => screenText(text.replace(REAL_NUMBER, ''), TODAY))).toEqual([
    [],
    [],
    [],
    [],
    [],
  ]);
  expect(DOCUMENTS.flatMap((text) => screenText(text, TODAY))).toEqual(['PHONE']);
});
