// Swedish sentences as a caseworker or a police officer may write them; § is where the identifier stands.

/** For every kind. */
export const ANYWHERE = String.raw`
Enligt anteckning: § (lämnat i går).
I annonsen står § som kontaktväg.
Uppgiften § kom från en granne den 3 mars 2026.
Polisen noterade § vid kontrollen på Malmskillnadsgatan.
§ fanns på en lapp i lägenheten.
Tipset gällde en kvinna i 20-årsåldern, §, som säljer sex i Malmö.
Hon lämnade § till socialjouren kl. 23.30.
Det står (§) i journalen från 2024.
Vi fick § av RFSU; se dnr 2026/118.
Sammanfattning:\n§\nÅtgärd: ingen.
Kontakten skedde via §
Två av tre annonser hade "§" längst ner.
Hon är ca 25 år, §. Stöd erbjuds.
I 14 av 18 annonser återkom §, oftast på natten.
Mannen uppgav § och avvek.`
  .trim()
  .split('\n')
  .map((line) => line.replaceAll('\\n', '\n'));

const lines = (text: string): string[] => text.trim().split('\n');

/** For kinds that are told by what stands beside them. */
export const BESIDE = {
  mistyped: lines(`
Personnummer § uppgavs muntligt.
Hennes personnummer är §.
Pnr: §
Pers.nr § (osäkert).
Hon uppgav personnumret § vid inskrivningen.
Samordningsnummer § har begärts.
Kvinnan, pnr §, placerades på boendet.`),
  birth: lines(`
Flickan är född §.
Kvinnan (född §) bor hos en vän.
Född: §
Hon föddes § i Rumänien.
Födelsedatum §, enligt passet.
Födelsedatum: §
Hennes födelsedag är §.
Mannen, f. §, är känd sedan tidigare.
Hon uppger att hon är född § men har inga papper.`),
  plate: lines(`
Bilen § stod utanför.
En svart skåpbil med registreringsnummer § sågs.
Regnr § noterades.
En silverfärgad Volvo, §, körde därifrån.
Kunderna kom i § och en röd bil.
§ syntes vid hotellet tre nätter.`),
  name: lines(`
Kvinnan heter §.
Hon heter § och är från Rumänien.
Flickan kallar sig § i annonserna.
Hon kallas § av kunderna.
Mannen som driver sidan heter § enligt uppgift.
Hon uppger att hon heter §, men det är osäkert.
Hennes namn är §.
Hon presenterade sig som § för personalen.
En kvinna vid namn § ringde.
Namn: §`),
} as const;
