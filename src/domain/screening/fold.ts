import { foldDisguisedAddresses } from './disguise.js';
import { isCounting } from './figures.js';
import { foldSpelledDigits } from './spelled-digits.js';

// Cyrillic and Greek letters drawn like Latin ones (Unicode UTS 39, confusables), and the Latin ones below them.
const FOREIGN = [...'аеорсухіјѕһԁӏАВЕКМНОРСТХІοΟαΑΒΕΗΙΚΜΝΡΤΧ'];
const LATIN = [...'aeopcyxijshdlABEKMHOPCTXIoOaABEHIKMNPTX'];
const LOOK_ALIKES = new Map(FOREIGN.map((letter, index) => [letter, LATIN[index] ?? letter]));

// Letters that stand in for digits inside a number: O7O, l23.
const DIGIT_TOKEN = /(?<![\p{L}\d])(?=[OoIil|]{0,20}\d)[\dOoIil|]{2,40}(?![\p{L}\d])/gu;

// The same across the parts of one number: "O8-465 OO 4l", where a part may have letters alone.
const DIGIT_ROW = /(?<![\p{L}\d])[\dOol|](?:[\dOol|]|[ .\-/()]{1,2}(?=[\dOol|])){5,40}(?![\p{L}\d])/gu;

const toDigits = (token: string): string => token.replace(/[Oo]/g, '0').replace(/[Iil|]/g, '1');

// Six single digits, each set apart from the next, are the shortest identifier (YYMMDD).
const SINGLE_DIGITS = /(?<!\d)\d(?:[ \t.,:;\-/_()*|~·'"+\n]{1,3}\d(?!\d)){5,}/g;

function joinSingles(run: string): string {
  const digits = run.replace(/\D/g, '');
  if (isCounting(digits)) return run;
  // A lone dash is the one inside a personal number; dashes between all digits are the disguise itself.
  return (run.match(/[-+]/g) ?? []).length === 1 ? run.replace(/[^\d+-]/g, '') : digits;
}

/** A second reading of normalised text, with disguises undone: spaced or spelled-out digits, look-alikes, "(at)". */
export function fold(text: string): string {
  const latin = text.replace(/[\u0370-\u04FF\u0500-\u052F]/g, (letter) => LOOK_ALIKES.get(letter) ?? letter);
  const digits = latin
    .replace(DIGIT_TOKEN, toDigits)
    .replace(DIGIT_ROW, (row) => (/\d/.test(row) ? toDigits(row) : row));
  return foldDisguisedAddresses(foldSpelledDigits(digits).replace(SINGLE_DIGITS, joinSingles));
}
