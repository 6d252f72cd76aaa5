const AT_WORD = /\s{0,3}[([{<]\s?(?:at|snabel-?\s?a|snabel|kanelbulle|@)\s?[)\]}>]\s{0,3}/giu;
const AT_NAME = /\s{0,3}(?<!\p{L})snabel-?\s?a(?!\p{L})\s{0,3}/giu;
// "(a)" also numbers a list, so here the domain must follow.
const AT_LETTER = /\s{0,3}[([{]a[)\]}]\s{0,3}(?=[\p{L}\d-]{1,63}\.\p{L}{2})/giu;
// Beside a space it also begins a user name, so here too a domain must follow.
const AT_SPACED = /(?<=[\p{L}\d])\s{0,3}@\s{0,3}(?=[\p{L}\d-]{1,63}\s{0,3}(?:\.|dot|punkt|[([{<]))/gu;

const DOT_WORD = /\s{0,3}[([{<]\s?(?:dot|punkt|pkt|prick|\.)\s?[)\]}>]\s{0,3}/giu;
// "Punkt" is also Swedish prose, so an @, a www or an unmistakable top domain must be near.
const DOT_AFTER_ADDRESS = /(?<=(?:@|www)[\p{L}\d. -]{1,63})\s{1,3}(?:dot|punkt)\s{1,3}(?=[\p{L}\d])/giu;
const DOT_BEFORE_TOP =
  /(?<=[\p{L}\d])\s{1,3}(?:dot|punkt)\s{1,3}(?=(?:com|net|org|info|onion|nu|eu|io)(?!\p{L}))/giu;
const DOT_COMMA = /(?<=@[\p{L}\d-]{1,63}),(?=(?:com|net|org|se|nu|no|dk|fi|ru|ro)(?!\p{L}))/gu;
const DOT_SPACED =
  /(?<=@[\p{L}\d-]{1,63})(?:\s{1,3}\.\s{0,3}|\.\s{1,3}(?=(?:com|net|org|se|nu|no|dk|fi)(?!\p{L})))/gu;

// Likewise a bare "at" is English prose unless a domain follows.
const SPOKEN =
  /(?<=[\p{L}\d])\s{1,3}at\s{1,3}([\p{L}\d-]{1,63})(?:\s{1,3}(?:dot|punkt)\s{1,3}(?=\p{L}{2})|\.(?=[a-z]{2}))/gu;

// Most text has none of these signs, and telling so is many times faster than trying every pattern at every space.
const BRACKETED = /[([{<]\s?(?:at|a|snabel-?\s?a|snabel|kanelbulle|@|dot|punkt|pkt|prick|\.)\s?[)\]}>]/iu;
const SAID = /\s(?:at|dot|punkt|snabel-?\s?a)(?!\p{L})|snabel-?\s?a/iu;
const SCHEME = /hxxp|https?\s{0,2}:/iu;

const foldBracketed = (text: string): string =>
  BRACKETED.test(text) ? text.replace(AT_WORD, '@').replace(DOT_WORD, '.').replace(AT_LETTER, '@') : text;

const foldSaid = (text: string): string =>
  SAID.test(text)
    ? text
        .replace(AT_NAME, '@')
        .replace(SPOKEN, '@$1.')
        .replace(AT_SPACED, '@')
        .replace(DOT_AFTER_ADDRESS, '.')
        .replace(DOT_BEFORE_TOP, '.')
    : text;

const foldSpaced = (text: string): string =>
  text.includes('@') ? text.replace(AT_SPACED, '@').replace(DOT_SPACED, '.').replace(DOT_COMMA, '.') : text;

const foldSchemes = (text: string): string =>
  SCHEME.test(text)
    ? text
        .replace(/(?<!\p{L})hxxp/giu, 'http')
        .replace(/(?<!\p{L})(https?)\s{0,2}:\s{0,2}\/\s?\//giu, '$1://')
    : text;

const foldWww = (text: string): string =>
  /www\s{0,2}\./iu.test(text)
    ? text.replace(/(?<!\p{L})www\s{0,2}\.\s{0,2}(?=[\p{L}\d-]{1,63}\.)/giu, 'www.')
    : text;

/** Undoes the usual disguises of e-mail and web addresses: "(at)", "snabel-a", "[dot]", "punkt", "hxxp". */
export function foldDisguisedAddresses(text: string): string {
  return foldWww(foldSchemes(foldSpaced(foldSaid(foldBracketed(text)))));
}
