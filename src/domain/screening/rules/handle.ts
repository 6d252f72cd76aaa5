import { followedBy, precededBy, spansOf } from '../span.js';
import type { Span } from '../span.js';

const AT_NAME = /(?<![\p{L}\d._%+@-])@[\p{L}\d_][\p{L}\d_.]{2,63}/gu;

const PLATFORMS =
  'telegram|tgram|tg|snapchat|snap|kik|instagram|insta|ig|wickr|whatsapp|wapp|viber|wechat|skype|discord|threema|onlyfans|tiktok|facebook|messenger|twitter|reddit|tinder|badoo|grindr|twitch';
// Also ordinary words ("en signal: oro"), so a name of letters alone counts only after a capital or
// where a clause begins.
const WORDS = 'signal|session|line';

// The platform, what may stand between, and the name.
const JOINED =
  '(?:[- ]?(?:me|konto|användaren|kontot|användarnamn|användarnamnet|namn|namnet|account|username|user|nick|id))?(?: (?:är|heter|is)(?: (?:hon|han|hen))?)?';
const NAME = '@?([\\p{L}_][\\p{L}\\d_.-]{1,62}[\\p{L}\\d_](?:#\\d{4})?)(?![\\p{L}\\d_])';
const CUED = new RegExp(
  `(?<!\\p{L})(${PLATFORMS}|${WORDS})(${JOINED})( ?[:=] ?| |, | - )["'”“»]?${NAME}`,
  'giu',
);
const CALLED =
  /(?<!\p{L})(?:användarnamn(?:et)?|kontonamn(?:et)?|alias(?:et)?|smeknamn(?:et)?|nick(?:et|name)?|username|user name|under namnet)(?: (?:är|is))?(?: ?[:=] ?| )["'”“»]?([\p{L}_][\p{L}\d_.-]{2,63})(?![\p{L}\d_])/giu;

// Prose after a platform, alone before a full stop: "på insta ofta.", "Snapchat: ja". Adverbs in -ligen likewise.
const PROSE_WORDS = [
  'ja|nej|ok|okänt|vanligt|vanligast|ovanligt|ofta|ibland|sällan|aldrig|alltid|oftast|också|även|främst|mest|idag|nu',
  'då|där|här|ökar|ökade|minskar|används|användes|dominerar|förekommer|saknas|och|eller|samt|som|med|på|via|för|har',
  'är|var|kan|det|den|ett|en|att|chatt|chat|appen|app|konton?|kontot|grupp|grupper|gruppen|kanal|kanaler|kanalen',
  'annons|annonser|sidor|sidan|profil|profiler|live|stories|story|direct|business|yes|no|often|rarely|never|used',
  'mostly|unknown|youtube|linkedin|iphone|android|internet',
];
const PROSE = new RegExp(
  `^(?:${PROSE_WORDS.join('|')}|${PLATFORMS}|${WORDS}|\\p{L}+ligen|\\p{L}+vis|\\p{L}+ande)$`,
  'iu',
);

// "använder insta lisa" has no name; "hennes insta lisaros" has. A preposition or conjunction before means prose.
const IN_PROSE =
  /(?<!\p{L})(?:på|via|genom|i|med|från|över|till|och|eller|samt|som|t\.ex\.|använder|on|via|through|and|or|using|,) ?$/iu;
const CLAUSE_START = /(?:^|[\n,;(.!?] ?)$/;

// "telegramkonto lisaros", but "telegramkonto skapas".
const AFTER_ACCOUNT =
  /^(?:skapa|koppla|använd|tillhör|registrer|öppna|stäng|spärra|skicka|visa|finn|sakna|hitta|annonser|marknadsför|sälj|erbjud|nås|innehåll|bör|ska|måste|kräv|radera|byt|del|under|utan|eller|vilk|inte|tillsammans|mellan|hos|av|till|från|vid|efter|innan|när|om|utifrån|kunde|hade|fick|blev|följ|skriv|lades|tog|gör|gjorde|bakom|mot)\p{L}{0,8}$/iu;

const POSSESSIVE = /(?<!\p{L})(?:hennes|hans|hens|deras|min|mitt|her|his|their|my) $/iu;

// Digits, underscores or an inner dot or capital do not occur in ordinary words; "bl.a" and "t.ex" have short parts.
function isCoined(name: string): boolean {
  return /\p{L}.*\d|_|\p{L}{3}\.\p{L}{3}|\p{Ll}\p{Lu}/u.test(name);
}

function isHandle(text: string, match: RegExpExecArray): boolean {
  const [whole, platform = '', joined = '', link = '', name = ''] = match;
  if (PROSE.test(name)) return false;
  if (link === ', ') return /\d|_/.test(name);
  if (isCoined(name)) return true;
  const before = (pattern: RegExp): boolean => precededBy(text, match.index, pattern);
  const standsAlone = followedBy(text, match.index + whole.length, /^["'”»)]?\s{0,4}(?:[.,;:!?)\n]|$)/);
  const isCapital = /^\p{Lu}/u.test(platform);
  const isWord = WORDS.split('|').includes(platform.toLowerCase());
  if (isWord && !isCapital && !before(CLAUSE_START)) return false;
  // A heading begins with a capital ("Telegram: kanaler med ..."); within a sentence "telegram: lisa" is a name.
  if (/[:=-]/.test(link)) return standsAlone || (isCapital || isWord ? !before(CLAUSE_START) : true);
  // "Snapchat är krypterat", but "hennes snap är lisa".
  if (joined === ' är' || joined === ' is') return standsAlone && before(POSSESSIVE);
  if (/^[- ]?(?:konto|användarnamn|användaren)$/i.test(joined)) return !AFTER_ACCOUNT.test(name);
  if (joined !== '') return standsAlone && !/(?:konto|kontot|account) (?:är|is)$/i.test(joined);
  if (before(IN_PROSE)) return false;
  return /^tg$/i.test(platform) || (standsAlone && /^(?:snap|kik|insta|ig|wickr)$/i.test(platform));
}

/** User names: `@name`, a name beside the platform's, and a name said to be one. */
export function findHandles(text: string): Span[] {
  return [
    ...spansOf(text, AT_NAME),
    ...spansOf(text, CUED, (match) => isHandle(text, match)),
    ...spansOf(text, CALLED, (match) => isCoined(match[1] ?? '') || /[:=]/.test(match[0])),
  ];
}
