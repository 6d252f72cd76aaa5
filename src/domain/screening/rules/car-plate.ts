import { followedBy, precededBy, spansOf } from '../span.js';
import type { Span } from '../span.js';

// Swedish Transport Agency: three letters without I, Q, V, Å, Ä, Ö; two digits; a digit, or (2019) a letter but O.
const LETTERS = '[A-HJ-PR-UW-Z]{3}';
const PLATE = new RegExp(
  `(?<![\\p{L}\\d-])(${LETTERS})[ -]{0,2}\\d{2}(?:\\d|[A-HJ-NPR-UW-Z])(?![\\p{L}\\d]|[-/:.,]\\d)`,
  'gu',
);
// Beside a cue in any case, with the last letter set apart or letters for digits.
const ANY_CASE = new RegExp(
  `(?<![\\p{L}\\d-])${LETTERS}[ -]{0,2}(?=.{0,3}\\d)[\\dOl]{2} ?(?:[\\dOl]|[A-HJ-NPR-UW-Z])(?![\\p{L}\\d])`,
  'giu',
);

// Abbreviations that stand, with a space, before numbers: file numbers, statutes, reports, currencies, units, forms of care.
const ABBREVIATIONS = new Set(
  (
    'DNR PNR TNR FNR NJA HFD MIG MFD SFS SOU LSS LSU HSL OSL RFS SKR SEK EUR USD DKK NOK GBP CHF PLN RON HUF CZK BGN ' +
    'TRY THB EKB HBT SOS KBT EKO FEM MAX MIN TOP SUM NR ART ANM REF SID KAP BNP EEG ECE ECR CAT DSM ICD ISO FAS BUP ' +
    'LPT LRT PTS BET SET UNG GPS COM REG KAM APT RES DOC JHA'
  ).split(' '),
);
const CUE_BEFORE =
  /(?<!\p{L})(?:\p{L}{0,12}bil(?:en|ar|arna)?|reg(?:nr|nummer|\.? ?nr|istreringsnummer)?|registreringsskylt\p{L}{0,2}|skylt(?:en|ar)?|fordon(?:et)?|taxin?|car|plate|volvo|saab|bmw|audi|mercedes|toyota|volkswagen|vw|ford|kia|skoda|tesla|peugeot|opel)[^\p{L}\d\n]{0,3}(?:(?:med|är|nr|nummer|registreringsnummer|regnr|skylt|with|is)[^\p{L}\d\n]{1,3}){0,3}$/iu;
const CUE_AFTER =
  /^[ ,)(]{1,3}(?:\p{L}{1,12} ){0,2}(?:bil(?:en)?|fordon(?:et)?|volvo|saab|bmw|audi|car|reg(?:nr|nummer|\.? ?nr|istreringsnummer)\p{L}{0,3})(?!\p{L})/iu;

// Beside a word for the number itself anything with letters and figures is a plate, of whatever country.
const NUMBER_CUE =
  /(?<!\p{L})(?:reg\.? ?(?:nr|nummer)|registreringsn(?:ummer|umret|r)|skylt(?:en)?|(?:polskt|rumänskt|tyskt|norskt|danskt|finskt|litauiskt|lettiskt|estniskt|bulgariskt|utländskt) (?:nummer|regnr))(?: är)?[ .:]{1,3}$/iu;
const ANY_PLATE =
  /(?<![\p{L}\d-])(?=[A-Z\d -]{0,9}\d{2})(?=[\d -]{0,9}[A-Z])[A-Z\d]{1,4}[ -]?[A-Z\d]{1,5}(?:[ -]?[A-Z\d]{2,4})?(?![\p{L}\d])/gu;

/** Car plates: Swedish ones in capitals unless a known abbreviation, in any case beside a cue, and foreign ones there. */
export function findCarPlates(text: string): Span[] {
  const hasCue = (match: RegExpExecArray): boolean =>
    precededBy(text, match.index, CUE_BEFORE) || followedBy(text, match.index + match[0].length, CUE_AFTER);
  return [
    ...spansOf(text, PLATE, ([plate, letters = '']) => !plate.includes(' ') || !ABBREVIATIONS.has(letters)),
    ...spansOf(text, ANY_CASE, hasCue),
    ...spansOf(text, ANY_PLATE, ({ index }) => precededBy(text, index, NUMBER_CUE)),
  ];
}
