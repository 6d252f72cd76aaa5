// The support: trafficking and the residence permit, the helpline for buyers, the clinic.
import { SOURCE } from './sources.js';
import type { DemonstrationEntry } from './types.js';

export const SUPPORT_ENTRIES: readonly DemonstrationEntry[] = [
  {
    kind: 'REPORT',
    title: 'Människohandel i Stockholm: först Socialjouren, sedan stadsdelen där personen träffades',
    summary:
      'När någon kan vara utsatt för människohandel i Stockholm är det Socialjouren som först prövar ' +
      'stödet. Därefter övertar nämnden i den stadsdel där polisen påträffade personen. Ett ' +
      'samverkansprojekt med åtta myndigheter visade att kommunerna har en nyckelroll för betalning och ' +
      'handläggning.',
    body:
      'Det sociala programmet beskriver ordningen när polisen påträffar någon som kan vara utsatt för ' +
      'människohandel. Rätten till stöd prövas till att börja med av Socialjouren. Ärendet lämnas sedan ' +
      'till den stadsdelsnämnd som svarar för området där polisen ingrep och personen fanns.\n\n' +
      'Ordningen bygger på platsen och inte på var personen bor, vilket är naturligt när en fast adress ' +
      'ofta saknas. Den gör också att ärenden kan hamna ojämnt mellan stadsdelar.\n\n' +
      'Bakgrunden är ett projekt för samordnat stöd, med medel från Europeiska flyktingfonden och under ' +
      'ledning av Kvinnoforum. Åtta myndigheter deltog, bland dem Migrationsverket och ' +
      'Rikskriminalpolisen. En första, utredande del avslutades våren 2004. Den pekade ut kommunernas ' +
      'betydelse för vem som betalar och vem som handlägger. En andra del pågick till juni 2005 och ' +
      'skulle föra ut planen till staden och länets kommuner. Ett separat projekt gällde rutiner för ' +
      'återvändande.\n\n' +
      'Programmet säger att människohandeln ökat och att den finns i hela landet, men anger inga tal. ' +
      'Kvinnor och flickor nämns liksom män och pojkar.\n\n' +
      'Det som dokumenten efterlyser är en gemensam form för överlämning. Det är den uppgift ' +
      'hänvisningarna i detta system ska lösa.',
    language: 'sv',
    period: '2004-H2',
    regions: ['0180'],
    arenas: ['UNKNOWN'],
    ageBands: ['UNKNOWN'],
    genders: ['WOMAN', 'MAN'],
    topics: ['människohandel', 'socialjouren', 'stadsdelsnämnd', 'överlämning', 'samordning'],
    direction: 'RISING',
    confidence: 'MEDIUM',
    countUnit: null,
    method:
      'Genomgång av stadens sociala program och projektbeskrivningen. Ordningen för handläggning är säker ' +
      'för sin tid; ökningen är programmets bedömning utan redovisade tal.',
    coverage:
      'Ordningen gäller Stockholms stad 2004. Stadens organisation har ändrats sedan dess, och andra ' +
      'kommuner hade egna ordningar. Avser människohandel för sexuella ändamål; andra former av ' +
      'utnyttjande beskrivs inte.',
    methodNotes:
      'Slutsatsen att ärenden kan fördelas ojämnt är vår. Stadsdelsnämndernas antal och gränser är i dag ' +
      'andra än 2004.',
    sources: [SOURCE.SOCIALT_PROGRAM, SOURCE.PROJEKTBESKRIVNING, SOURCE.KOMPETENSUTVECKLING],
    policingNotes:
      'Platsen för mötet avgör vilken nämnd som tar över efter Socialjouren. Stadsdel och vecka är därför ' +
      'de uppgifter som mottagaren behöver; identiteten lämnas mellan tjänstemän utanför systemet.',
    healthNotes:
      'Behov av vård kan vara brådskande redan innan nämnden tagit över. Enhetens mottagning är öppen för ' +
      'invånare i både stad och län (sammanställning av två avsnitt i källan).',
    outreachGuidance:
      'Berätta för personen vem som tar över och när, så att bytet mellan Socialjouren och stadsdelen ' +
      'inte upplevs som att hjälpen tog slut. En kontaktperson som följer med över bytet är ett rimligt ' +
      'mål (slutsats).',
  },
  {
    kind: 'ALERT',
    title: 'Ny regel från 1 oktober 2004: uppehållstillstånd på viss tid för målsägande och vittnen',
    summary:
      'Sedan den 1 oktober 2004 kan den som leder en förundersökning begära att en utländsk målsägande ' +
      'eller ett vittne får stanna en tid, även den som utsatts för människohandel. Under tiden finns ' +
      'rätt till vård och socialt bistånd, och staten ersätter kommun och landsting.',
    body:
      'Utlänningslagen fick hösten 2004 en bestämmelse som rör många av de personer som polis och ' +
      'socialtjänst möter i ärenden om människohandel. Den som leder en förundersökning kan ansöka om ett ' +
      'tillstånd, begränsat i tid, för en utländsk målsägande eller ett vittne. Förutsättningen är att ' +
      'personens närvaro behövs för att utreda brottet eller genomföra rättegången.\n\n' +
      'Följderna är tre. Personen får lagligt vara kvar i landet medan hon eller han bidrar till ' +
      'utredningen. Under vistelsen är både vård och bistånd från socialtjänsten öppna för personen. ' +
      'Kostnaden bärs i slutändan av staten, som ska ersätta kommuner och landsting.\n\n' +
      'Två begränsningar är viktiga att känna till. Tillståndet är knutet till brottsutredningen och inte ' +
      'till personens behov av skydd i sig. Och det är förundersökningsledaren, inte personen själv eller ' +
      'socialtjänsten, som ansöker.\n\n' +
      'Beskrivningen gäller reglerna så som de infördes. De har ändrats senare, bland annat finns numera ' +
      'en betänketid om 30 dagar. Den som handlägger ett ärende i dag ska kontrollera gällande lag och ' +
      'inte stödja sig på den här posten. Den finns kvar för att äldre statistik och äldre beslut ska ' +
      'kunna förstås.',
    language: 'sv',
    period: '2004-10',
    regions: [],
    arenas: ['UNKNOWN'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['uppehållstillstånd', 'människohandel', 'lagändring', 'vård', 'bistånd', 'ersättning'],
    direction: 'UNCLEAR',
    confidence: 'HIGH',
    countUnit: null,
    method:
      'Genomgång av stadens sociala program, som redogör för lagändringen. Hög säkerhet avser regelns ' +
      'huvudinnehåll 2004; lagtexten har inte lästs för posten.',
    coverage:
      'Hela landet från oktober 2004. Anger inte hur många tillstånd som sökts eller getts. Omfattar inte ' +
      'asyl eller tillstånd på andra grunder.',
    methodNotes:
      'Uppgiften om betänketid är vårt tillägg och finns inte i källan. Riktning är inte tillämplig på en ' +
      'regeländring och är satt till oklar.',
    sources: [SOURCE.SOCIALT_PROGRAM],
    policingNotes:
      'Initiativet ligger enligt regeln hos förundersökningsledaren. Stöd från socialtjänsten prövas för ' +
      'sig, och systemet visar aldrig polisen vilket stöd någon får.',
    healthNotes:
      'Den som har tillståndet har tillgång till hälso- och sjukvård, med statlig ersättning till ' +
      'landstinget. Provtagning och samtal kan alltså erbjudas under hela vistelsen.',
    outreachGuidance:
      'Förklara skillnaden mellan det stöd som socialtjänsten kan ge och det tillstånd som hänger på ' +
      'utredningen. Lova inget om tillstånd, och hänvisa till juridisk rådgivning när frågan väcks ' +
      '(slutsats).',
  },
  {
    kind: 'REPORT',
    title: 'KAST: jourtelefon för den som vill sluta köpa sexuella tjänster, tre timmar i veckan',
    summary:
      'KAST är en jourtelefon för personer som köper sexuella tjänster och vill sluta. Den var bemannad ' +
      'tre timmar i veckan, med telefonsvarare övrig tid. Polisen lämnade kort med information till män i ' +
      'kända miljöer. Antalet samtal redovisas inte i källan.',
    body:
      'Ett av det sociala programmets sex mål gäller dem som köper. De ska erbjudas stöd att sluta. ' +
      'Verktyget är KAST, en telefonlinje dit den som köper sexuella tjänster kan ringa.\n\n' +
      'Linjen hade personal tre timmar per vecka. Under resten av veckan tog en telefonsvarare emot. ' +
      'Programmet öppnade för fler timmar om fler skulle ringa, men anger varken hur många som ringde ' +
      'eller var gränsen för en utökning låg.\n\n' +
      'Kännedomen om linjen spreds bland annat genom polisen, som delade ut ett kort till män som rörde ' +
      'sig i miljöer där prostitution förekom. Det är ett exempel på samverkan där den ena parten ' +
      'förmedlar ett erbjudande och den andra ger stödet, utan att uppgifter om någon enskild behöver ' +
      'föras vidare.\n\n' +
      'Två frågor lämnas öppna. Hur når erbjudandet den som tar kontakt via nätet och aldrig vistas i de ' +
      'miljöer där kortet delas ut? Och vad betyder tre timmar för den som väl bestämt sig för att ringa ' +
      'en annan dag? Månadsrapporterna i detta system kan åtminstone visa om antalet samtal ändras när ' +
      'erbjudandet sprids på fler vägar.',
    language: 'sv',
    period: '2004-H2',
    regions: ['0180'],
    arenas: ['UNKNOWN'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['kast', 'köpare', 'jourtelefon', 'stöd', 'samverkan'],
    direction: 'STABLE',
    confidence: 'MEDIUM',
    countUnit: 'CALLS',
    method:
      'Beskrivning i stadens sociala program av hur verksamheten var ordnad. Bemanningen är säker för sin ' +
      'tid; effekten är inte undersökt i källan.',
    coverage:
      'KAST i Stockholm. Omfattar personer som köper, inte dem som säljer. Programmet talar om personer i ' +
      'allmänhet och om män när det gäller korten; kön är därför satt till okänt.',
    methodNotes:
      'Inga samtal är räknade i källan trots att enheten för räkning är samtal. Stabil riktning avser ' +
      'bemanningen. De öppna frågorna är våra.',
    sources: [SOURCE.SOCIALT_PROGRAM],
    policingNotes:
      'Polisen och enheten samverkade genom att polisen lämnade över informationskortet. Vem som sedan ' +
      'ringer stannar hos enheten.',
    healthNotes:
      'Samtal med personer som köper är också ett tillfälle att nämna provtagning och skydd. Källan säger ' +
      'inte om det görs (slutsats).',
    outreachGuidance: null,
  },
  {
    kind: 'REPORT',
    title: 'Gynekologmottagningen: vem den är till för och vem som betalar',
    summary:
      'Vid Prostitutionsenheten finns en gynekologmottagning för kvinnor i prostitution och kvinnor med ' +
      'missbruk, i viss mån även män och par. Läkarlöner och sjukvårdsmaterial betalas med statliga medel ' +
      'för hivprevention via landstinget. Den är öppen för stadens och länets invånare.',
    body:
      'Mottagningen är en del av enheten och samlar flera yrken: barnmorska samt timanställda läkare inom ' +
      'gynekologi, allmänmedicin och psykiatri. Den vänder sig till kvinnor i prostitution och kvinnor ' +
      'med missbruk. Män och par kan tas emot i viss utsträckning.\n\n' +
      'Finansieringen är delad. Lön till läkarna och material till vården kommer ur de statliga pengar ' +
      'för att förebygga hiv som landstinget får varje år. Därför är den här delen av enheten till för ' +
      'hela länet och inte bara för staden. Källan säger inte vem som bekostar barnmorskan eller enhetens ' +
      'övriga delar.\n\n' +
      'Det finns också en skillnad i dokumentation. Enheten för inga personakter över personer i ' +
      'prostitution. Läkare och barnmorska för däremot patientjournal, eftersom lagstiftningen för hälso- ' +
      'och sjukvården kräver det. Journalen är vårdens och är ingen källa för detta system.\n\n' +
      'Bredden gör att en person kan få hjälp med kropp och psyke på samma ställe som stödsamtal. För den ' +
      'som inte tidigare vågat berätta om sin erfarenhet kan det vara avgörande. Samtidigt är modellen ' +
      'känslig: förändras de statliga medlen berörs läkartiden direkt. Antal besök redovisas inte.',
    language: 'sv',
    period: '2004-H2',
    regions: ['01'],
    arenas: ['UNKNOWN'],
    ageBands: ['UNKNOWN'],
    genders: ['WOMAN', 'MAN'],
    topics: ['mottagning', 'gynekologi', 'hivprevention', 'finansiering', 'landsting', 'journal'],
    direction: 'STABLE',
    confidence: 'HIGH',
    countUnit: null,
    method:
      'Genomgång av stadens sociala program, som beskriver bemanning, målgrupp och finansiering. Hög ' +
      'säkerhet för hur det var ordnat; inga besökstal ges.',
    coverage:
      'Mottagningen vid enheten, för invånare i Stockholms stad och län. Omfattar inte andra ' +
      'mottagningar, som Venhälsan eller Klara HIV-mottagning.',
    methodNotes:
      'Bedömningen att modellen är känslig för ändrade anslag är vår. Landstinget heter i dag region, och ' +
      'anslagets form kan ha ändrats.',
    sources: [SOURCE.SOCIALT_PROGRAM],
    policingNotes:
      'Patientjournaler lyder under vårdens sekretess och enheten för inga personakter. Det finns alltså ' +
      'inga uppgifter om enskilda att hämta genom detta system.',
    healthNotes:
      'Provtagning, gynekologi, allmänmedicin och psykiatri fanns på samma plats, betalda med medel för ' +
      'hivprevention. En persons hemkommun i länet är inget hinder för besök.',
    outreachGuidance:
      'Mottagningen kan vara en första dörr för den som inte är redo för stödsamtal. Säg att journal förs ' +
      'av vården men att enheten i övrigt inte har personakter, så att valet blir välgrundat.',
  },
];
