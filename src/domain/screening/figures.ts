import type { DigitWindow } from './digits.js';

// A row of figures this much longer than the window is a table.
const MOST_NEIGHBOURS = 3;

/** Is this an amount in thousands, such as 1 250 000? */
export function isThousands({ groups }: DigitWindow): boolean {
  const [first, ...rest] = groups;
  if (!first || rest.length === 0 || first.digits.length > 3 || first.digits.startsWith('0')) return false;
  return rest.every((group) => group.digits.length === 3);
}

/** Is this 0 1 2 3 ..., a scale rather than a number? */
export function isCounting(digits: string): boolean {
  return [...digits].every((digit, index) => index === 0 || Number(digit) === Number(digits[index - 1]) + 1);
}

/** Is this the file number of a public document, such as 106-637/2004? */
export function isFileNumber(text: string, { start, end }: DigitWindow): boolean {
  return /\d\/(?:19|20)\d\d$/.test(text.slice(start, end));
}

/** Does the window lie in a longer row of figures? */
export function isAmongFigures({ others }: DigitWindow): boolean {
  return others > MOST_NEIGHBOURS;
}

/** The lengths of the groups: "3 3 2 2" for 070-123 45 67. */
export function grouping({ groups }: DigitWindow): string {
  return groups.map((group) => group.digits.length).join(' ');
}
