const AT_WORD = /\s{0,3}[([{<]\s?(?:at|snabel-?\s?a|snabel|kanelbulle|@)\s?[)\]}>]\s{0,3}/giu;
const AT_NAME = /\s{0,3}(?<!\p{L})snabel-?\s?a(?!\p{L})\s{0,3}/giu;
// "(a)" also numbers a list, so here the domain must follow.
const AT_LETTER = /\s{0,3}[([{]a[)\]}]\s{0,3}(?=[\p{L}\d-]{1,63}\.\p{L}{2})/giu;
const AT_SPACED = /(?<=[\p{L}\d])\s{0,3}@\s{0,3}(?=[\p{L}\d])/gu;

const DOT_WORD = /\s{0,3}[([{<]\s?(?:dot|punkt|pkt|prick|\.)\s?[)\]}>]\s{0,3}/giu;
// "Punkt" is also Swedish prose, so an @, a www or an unmistakable top domain must be near.
const DOT_AFTER_ADDRESS = /(?<=(?:@|www)[\p{L}\d. -]{1,63})\s{1,3}(?:dot|punkt)\s{1,3}(?=[\p{L}\d])/giu;
const DOT_BEFORE_TOP =
  /(?<=[\p{L}\d])\s{1,3}(?:dot|punkt)\s{1,3}(?=(?:com|net|org|info|onion|nu|eu|io)(?!\p{L}))/giu;
const DOT_SPACED =
  /(?<=@[\p{L}\d-]{1,63})(?:\s{1,3}\.\s{0,3}|\.\s{1,3}(?=(?:com|net|org|se|nu|no|dk|fi)(?!\p{L})))/gu;

// Likewise a bare "at" is English prose unless a domain follows.
const SPOKEN =
  /(?<=[\p{L}\d])\s{1,3}at\s{1,3}([\p{L}\d-]{1,63})(?:\s{1,3}(?:dot|punkt)\s{1,3}(?=\p{L}{2})|\.(?=[a-z]{2}))/gu;

/** Undoes the usual disguises of e-mail and web addresses: "(at)", "snabel-a", "[dot]", "punkt", "hxxp". */
export function foldDisguisedAddresses(text: string): string {
  return text
    .replace(AT_WORD, '@')
    .replace(AT_NAME, '@')
    .replace(DOT_WORD, '.')
    .replace(AT_LETTER, '@')
    .replace(SPOKEN, '@$1.')
    .replace(AT_SPACED, '@')
    .replace(DOT_AFTER_ADDRESS, '.')
    .replace(DOT_BEFORE_TOP, '.')
    .replace(DOT_SPACED, '.')
    .replace(/(?<!\p{L})hxxp/giu, 'http')
    .replace(/(?<!\p{L})(https?)\s{0,2}:\s{0,2}\/\s?\//giu, '$1://')
    .replace(/(?<!\p{L})www\s{0,2}\.\s{0,2}(?=[\p{L}\d-]{1,63}\.)/giu, 'www.');
}
