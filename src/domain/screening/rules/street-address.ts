import { LOCALITIES } from '../localities-data.js';
import { followedBy, precededBy, spansOf } from '../span.js';
import type { Span } from '../span.js';
import { CAPITAL_STREET, STREET } from '../streets.js';

const NUMBER = String.raw`[ ,]{1,3}(?:nr |nummer )?\d{1,3}(?: ?- ?\d{1,3})?(?: ?[A-Za-z](?![\p{L}\d]))?`;
const ANY_STREET = new RegExp(`(?<![\\p{L}\\d])(${STREET})${NUMBER}(?![\\p{L}\\d]|[.:/,]\\d)`, 'giu');
const CAPITALS = new RegExp(`(?<![\\p{L}\\d])(${CAPITAL_STREET})${NUMBER}(?![\\p{L}\\d]|[.:/,]\\d)`, 'gu');

// Roads by number, and ways that are no streets: "riksvägen 40", "på gågatan 3 gånger".
const NO_STREET =
  /^(?:riks|läns|europa|motor|stam|järn|gång|cykel|lands|huvud|gå|tvär|bak|gen|om|medel|skol|rätts|behandlings|kontakt|flykt|in|ut|smuggel|infarts|transport)(?:vägen|väg|gatan|gata|stigen|stig)$/iu;
// A number before one of these counts something; before a month it is a day.
const COUNTED =
  /^ ?(?:%|procent|kr|kronor|tkr|mkr|km|m|meter|år|st|kvinnor|män|personer|flickor|pojkar|barn|ungdomar|annonser|bilar|fall|gånger|lägenheter|poliser|kunder|besök|möten|kontakter|tillslag|salonger|hotell|prostituerade|unga|utländska|tillfällen|kvällar|nätter|dagar|veckor|månader|timmar|januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december|av \d+|procentenheter)(?!\p{L})/iu;

function isAddress(text: string, match: RegExpExecArray): boolean {
  return !NO_STREET.test(match[1] ?? '') && !followedBy(text, match.index + match[0].length, COUNTED);
}

const NAMES = new Set(LOCALITIES.map((name) => name.toLowerCase()));
// With a dash after the country ("SE-113 46") the gazetteer is not needed.
const FOREIGN_FORM = /(?<![\p{L}\d])SE?[- ]{1,2}[1-9]\d{2} ?\d{2},?[ \n]{1,3}\p{Lu}\p{L}+/gu;
const POSTCODE = /(?<![\p{L}\d.,:/-])[1-9]\d{2} ?\d{2}[ ,]{0,2}[ \n]{1,2}(?=\p{L})/gu;
const WORDS = /^\p{L}[\p{L}-]*(?: [\p{L}-]+){0,2}/u;
const POSTCODE_CUE = /(?<!\p{L})post(?:nr|nummer|numret|adress|kod)(?: är)?[ .:]{1,3}$/iu;

// "12500 bor kvar" names no one's town: short names must have a capital.
const SHORT = 4;

function endOfLocality(text: string, start: number): number {
  const words = (WORDS.exec(text.slice(start, start + 64))?.[0] ?? '').split(' ');
  for (let count = words.length; count > 0; count--) {
    const name = words.slice(0, count).join(' ');
    const isName = /^\p{Lu}/u.test(name) || name.length > SHORT;
    if (isName && NAMES.has(name.toLowerCase())) return start + name.length;
  }
  return -1;
}

function findPostal(text: string): Span[] {
  return spansOf(text, POSTCODE).flatMap(({ start, end }) => {
    const last = endOfLocality(text, end);
    return last < 0 ? [] : [{ start, end: last }];
  });
}

/** Street addresses with a number, and postcodes with their locality. A street or a locality alone is a place. */
export function findStreetAddresses(text: string): Span[] {
  return [
    ...spansOf(text, ANY_STREET, (match) => isAddress(text, match)),
    ...spansOf(text, CAPITALS, (match) => isAddress(text, match)),
    ...findPostal(text),
    ...spansOf(text, FOREIGN_FORM),
    ...spansOf(text, /(?<!\d)[1-9]\d{2} ?\d{2}(?!\d)/g, ({ index }) => precededBy(text, index, POSTCODE_CUE)),
  ];
}
