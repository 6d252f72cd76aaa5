import { isPlausibleBirthDate, isYearsAgo, withCentury } from '../dates.js';
import { followedBy, precededBy, spansOf } from '../span.js';
import type { Span } from '../span.js';

// As in the first six or eight digits of a personal number: 850203, 1985-02-03. Nothing says that these are birth dates.
const DATE = /(?<![\p{L}\d])(?:(?:19|20)\d\d-\d\d-\d\d|\d{6})(?!\d|[-/:.,]\d|\p{L})/gu;

const PERSON =
  /(?<!\p{L})(?:kvinna|man|flicka|pojke|tjej|kille|barn|dotter|son|syster|bror|mor|far|klient|person|brukare|målsägande|offer|ungdom|hon|han|hen)(?:n|en|an|et|nen|are|aren|ern|a)?[ ,(:]{1,3}$/iu;
// What is dated or numbered in an office, and rules that hold from a day on.
const OFFICE =
  /(?<!\p{L})(?:dnr|diarienr|diarienummer|nr|nummer|ärende|mål|sfs|protokoll|prot|beslut|dom|möt|sammanträd|nämnd|rapport|pm|bilaga|skrivelse|yttrande|utlåtande|remiss|daterad|datum|kraft|utfärdad|upphävd|ändrad|uppdaterad|reviderad|publicerad|hämtad|per|efter|före|från|mellan|sedan|till|tidigare|senast|t\.?o\.?m|fr\.?o\.?m|och|sek|kr|eur|isbn|version)\p{L}{0,4}[.:]?(?: den)?[ \n(-]{1,2}$/iu;
const COUNTED =
  /^[ :]?(?:%|procent|kr|kronor|sek|euro|st|annonser|personer|kvinnor|träffar|invånare|\p{L}+ersoner)(?!\p{L})/iu;

// Younger people than this are told of beside a word that says who they are; later dates are those of what happened.
const YEARS_BESIDE_PERSON = 10;
const YEARS_ALONE = 27;

/** Dates that read as the beginning of a personal number although no word says so. */
export function findBareBirthDates(text: string, today: Date): Span[] {
  return spansOf(text, DATE, ({ 0: written, index }) => {
    const digits = written.length === 6 ? withCentury(written, today) : written.replaceAll('-', '');
    if (!isPlausibleBirthDate(digits, today)) return false;
    if (precededBy(text, index, PERSON)) return isYearsAgo(digits, YEARS_BESIDE_PERSON, today);
    return (
      isYearsAgo(digits, YEARS_ALONE, today) &&
      !precededBy(text, index, OFFICE) &&
      !followedBy(text, index + written.length, COUNTED)
    );
  });
}
