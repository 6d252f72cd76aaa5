// A run in which every second character is the same separator: "0 7 0", "l.i.s.a", "M-L-B-8-4-2". The run may hold
// the separator as a character too, so that the gap between two words spread by spaces is three spaces.
const SPREAD = /(?<![^\s("'«»“”:;,/])\S([ .\-_·*|/,])[^\n](?:\1[^\n]){2,}(?![\p{L}\d])/gu;

// Swedish words of one letter, which stand beside a run spread by spaces without belonging to it: "i 0 7 0".
const WORD_BEFORE = /^([iåö])(?=[\p{Lu}\d@+])/u;
const WORD_AFTER = /(?<=[^\p{L}])([iåö])$/u;

function joined(run: string, separator: string): string {
  const word = [...run].filter((_, index) => index % 2 === 0).join('');
  return separator === ' ' ? word.replace(WORD_BEFORE, '$1 ').replace(WORD_AFTER, ' $1') : word;
}

/** Puts words and numbers together whose characters a writer set apart. */
export function joinSpread(text: string): string {
  return text.replace(SPREAD, joined);
}
