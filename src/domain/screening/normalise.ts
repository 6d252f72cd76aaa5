// Zero-width, bidi, soft hyphen, variation selectors and other characters that a reader does not see.
const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const CONTROL = /[^\P{Cc}\n\t\r]/gu;
const DASH = /[\p{Pd}\u2212\u2043\u02D7]/gu;
const SPACE = /[^\S\n]/gu;

// Unicode allots decimal digits in runs of ten, so the value is the distance to the start of the run.
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
  return String(value);
}

/** One spelling for everything that looks the same: NFKC, no invisible characters, ASCII digits, dashes and spaces. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(CONTROL, '')
    .normalize('NFC')
    .replace(/[^\P{Nd}0-9]/gu, digitValue)
    .replace(/(?<=\d)\p{M}+/gu, '')
    .replace(DASH, '-')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(SPACE, ' ');
}
