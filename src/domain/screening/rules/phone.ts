import { createRequire } from 'node:module';
import { digitClusters, windowsFrom } from '../digits.js';
import type { DigitWindow } from '../digits.js';
import { grouping, isAmongFigures, isCounting, isFileNumber, isThousands } from '../figures.js';
import { followedBy, precededBy } from '../span.js';
import type { Span } from '../span.js';

// A hundred files, loaded for the first number that needs them: reading needs none.
type PhoneNumbers = typeof import('libphonenumber-js');
const require = createRequire(import.meta.url);
let loaded: PhoneNumbers | undefined;
const phoneNumbers = () => (loaded ??= require('libphonenumber-js') as PhoneNumbers);

// E.164 allows fifteen digits; the international prefix 00 adds two.
const MOST_DIGITS = 17;
const FEWEST_DIGITS = 7;
const FEWEST_ABROAD = 10;

const CUE =
  /(?<!\p{L})(?:tel|tfn|tele?fon\p{L}{0,12}|mob|mobil\p{L}{0,10}|ring\p{L}{0,3}|sms(?::?\p{L}{1,4})?|nås|phone|call|text|cell|whatsapp|viber|(?:hans|hennes|hens|deras|mitt|ditt|his|her) (?:nya |new )?(?:nummer|nr|number))[^\p{L}\d\n]{0,4}(?:(?:nr|nummer|är|till|på|is|at|no|number)[^\p{L}\d\n]{1,3}){0,2}$/iu;

const TIME = String.raw`(?:[01]?\d|2[0-4])[.:]?[0-5]\d`;
const TIMES = new RegExp(`^${TIME}(?: ?- ?| )${TIME}$`);
const YEAR = String.raw`(?:19|20)\d\d`;
const DAY = String.raw`(?:0?[1-9]|[12]\d|3[01])[-./ ]{1,2}(?:0?[1-9]|1[0-2])`;
// Also what follows a date: 01.03.2005 08.30 would otherwise be a number in the 010 series.
const DATE = new RegExp(
  `^(?:${YEAR}[-./ ]\\d\\d[-./ ]\\d\\d|${DAY}[-./ ]{1,2}${YEAR}|${YEAR}[-/ ]${YEAR})(?!\\d)`,
);
const CLOCK = /(?<!\p{L})(?:kl|klockan)[. ]{1,2}$/iu;

function isDateOrTime(text: string, { start, end, groups }: DigitWindow): boolean {
  const written = text.slice(start, end);
  if (TIMES.test(written) && (groups.length !== 2 || groups[0]?.digits.length === 4)) return true;
  return DATE.test(written) || (precededBy(text, start, CLOCK) && /^\d{1,2}[. ]/.test(written));
}

// In a table only what is grouped as a mobile number, or has a dash, is one.
const MOBILE_GROUPING = /^(?:3 3 2 2|3 2 2 3|3 3 4|3 4 3|3 7|4 2 2 2|4 3 3|4 6|10)$/;

function isInTable(text: string, window: DigitWindow): boolean {
  if (!isAmongFigures(window) || !/^[\d \t\n.]+$/.test(text.slice(window.start, window.end))) return false;
  return !(/^07[02369]/.test(window.digits) && MOBILE_GROUPING.test(grouping(window)));
}

function isPartOfMore(text: string, { start, end }: DigitWindow): boolean {
  return (
    precededBy(text, start, /(?:\d[-./:,]|[\p{L}\d]-?)$/u) || followedBy(text, end, /^(?:[-./:,]?\d|\p{L})/u)
  );
}

function isSwedish(window: DigitWindow): boolean {
  const { digits, groups } = window;
  const first = groups[0]?.digits ?? '';
  // A lone zero begins a decimal fraction or a row of ratings unless every digit stands alone.
  if (first === '0' && groups.some((group) => group.digits.length > 1)) return false;
  // After an area code of four digits come five or six (numbering plan): 0121 1585 is a pair of codes.
  if (/^0[1-9]/.test(digits)) return !isCounting(digits) && !(first.length === 4 && digits.length < 9);
  // The mobile series without the leading zero, as in 70 123 45 67 and 46 70 123 45 67.
  return (
    /^46(?:0?7[02369])/.test(digits) ||
    (/^7[02369]\d{7}$/.test(digits) && /^2 (?:3 2 2|7|3 4|2 2 3)$/.test(grouping(window)))
  );
}

function isNumber(text: string, window: DigitWindow): boolean {
  const { start, digits } = window;
  const hasPlus = precededBy(text, start, /\+ ?\(?$/);
  if (!hasPlus && (isInTable(text, window) || isDateOrTime(text, window))) return false;
  // Of a number abroad only the length is asked for: ranges are opened more often than the package is updated.
  if (hasPlus || /^00[1-9]/.test(digits)) {
    const parsed = phoneNumbers().parsePhoneNumberFromString(`+${digits.replace(/^00/, '')}`);
    return !!parsed && (parsed.isValid() || (digits.length >= FEWEST_ABROAD && parsed.isPossible()));
  }
  if (isThousands(window) || isFileNumber(text, window)) return false;
  if (window.anchored && precededBy(text, start, CUE)) return digits.length <= 15;
  if (!isSwedish(window) || isPartOfMore(text, window)) return false;
  const national = digits.startsWith('46') ? `+${digits}` : digits.replace(/^7/, '07');
  return phoneNumbers().parsePhoneNumberFromString(national, 'SE')?.isValid() ?? false;
}

/** Telephone numbers: Swedish ones, others with an international prefix, and any row of digits beside a cue. */
export function findPhones(text: string): Span[] {
  const spans: Span[] = [];
  for (const groups of digitClusters(text)) {
    let reached = 0;
    groups.forEach((group, first) => {
      if (group.start < reached) return;
      const window = windowsFrom(groups, first, FEWEST_DIGITS, MOST_DIGITS).find((each) =>
        isNumber(text, each),
      );
      if (!window) return;
      spans.push({ start: window.start, end: window.end });
      reached = window.end;
    });
  }
  return spans;
}
