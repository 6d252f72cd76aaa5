const UNITS = ['noll', 'ett', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio'];
const TEENS = ['tio', 'elva', 'tolv', 'tretton', 'fjorton', 'femton', 'sexton', 'sjutton', 'arton', 'nitton'];
const TENS = ['tjugo', 'trettio', 'fyrtio', 'femtio', 'sextio', 'sjuttio', 'åttio', 'nittio'];
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const OTHERS = {
  nolla: '0',
  oh: '0',
  en: '1',
  etta: '1',
  streck: '-',
  bindestreck: '-',
  dash: '-',
  plus: '+',
};

// Swedes read telephone numbers and dates of birth aloud in pairs ("tolv trettiofyra"), so tens count too.
const tensWithUnits = TENS.flatMap((ten, index): [string, string][] => [
  ...UNITS.map((unit, value): [string, string] => [ten + (value ? unit : ''), `${index + 2}${value}`]),
  [`${ten}en`, `${index + 2}1`],
]);
const FIGURES = new Map<string, string>([
  ...[UNITS, ENGLISH].flatMap((words) => words.map((word, value): [string, string] => [word, String(value)])),
  ...TEENS.map((word, value): [string, string] => [word, String(value + 10)]),
  ...tensWithUnits,
  ...Object.entries(OTHERS),
]);

// The shortest identifier made of digits is a birth date, YYMMDD.
const FEWEST_DIGITS = 6;
// One or two number words beside figures are prose ("två av 2004"); a spelled-out zero never is.
const FEWEST_WORDS = 3;

interface Piece {
  /** Punctuation since the piece before. */
  gap: string;
  figures: string;
  spelled: boolean;
}

function foldRun(original: string, run: Piece[]): string {
  const spelled = run.filter((piece) => piece.spelled && /\d/.test(piece.figures));
  const digits = run.map((piece) => piece.figures).join('');
  const enough = spelled.length >= FEWEST_WORDS || spelled.some((piece) => piece.figures === '0');
  if (!enough || digits.replace(/\D/g, '').length < FEWEST_DIGITS) return original;
  // A lone dash is the one inside a personal number.
  const dashes = run.filter((piece) => /[-+]/.test(piece.gap)).length;
  return dashes === 1 ? run.map((piece) => piece.gap.replace(/[^-+]/g, '') + piece.figures).join('') : digits;
}

/** Writes runs of spelled-out Swedish or English digits as figures: "noll sju noll ..." becomes "070...". */
export function foldSpelledDigits(text: string): string {
  let result = '';
  let start = 0;
  let end = 0;
  let run: Piece[] = [];
  const flush = (): void => {
    if (run.length > 0) result += foldRun(text.slice(start, end), run);
    run = [];
  };
  for (const match of text.matchAll(/\p{L}+|\d+/gu)) {
    const [word] = match;
    const isNumber = /^\d/.test(word);
    const figures = isNumber ? word : FIGURES.get(word.toLowerCase());
    const gap = text.slice(end, match.index);
    if (run.length > 0 && (figures === undefined || !/^[\s.,;:\-/_()*+|~·'"]{0,3}$/.test(gap))) flush();
    if (figures === undefined) continue;
    const isFirst = run.length === 0;
    if (isFirst) {
      result += gap;
      start = match.index;
    }
    run.push({ gap: isFirst ? '' : gap, figures, spelled: !isNumber });
    end = match.index + word.length;
  }
  flush();
  return result + text.slice(end);
}
