import { isPersonalNumberDate, isPlausibleBirthDate } from '../dates.js';
import { followedBy, precededBy, spansOf } from '../span.js';
import type { Span } from '../span.js';

const MONTH =
  '(?:jan|feb|mar|apr|ma[jy]|jun|jul|aug|sep|okt|oct|nov|dec)(?:uari|uary|ruari|ruary|s|ch|il|i|e|y|usti|ust|t|tember|ober|ember)?\\.?';

// Figures: 1985-02-03, 3/2 1985, 3.2.85, 19850203, 850203.
const FIGURES =
  /(?<!\d)(?:\d{4}[-./ ]\d{1,2}[-./ ]\d{1,2}|\d{1,2}[-./ ]{1,2}\d{1,2}[-./ ]{1,2}(?:\d{4}|\d{2})|\d{1,2}[/.]\d{1,2}(?:19|20)\d\d|\d{8}|\d{6})(?!\d)/g;
// Words: den 3 februari 1985, 3:e feb -85, February 3rd, 1985.
const DAY_MONTH = new RegExp(
  `(?<!\\d)\\d{1,2}(?::?[ea]|st|nd|rd|th)?\\s(?:of\\s)?${MONTH}(?!\\p{L})(?:,?\\s?-?\\d{2,4})?`,
  'giu',
);
const MONTH_DAY = new RegExp(`(?<!\\p{L})${MONTH}\\s\\d{1,2}(?:st|nd|rd|th)?(?!\\d)(?:,?\\s\\d{4})?`, 'giu');

const CUE =
  '(?:född[ae]?|fött|föddes|födelse(?:datum|dag|tid|nummer)\\p{L}{0,3}|(?:person|samordnings)(?:nummer|nr)|pnr|born|birth\\s?da(?:te|y)|date of birth|d\\.?o\\.?b\\.?|fyll(?:er|de) år)';
const CUE_BEFORE = new RegExp(
  `(?<!\\p{L})(?:${CUE}(?!\\p{L})([^.!?\\n\\d]{0,24})|(?<![\\p{L}.])f[.:]?\\s?(?:den )?)$`,
  'iu',
);
const CUE_AFTER = new RegExp(
  `^[\\s,()=-]{1,4}(?:(?:är|var|is|was|hens|hennes|hans|her|his)\\s){0,2}${CUE}(?!\\p{L})`,
  'iu',
);
// "Children born after 1 January 2010" is a rule about a group, not a person.
const GROUP =
  /(?<!\p{L})(?:efter|före|från|mellan|sedan|tidigare|senare|after|before|between|since)(?!\p{L})/iu;

function hasCue(text: string, start: number, end: number): boolean {
  if (followedBy(text, end, CUE_AFTER)) return true;
  return (
    precededBy(text, start, CUE_BEFORE) &&
    !precededBy(text, start, new RegExp(`${GROUP.source}[^\\d]{0,8}$`, 'iu'))
  );
}

// A year that no one now alive was born in is history: "föddes den 31 oktober 1832".
function isHistory([written]: RegExpExecArray): boolean {
  return /(?<!\d)1[0-8]\d\d$/.test(written);
}

function isCompact(text: string, match: RegExpExecArray, today: Date): boolean {
  const end = match.index + match[0].length;
  if (!isPlausibleBirthDate(match[0], today)) return false;
  // Part of a longer number, or the file number of a public document.
  if (
    precededBy(
      text,
      match.index,
      /[\p{L}\d][-./:,]$|\p{L}$|(?<!\p{L})(?:dnr|diarienummer|diarienr)[.: ]{0,3}$/iu,
    )
  )
    return false;
  return !followedBy(text, end, /^(?:[-/:]?\d|[.,]\d|\p{L})/u);
}

// The last four withheld: 850203-XXXX.
const MASKED = /(?<!\d)((?:19|20)?\d{6})\s?[-+]\s?[xX*#?•]{3,4}/g;
const COMPACT = /(?<!\d)(?:19|20)\d{6}(?!\d)/g;

/** Birth dates: any date beside a cue, and YYYYMMDD that may be one. Dates of documents are left alone. */
export function findBirthDates(text: string, today: Date): Span[] {
  const beside = (match: RegExpExecArray): boolean =>
    !isHistory(match) && hasCue(text, match.index, match.index + match[0].length);
  const isDateLike = ([written]: RegExpExecArray): boolean =>
    !/^\d+$/.test(written) || isPersonalNumberDate(written);
  return [
    ...spansOf(text, MASKED, (match) => isPersonalNumberDate(match[1] ?? '')),
    ...spansOf(text, COMPACT, (match) => isCompact(text, match, today)),
    ...spansOf(text, FIGURES, (match) => beside(match) && isDateLike(match)),
    ...[DAY_MONTH, MONTH_DAY].flatMap((pattern) => spansOf(text, pattern, beside)),
  ];
}
