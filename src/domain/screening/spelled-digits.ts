import { isCounting } from './figures.js';
import { figuresOf } from './number-words.js';
import { STREET_END } from './streets.js';

interface Piece {
  /** What stands between it and the piece before. */
  gap: string;
  figures: string;
  spelled: boolean;
}

// The shortest identifier made of digits alone is a postcode; a comma between fewer is a list in prose.
const FEWEST_DIGITS = 5;
// One number word beside figures is prose ("två av 2004"); a spelled-out zero never is.
const FEWEST_WORDS = 2;
// Punctuation between more pieces than this is the disguise itself, and less is the form of a date or number.
const MOST_PUNCTUATED = 4;

const MONTHS = 'jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec';
// What makes even one number word a part of something: "Storgatan fem", "tredje februari".
const BEFORE = new RegExp(`(?:${STREET_END}|(?:${MONTHS})\\p{L}{0,6}) {1,2}$`, 'iu');
const AFTER = new RegExp(`^ {0,2}(?:[°'"]|(?:${MONTHS})\\p{L}{0,6}(?!\\p{L}))`, 'iu');

const GAP = /^[\s.,;:\-/_()*+|~·'"]{0,3}$/;

// "Storgatan nio tre, sex noll två två noll Norrköping" holds two numbers.
function endsStreetNumber(text: string, start: number, gap: string): boolean {
  return gap.includes(',') && BEFORE.test(text.slice(Math.max(0, start - 32), start));
}

function isNumber(run: Piece[], before: string, after: string): boolean {
  const spelled = run.filter((piece) => piece.spelled && /\d/.test(piece.figures));
  const digits = run.map((piece) => piece.figures).join('').replace(/\D/g, ''); // prettier-ignore
  if (spelled.length === 0) return false;
  if (BEFORE.test(before) || AFTER.test(after)) return true;
  if (spelled.length < FEWEST_WORDS && !spelled.some((piece) => piece.figures === '0')) return false;
  if (digits.length >= FEWEST_DIGITS + 1) return true;
  return (digits.length < 3 || !isCounting(digits)) && !run.some((piece) => piece.gap.includes(','));
}

function join(run: Piece[]): string {
  // Decimals make a pair, whose comma then stands between two numbers.
  const isPair = run.some((piece) => /[.,]/.test(piece.figures));
  const signs = run.map(({ gap }) => (isPair && gap.includes(',') ? ', ' : gap.replace(/[^-+./:]/g, '')));
  const keep = signs.filter((sign) => sign !== '').length <= MOST_PUNCTUATED;
  return run.map((piece, index) => (keep ? (signs[index] ?? '') : '') + piece.figures).join('');
}

/** Writes runs of spelled-out Swedish or English digits as figures: "noll sju noll ..." becomes "070...". */
export function foldSpelledDigits(text: string): string {
  let result = '';
  let start = 0;
  let end = 0;
  let run: Piece[] = [];
  const flush = (): void => {
    if (run.length === 0) return;
    const fold = isNumber(run, text.slice(Math.max(0, start - 32), start), text.slice(end, end + 16));
    result += fold ? join(run) : text.slice(start, end);
    run = [];
  };
  for (const match of text.matchAll(/\p{L}+|\d+/gu)) {
    const [word] = match;
    const written = /^\d/.test(word);
    const figures = written ? word : figuresOf(word);
    const gap = text.slice(end, match.index);
    if (run.length > 0 && (figures === undefined || !GAP.test(gap) || endsStreetNumber(text, start, gap)))
      flush();
    if (figures === undefined) continue;
    const isFirst = run.length === 0;
    if (isFirst) {
      result += text.slice(end, match.index);
      start = match.index;
    }
    run.push({ gap: isFirst ? '' : gap, figures, spelled: !written });
    end = match.index + word.length;
  }
  flush();
  return result + text.slice(end);
}
