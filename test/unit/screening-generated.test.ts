import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { screenText } from '../../src/domain/screening/screen.js';

const TODAY = new Date('2026-08-01T12:00:00Z');

const digits = (count: number): fc.Arbitrary<string> =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(''));
const sentence = (identifier: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('Enligt uppgift ', 'Notering:\n', 'Fall 3, ', '(', 'den 3/4: '), identifier)
    .chain(([before, found]) =>
      fc.constantFrom(' lämnad i går.', '.', ', se akten', ')', '').map((after) => before + found + after),
    );

describe('every generated identifier is found', () => {
  const dates = fc
    .date({ min: new Date('1925-01-01'), max: new Date('2026-07-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));

  function withCheckDigit(nine: string): string {
    const sum = [...nine].reduce((total, digit, index) => {
      const product = Number(digit) * (index % 2 ? 1 : 2);
      return total + (product > 9 ? product - 9 : product);
    }, 0);
    return `${nine}${(10 - (sum % 10)) % 10}`;
  }

  const personalNumbers = fc
    .tuple(
      dates,
      fc.integer({ min: 1, max: 999 }),
      fc.boolean(),
      fc.boolean(),
      fc.constantFrom('', '-', '+', ' ', ' - ', '–'),
    )
    .map(([date, serial, coordination, century, separator]) => {
      const day = Number(date.slice(8)) + (coordination ? 60 : 0);
      const six = date.slice(2, 4) + date.slice(5, 7) + String(day).padStart(2, '0');
      const ten = withCheckDigit(six + String(serial).padStart(3, '0'));
      return (century ? date.slice(0, 2) : '') + six + separator + ten.slice(6);
    });

  test('personal and coordination numbers', () => {
    fc.assert(
      fc.property(sentence(personalNumbers), (text) => {
        // Ten digits in one piece that begin with a mobile prefix are reported as a telephone number.
        const mobile = /(?<!\d)07[02369]\d{7}(?!\d)/.test(text);
        expect(screenText(text, TODAY)).toContain(mobile ? 'PHONE' : 'PERSONAL_NUMBER');
      }),
      { numRuns: 1500 },
    );
  });

  const shapes = [
    '07x-xxx xx xx',
    '07xxxxxxxx',
    '07x xxx xx xx',
    '07xx-xx xx xx',
    '07x-xxxxxxx',
    '07x/xxx xx xx',
    '07xx xxx xxx',
  ];
  const foreign = [
    '+467xxxxxxxx',
    '+46 7x xxx xx xx',
    '+46 (0)7x-xxx xx xx',
    '00467xxxxxxxx',
    '0046 7x-xxx xx xx',
    '467xxxxxxxx',
  ];
  const disguised = [
    '0 7 x x x x x x x x',
    '0.7.x.x.x.x.x.x.x.x',
    '07 x x x x x x x x',
    '07x.xxx.xx.xx',
    '0-7-x-x-x-x-x-x-x-x',
  ];
  const mobiles = fc
    .tuple(
      fc.constantFrom(...shapes, ...foreign, ...disguised),
      fc.constantFrom('0', '2', '3', '6', '9'),
      digits(7),
    )
    .map(([shape, series, rest]) =>
      [series, ...rest].reduce((text, digit) => text.replace('x', digit), shape),
    );

  test('Swedish mobile numbers', () => {
    fc.assert(
      fc.property(sentence(mobiles), (text) => {
        expect(screenText(text, TODAY)).toContain('PHONE');
      }),
      { numRuns: 1500 },
    );
  });

  test('spelled-out mobile numbers', () => {
    const words = ['noll', 'ett', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio'];
    fc.assert(
      fc.property(digits(7), fc.constantFrom(' ', ', ', '-', ' - ', '. '), (rest, separator) => {
        const spelled = [...`070${rest}`].map((digit) => words[Number(digit)]).join(separator);
        expect(screenText(`Numret är ${spelled} tror jag`, TODAY)).toContain('PHONE');
      }),
    );
  });
});

describe('hostile text', () => {
  const seeds = [
    'a',
    '1',
    '0',
    '0 ',
    '07 ',
    '1.',
    '+',
    '@',
    'a@',
    'a.',
    'http://',
    'www.',
    'noll ',
    'sex ',
    '|1|',
    'SE45',
    ':',
    'f:',
    '59.3293 ',
  ];
  const more = [
    'ABC 12',
    '\uFDFA',
    '(at)',
    ' dot ',
    'född ',
    '0-',
    'telegram: ',
    'a1_',
    '-',
    '\n',
    '19850203 ',
    '12°',
    'a@a.a ',
    ' at a',
    '//',
  ];
  test.each([...seeds, ...more])('twenty thousand characters of %j are screened', (part) => {
    expect(Array.isArray(screenText(part.repeat(Math.floor(20_000 / part.length)), TODAY))).toBe(true);
  });

  test('anything at all gives kinds in the order of the list, and the same ones again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(screenText(text, TODAY)).toEqual(screenText(text, TODAY));
      }),
    );
  });
});
