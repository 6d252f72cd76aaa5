import { precededBy, spansOf } from '../span.js';
import type { Span } from '../span.js';

const NAME = String.raw`["'”“»]?(\p{Lu}[\p{L}'-]{1,30})`;
const CALLED =
  '(?:heter|hette|att heta|kalla(?:r|de|t) (?:sig|sej|henne|honom)(?: själv)?(?: för)?|kalla(?:s|des|ts)(?: för)?|' +
  'presentera(?:r|de|t) sig som|utger sig för att vara|is called|was called|named|calls (?:her|him)self)' +
  '(?: (?:egentligen|troligen|nog|även|också|numera|i förnamn|i efternamn))?';
const NAMED =
  '(?:vid namn|(?:annonsera\\p{L}{1,3}|arbeta\\p{L}{1,3}|går|gick|känd|känt|uppträder|säljer sex|profil|konto) (?:under|med) namnet|(?:hennes|hans|hens|flickans|kvinnans|mannens|pojkens|klientens|barnets|mitt|her|his) (?:för|efter|riktiga |arbets)?(?:namn|name) (?:är|is)|' +
  '(?<![\\p{L}-])(?:för|efter)?namn(?:et)?:|förnamn(?:et)?|efternamn(?:et)?(?: är)?)';
const CUED = new RegExp(`(?<!\\p{L})(?:${CALLED}|${NAMED}) ${NAME}`.replaceAll(' ', '[ \\n]{1,2}'), 'giu');

const PERSON =
  /(?<!\p{L})(?:hon|han|hen|jag|kvinnan|mannen|flickan|pojken|tjejen|killen|barnet|dottern|sonen|systern|brodern|mamman|pappan|klienten|personen|väninnan|she|he)(?: som)? $/iu;
// What else has a name: "projektet heter", "rapporten som kallas".
const THING =
  /(?:projekt|enhet|grupp|verksamhet|organisation|myndighet|rapport|bok|film|serie|gata|stad|plats|app|sajt|sida|program|metod|lag|nämnd|förvaltning|stiftelse|förening|tidning|kanal|hotell|restaurang|klubb|företag|bolag|butik|salong|skola|mottagning|nätverk|kommun|område|by|land|forum|tjänst|system|dokument|kapitel|avsnitt|motion|utredning|fenomen|modell|insats|kurs|boende|hem|teori|begrepp|annons|operation|paragraf|bilaga|strategi|plan|center|centrum|byrå|konvention|protokoll|direktiv|vad|det|detta|som ofta|språk|folk|grupper|partiet|kyrka|drog|preparat)\p{L}{0,6}(?: som| nu| då| tidigare)? $/iu;
// "Mannen som driver sidan heter": the person is the subject, though a thing stands nearer.
const PERSON_WHO =
  /(?<!\p{L})(?:kvinnan|mannen|flickan|pojken|tjejen|killen|personen|den) (?:som|bakom|med|på|från) [^.,:;\n]{1,40} $/iu;
// What is said of a person alone, so that a name in small letters is one too.
const OWN_NAME = /^(?:heter|hette|kalla[rd]e? s[ie][gj])/i;
const NO_NAME =
  /^(?:inte|nu|så|vad|det|den|något|annat|olika|samma|likadant|ofta|som|ju|ett|en|för|egentligen|troligen|till|av|och|eller|också|även|i|på|hora|horor|prostituerad\p{L}*|sugardat\p{L}*|eskort\p{L}*)$/iu;

/**
 * Names of persons by what is said before them. Only a reader can tell a name from another word in capitals, so the writer
 * is asked rather than refused (CONFIRMABLE in kinds.ts).
 */
export function findPersonNames(text: string): Span[] {
  return spansOf(text, CUED, ({ 0: whole, index, 1: name = '' }) =>
    /^\p{Lu}/u.test(name)
      ? !precededBy(text, index, THING) || precededBy(text, index, PERSON_WHO)
      : OWN_NAME.test(whole) && precededBy(text, index, PERSON) && !NO_NAME.test(name),
  );
}
