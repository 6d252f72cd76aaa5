// How Swedish street names end (Swedish Land Survey, "God ortnamnssed" and the municipalities' street registers).
const CLEAR =
  'gatan|gata|vägen|väg|gränden|gränd|stigen|stig|allén|allé|esplanaden|promenaden|slingan|kroken|brinken';
// Also the ends of ordinary words and of places, so a name in capitals must come first.
const UNCLEAR =
  'torget|torg|backen|backe|planen|plan|plats|platsen|kajen|kaj|strand|stranden|gården|gård|ringen|höjden|liden|' +
  'svängen|rundan|gången|bågen|terrassen|passagen|stråket|trappan|trappor|leden|tvärgränd|gärdet|vången|lyckan|' +
  'parken|hagen|ängen|dalen|kullen|åsen|berget|holmen|vreten';

/** A street name written as one word with a clear ending: `Storgatan`. */
export const STREET = `[\\p{L}:.-]{2,30}(?:${CLEAR})`;
/** A street name whose ending is clear only after a capital, or as a word of its own: `Kvarnplan`, `Karl Johans väg`. */
export const CAPITAL_STREET =
  `\\p{Lu}[\\p{L}:.-]{1,30}(?:${UNCLEAR})|` +
  `\\p{Lu}[\\p{L}:.-]{1,30} (?:${CLEAR}|${UNCLEAR}|Allén|Allé|Esplanaden|Promenaden|Torget|Torg|Kajen|Strand)`;
/** What ends a street name. */
export const STREET_END = `(?:${CLEAR}|${UNCLEAR})`;
