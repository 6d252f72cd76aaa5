import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeReference, normaliseReference } from '../../src/domain/reference.js';

const ALPHABET = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];
const reference = fc
  .uint8Array({ minLength: 7, maxLength: 7 })
  .map((bytes) => makeReference((n) => bytes.subarray(0, n)));
const codeOf = (text: string): string[] => [...text.replace(/^SV|-/g, '')];
const textOf = (code: readonly string[]): string =>
  `SV-${code.slice(0, 4).join('')}-${code.slice(4).join('')}`;

describe('a new reference', () => {
  test('is SV and two groups of four, and normal as it is', () => {
    fc.assert(
      fc.property(reference, (text) => {
        expect(text).toMatch(/^SV-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
        expect(normaliseReference(text)).toBe(text);
      }),
    );
  });

  test('asks for seven random bytes and uses five bits of each', () => {
    const asked: number[] = [];
    const zero = makeReference((n) => {
      asked.push(n);
      return new Uint8Array(n);
    });
    expect(asked).toEqual([7]);
    expect(zero).toMatch(/^SV-0000-000/);
    expect(makeReference((n) => new Uint8Array(n).fill(32))).toBe(zero);
    expect(() => makeReference(() => new Uint8Array(3))).toThrow(RangeError);
  });

  test('differs when any of the random characters differs', () => {
    const codes = ALPHABET.flatMap((_, value) =>
      [0, 1, 2, 3, 4, 5, 6].map((place) =>
        makeReference((n) => new Uint8Array(n).fill(value, place, place + 1)),
      ),
    );
    expect(new Set(codes).size).toBe(7 * 31 + 1);
  });
});

describe('a typed reference', () => {
  test.each([
    'SV-7Q4K-2M9D',
    'sv-7q4k-2m9d',
    'SV7Q4K2M9D',
    '7Q4K 2M9D',
    '  sv 7q4k – 2m9d\t',
    '7q4k2m9d',
    'SV‑7Q4K‑2M9D',
  ])('%j is SV-7Q4K-2M9D', (typed) => expect(normaliseReference(typed)).toBe('SV-7Q4K-2M9D'));

  test('may have O for 0 and I or L for 1', () => {
    fc.assert(
      fc.property(
        reference,
        fc.constantFrom('I', 'L', 'i', 'l'),
        fc.constantFrom('O', 'o'),
        (text, one, nought) => {
          expect(normaliseReference(text.replaceAll('1', one).replaceAll('0', nought))).toBe(text);
        },
      ),
    );
  });

  test('may begin with SV in its own right', () => {
    const text = makeReference(() => Uint8Array.from([25, 27, 1, 2, 3, 4, 5]));
    expect(text).toMatch(/^SV-SV/);
    expect(normaliseReference(text.slice(3))).toBe(text);
  });

  test.each([
    '',
    'SV',
    'SV-7Q4K-2M9',
    'SV-7Q4K-2M9DD',
    'SV-7Q4K-2M9E',
    'SE-7Q4K-2M9D',
    'SV-UUUU-UUUU',
    'SV-7Q4K-2M9Ð',
  ])('%j is none', (typed) => expect(normaliseReference(typed)).toBeNull());

  test('is none when it is filler or a letter that only looks Latin', () => {
    expect(normaliseReference('SV-0000-0000')).toBeNull();
    expect(normaliseReference('ſv-7q4k-2m9d')).toBeNull();
  });

  test('is none with any one character wrong', () => {
    fc.assert(
      fc.property(reference, (text) => {
        const code = codeOf(text);
        for (let place = 0; place < code.length; place++) {
          for (const wrong of ALPHABET.filter((character) => character !== code[place])) {
            if (normaliseReference(textOf(code.with(place, wrong))))
              throw new Error(`${wrong} at ${place} passes`);
          }
        }
      }),
    );
  });

  // The sum is linear, so whether a swap is noticed depends on the two characters only: all pairs at all places are all cases.
  test('is none with any two characters swapped, adjacent or not', () => {
    let swaps = 0;
    for (let i = 0; i < 8; i++) {
      for (let j = i + 1; j < 8; j++) {
        for (const a of ALPHABET) for (const b of ALPHABET) if (a !== b && swapPasses(i, j, a, b)) swaps++;
      }
    }
    expect(swaps).toBe(0);
  });

  test('is none with two adjacent characters swapped, in any surroundings', () => {
    fc.assert(
      fc.property(reference, fc.integer({ min: 0, max: 6 }), (text, i) => {
        const code = codeOf(text);
        fc.pre(code[i] !== code[i + 1]);
        expect(normaliseReference(textOf(code.with(i, code[i + 1]!).with(i + 1, code[i]!)))).toBeNull();
      }),
    );
  });

  test('passes by chance once in 32', () => {
    const passing = ALPHABET.flatMap((a) =>
      ALPHABET.filter((b) => normaliseReference(`7Q4K2M${a}${b}`)).map((b) => a + b),
    );
    expect(passing).toHaveLength(32);
  });
});

/** Puts two characters into a code, completes it at a third place, and swaps the two. */
function swapPasses(i: number, j: number, a: string, b: string): boolean {
  const spare = [0, 1, 2].find((place) => place !== i && place !== j)!;
  const code = Array<string>(8).fill('0').with(i, a).with(j, b);
  const right = ALPHABET.find((character) => normaliseReference(textOf(code.with(spare, character))))!;
  return normaliseReference(textOf(code.with(spare, right).with(i, b).with(j, a))) !== null;
}
