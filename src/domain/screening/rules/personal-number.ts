import { createRequire } from 'node:module';
import { isPersonalNumberDate } from '../dates.js';
import { digitClusters, windowsFrom } from '../digits.js';
import type { DigitGroup, DigitWindow } from '../digits.js';
import { grouping, isAmongFigures, isFileNumber } from '../figures.js';
import { precededBy, spansOf } from '../span.js';
import type { Span } from '../span.js';

// The package's types declare an ES default export, but what it exports is the class itself.
const require = createRequire(import.meta.url);
const personnummer = require('personnummer') as { valid(pin: string): boolean };

// The written form. Letters replace the first digit of the last four in interim numbers.
const WRITTEN = /(?<!\d)((?:18|19|20)?\d{6})\s?[-+]\s?(?:\d{4}|[TRSUWXJKLMN]\d{3})(?!\d)/g;

const CUE =
  /(?<!\p{L})(?:(?:person|pers|p|samordnings?|sam|födelse|identitets?|id|civic|identity)[-. ]?(?:nummer|nummret|numret|nr|number)|pnr|ssn|född|fött|föddes?|born|f\.)[^\p{L}\d]{0,4}(?:(?:är|var|den|is|nr|nummer)[^\p{L}\d]{1,3}){0,2}$/iu;

const LAST_FOUR =
  /(?<!\p{L})(?:sista fyra|fyra sista|last four|(?:person|samordnings)(?:nummer|numret|nr) slutar)[^\d\n]{0,24}\d{4}(?!\d)/giu;

// Ten digits that begin like a mobile number (Swedish numbering plan: 070, 072, 073, 076, 079) and are not written
// as a date: left to the telephone rule unless a cue says otherwise.
function looksLikeMobile({ digits, groups }: DigitWindow): boolean {
  return digits.length === 10 && /^07[02369]/.test(digits) && groups[0]?.digits.length !== 6;
}

// A date and a time, or a date and a year, have twelve digits too: 2005-02-25 08.30.
function isDateAndMore(text: string, { start, groups }: DigitWindow): boolean {
  if (!/^\d{4}[-./]\d\d[-./]\d\d /.test(text.slice(start, start + 11))) return false;
  const rest = groups.slice(3);
  return rest.length > 1 || /^(?:[01]\d|2[0-3])[0-5]\d$|^(?:19|20)\d\d$/.test(rest[0]?.digits ?? '');
}

function isPersonalNumber(text: string, window: DigitWindow): boolean {
  const { digits, start, end } = window;
  if (digits.length === 11 || /^[-./,:]\d/.test(text.slice(end, end + 2))) return false;
  if (precededBy(text, start, CUE)) return true;
  if (looksLikeMobile(window) || isDateAndMore(text, window) || isFileNumber(text, window)) return false;
  // Pairs in a table, or a period from YYMMDD to YYMMDD.
  if ((isAmongFigures(window) && /^2(?: 2)+$/.test(grouping(window))) || grouping(window) === '6 6')
    return false;
  return isPersonalNumberDate(digits.slice(0, -4)) && personnummer.valid(digits);
}

// Of the windows in a row of figures only those at its ends are tried, or one in every few tables would be refused;
// inside it a number must be written in one or two parts.
function candidates(groups: DigitGroup[]): DigitWindow[] {
  return groups.flatMap((_, first) =>
    windowsFrom(groups, first, 10, 12).filter(
      (window) =>
        window.anchored ||
        (window.groups.length <= 2 && /^(?:6|8|10|12)$/.test(`${groups[first]?.digits.length}`)),
    ),
  );
}

/** Swedish personal and coordination numbers: valid ones, and mistyped ones in the written form or beside a cue. */
export function findPersonalNumbers(text: string): Span[] {
  return [
    ...spansOf(text, WRITTEN, (match) => isPersonalNumberDate(match[1] ?? '')),
    ...spansOf(text, LAST_FOUR),
    ...digitClusters(text)
      // After a plus the row is an international telephone number.
      .filter((groups) => !precededBy(text, groups[0]?.start ?? 0, /\+ ?\(?$/))
      .flatMap((groups) => candidates(groups).filter((window) => isPersonalNumber(text, window))),
  ];
}
