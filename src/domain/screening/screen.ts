import { fold } from './fold.js';
import { IDENTIFIER_KINDS } from './kinds.js';
import type { IdentifierKind } from './kinds.js';
import { normalise } from './normalise.js';
import { RULES } from './registry.js';
import { consume } from './span.js';
import { joinSpread } from './spread.js';

// Our own references to referrals: random, so now and then one would read as a plate or a number.
const OWN_REFERENCE = /(?<![\p{L}\d-])SV-[A-Z\d]{4}-[A-Z\d]{4}(?![\p{L}\d-])/gu;

function kindsIn(reading: string, today: Date): IdentifierKind[] {
  const kinds: IdentifierKind[] = [];
  let rest = reading.replace(OWN_REFERENCE, (reference) => '\uFFFC'.repeat(reference.length));
  for (const [kind, detect] of RULES) {
    const spans = detect(rest, today);
    if (spans.length === 0) continue;
    kinds.push(kind);
    rest = consume(rest, spans);
  }
  return kinds;
}

/**
 * The kinds of identifier that a text seems to hold, in the order of the code list; never the matched text.
 * Errors are thrown to the caller, who must then refuse the text.
 */
export function screenText(text: string, today: Date = new Date()): IdentifierKind[] {
  const normalised = normalise(text);
  const together = joinSpread(normalised);
  const readings = new Set([normalised, fold(normalised)]);
  if (together !== normalised) readings.add(fold(together));
  const found = new Set([...readings].flatMap((reading) => kindsIn(reading, today)));
  return IDENTIFIER_KINDS.filter((kind) => found.has(kind));
}
