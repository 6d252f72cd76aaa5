import type { Span } from '../span.js';

// Lengths by country: SWIFT IBAN registry (Europe and the countries that most often pay from it).
const LENGTHS = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 ' +
    'FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 ' +
    'LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 ' +
    'SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'
  )
    .split(' ')
    .map((entry): [string, number] => [entry.slice(0, 2), Number(entry.slice(2))]),
);

// The letters O, I and l are read as digits too where the number is not valid as written.
const START = /(?<![A-Za-z\d])([A-Za-z]{2})[ -]?[\dOoIl]{2}/g;
const FEWEST_DIGITS = 6;

// ISO 7064 mod 97-10: the first four go last, letters count from 10.
function hasValidCheckDigits(iban: string): boolean {
  let remainder = 0;
  for (const character of iban.slice(4) + iban.slice(0, 4)) {
    const value = parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

function isAccount(written: string): boolean {
  if (written.replace(/\D/g, '').length < FEWEST_DIGITS) return false;
  const read = written.slice(0, 2) + written.slice(2).replace(/[Oo]/g, '0').replace(/[Il]/g, '1');
  return hasValidCheckDigits(written) || hasValidCheckDigits(read);
}

/** International bank account numbers, in one piece or in groups. */
export function findIbans(text: string): Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(START)) {
    const length = LENGTHS.get((match[1] ?? '').toUpperCase());
    if (length === undefined) continue;
    let iban = '';
    let end = match.index;
    // One separator at most between two characters: no account is longer than twice its length.
    for (; end < match.index + 2 * length && iban.length < length; end++) {
      const character = text[end] ?? '';
      if (/[A-Za-z\d]/.test(character)) iban += character;
      else if (!/[ .-]/.test(character)) break;
    }
    if (iban.length === length && isAccount(iban)) spans.push({ start: match.index, end });
  }
  return spans;
}
