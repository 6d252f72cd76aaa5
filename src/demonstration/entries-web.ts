// The web: how much there is, how it grows, who earns on it, how openly it can be read.
import { SOURCE } from './sources.js';
import type { DemonstrationEntry } from './types.js';

export const WEB_ENTRIES: readonly DemonstrationEntry[] = [
  {
    kind: 'TOPIC_ANALYSIS',
    title: 'Sökträffar 2004: ett mått på mängd, inte på prostitution',
    summary:
      'Tre sökningar i november 2004 visar hur mycket material en handläggare möter på nätet: 252 ' +
      'miljoner träffar på "sex", 86 miljoner på "porn" samt 185 000 svenska sidor på "porr". Siffrorna ' +
      'säger något om arbetsbördan men ingenting om hur många som säljer eller köper.',
    body:
      'När Prostitutionsenheten planerade sin nätbevakning hösten 2004 gjordes tre provsökningar. Ordet ' +
      '"sex" gav ungefär 252 miljoner träffar och "porn" ungefär 86 miljoner. Begränsat till svenska ' +
      'sidor gav "porr" omkring 185 000 träffar.\n\n' +
      'Talen användes för att visa varför bevakningen inte kan skötas vid sidan av annat arbete, någon ' +
      'timme i taget. Den som saknar vana kommer ingen vart i en sådan mängd, och enheten drog slutsatsen ' +
      'att en medarbetare behövde arbetstid och utbildning för uppgiften.\n\n' +
      'Tre saker bör hållas isär. Träffar är sidor, inte annonser. Annonser är inte personer. Och orden ' +
      'täcker mycket som inte har med prostitution att göra, till exempel pornografi och upplysning. ' +
      'Kvoten mellan de svenska sidorna och det engelska ordet är också svår att tolka, eftersom det är ' +
      'olika ord i olika urval.\n\n' +
      'Det hållbara i uppgiften är därför storleksordningen: materialet var redan 2004 så stort att det ' +
      'krävde ett avgränsat urval och ett fast arbetssätt för att kunna följas. Talen bör inte användas ' +
      'som utgångsvärde i en tidsserie.',
    language: 'sv',
    period: '2004-11',
    regions: [],
    arenas: ['UNKNOWN'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['sökträffar', 'volym', 'arbetsbörda', 'pornografi', 'metod'],
    direction: 'UNCLEAR',
    confidence: 'LOW',
    countUnit: null,
    method:
      'Tre sökord i en sökmotor vid ett tillfälle. Sökmotor, dag och inställningar anges inte i källan. ' +
      'Låg säkerhet gäller talen som mått på prostitution; att de återges rätt ur källan är säkert.',
    coverage:
      'Sidor i sökmotorns register: de två första orden utan geografisk gräns, det tredje på svenska ' +
      'sidor. Omfattar inte communities eller annat som sökmotorn inte såg.',
    methodNotes:
      'Sökmotorers träfftal är uppskattningar och varierar mellan tillfällen (vår anmärkning, inte ' +
      'källans). Jämför inte med sökningar från senare år. Månaden är projektbeskrivningens.',
    sources: [SOURCE.PROJEKTBESKRIVNING],
    policingNotes: null,
    healthNotes: null,
    outreachGuidance:
      'Räkna med att ingen kan ha överblick genom egna sökningar vid sidan av annat arbete. Fråga enheten ' +
      'i stället för att leta själv inför ett samtal (slutsats ur källan).',
  },
  {
    kind: 'TREND',
    title: 'Communities make selling on the web quick and cheap to advertise',
    summary:
      'In February 2005 the social services administration described prostitution on the web as growing ' +
      'fast. Communities were singled out as an efficient, inexpensive place to advertise, and new ways ' +
      'of presenting oneself were following each other at shorter and shorter intervals. No counts were ' +
      'given.',
    body:
      "The administration's reply to a council motion, dated February 2005, gives the clearest statement " +
      'of direction among the early documents: prostitution on the web was expanding rapidly. Two ' +
      'mechanisms are mentioned.\n\n' +
      'The first is cost. Communities, at that time a new kind of meeting place, let a person market ' +
      'sexual services in little time and for little money. The second is turnover. New formats for ' +
      'exposure arrived ever more often, so that what the unit learnt about one place did not last.\n\n' +
      'The reply belongs to a political process. A motion had asked the city to begin working against ' +
      'prostitution on the web together with the police, and the answer pointed to a one-year project, ' +
      'from March 2005 to February 2006, with two staff members at half time each. The statement of ' +
      'growth served as a reason for that project and was not its result.\n\n' +
      'For readers today the lesson is about monitoring rather than size. A list of sites grows old ' +
      'quickly, while questions about where people present themselves, what it costs them and how fast ' +
      'places change stay useful. The later observations in the structured method should be used for any ' +
      'estimate of volume.',
    language: 'en',
    period: '2005-02',
    regions: ['0180'],
    arenas: ['COMMUNITY'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['communities', 'growth', 'advertising', 'new arenas'],
    direction: 'RISING',
    confidence: 'MEDIUM',
    countUnit: null,
    method:
      'Professional judgement by the social services administration, prepared together with the unit. No ' +
      'count and no baseline are reported; the direction rests on experience shared inside the service.',
    coverage:
      "Stockholm's view of the web in general; the places it speaks of have no city limits. Says nothing " +
      'about the number of people, their age or gender, or about what happens outside the web.',
    methodNotes:
      'The region marks who made the judgement. It was made before the mapping phase, when the unit ' +
      'itself reported lacking knowledge of the web; treat it as an informed expectation.',
    sources: [SOURCE.REMISSVAR],
    policingNotes:
      'The reply names the Stockholm police as a partner of the project, as the motion had proposed. It ' +
      'describes sharing of general knowledge and gives no information about individuals.',
    healthNotes: null,
    outreachGuidance:
      'Ask people which meeting places they find important now, and expect the answer to change within ' +
      'months. An offer of help tied to one single site will soon miss its readers (our inference).',
  },
  {
    kind: 'REVIEW',
    title: 'RFSU:s studie 2003: nya grupper av aktörer tjänar på handeln på nätet',
    summary:
      'RFSU:s studie från 2003 visar att fler än säljare och köpare formar prostitutionen på nätet. Där ' +
      'finns enskilda som bygger sidor och tar del av förtjänsten, mediagrupper bakom många webbplatser ' +
      'och etablerade operatörer. Alla har intäkter av trafiken, men i mycket olika roller.',
    body:
      'RFSU publicerade 2003 en studie av prostitution på Internet. Stadens sociala program tar upp den ' +
      'för ett resultat: tekniken har fört in aktörer som tidigare inte fanns, och dessa påverkar ' +
      'villkoren för handeln, vad den innehåller och hur långt den når.\n\n' +
      'Källan ordnar dem längs en skala. I ena änden står enskilda som livnär sig på att göra webbsidor ' +
      'åt personer som säljer, från den som bara formger till den som fungerar som hallick på nätet. I ' +
      'mitten finns så kallade mediagrupper, mer eller mindre öppna om vilka de är, som driver många av ' +
      'platserna med porr och prostitution. I andra änden finns vanliga bredbands- och teleoperatörer.\n\n' +
      'Gemensamt är att pengar tjänas på användningen av tjänsterna, ibland stora belopp. Det betyder ' +
      'inte att ansvaret är lika. Att förmedla trafik och att kontrollera en persons försäljning är olika ' +
      'saker, och källan gör ingen rättslig bedömning.\n\n' +
      'För enhetens arbete innebär resultatet att en annons inte självklart är skriven av den som syns i ' +
      'den. Frågan om vem som styr, och vem som får betalt, hör därför till varje bedömning av behov.',
    language: 'sv',
    period: '2003',
    regions: [],
    arenas: ['OTHER'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['aktörer', 'hallickar', 'mediagrupper', 'operatörer', 'ekonomi', 'rfsu'],
    direction: 'RISING',
    confidence: 'MEDIUM',
    countUnit: null,
    method:
      'Genomgång av studien så som den återges i stadens sociala program. Originalet har inte lästs för ' +
      'denna post, och studiens egen metod framgår inte av återgivningen.',
    coverage:
      'Aktörstyper på nätet, utan antal och utan fördelning mellan dem. Handlar inte om säljarnas ålder, ' +
      'kön eller hälsa. Ingen geografisk avgränsning anges.',
    methodNotes:
      'Riktningen avser att nya typer av aktörer har tillkommit, inte att antalet har räknats. ' +
      'Indelningen i tre led är vår läsning av källans uppräkning.',
    sources: [SOURCE.RFSU_STUDIE, SOURCE.SOCIALT_PROGRAM, SOURCE.PROJEKTBESKRIVNING],
    policingNotes:
      'Källan skiljer mellan den som tillhandahåller teknik och den som profiterar på en annan persons ' +
      'försäljning. Uppgiften är allmän och pekar inte ut något företag eller någon person för brott.',
    healthNotes:
      'Den som inte själv råder över sin annons kan ha svårt att själv bestämma om skydd, tider och ' +
      'provtagning. Det är vår slutsats, inte studiens.',
    outreachGuidance:
      'Utgå från att någon annan kan läsa och svara på meddelanden som går till en annons. Skriv så att ' +
      'ett erbjudande om stöd inte kan skada mottagaren om fel person läser det (slutsats).',
  },
  {
    kind: 'REPORT',
    title: 'Delrapporten: ett strukturerat arbetssätt finns, och utbudet på nätet är inte dolt',
    summary:
      'När projektet om nätprostitution lade fram sin delrapport var kartläggningen klar. Två personer på ' +
      'halvtid hade funnit ett sätt att ordna informationen så att förändringar kan följas. Utbudet var ' +
      'lätt att se, och annonser tillkom och försvann hela tiden. Metoder för kontakt återstod att ta ' +
      'fram.',
    body:
      'Delrapporten till socialtjänstnämnden sammanfattar den första etappen av ett projekt med medel ' +
      'från stadens kompetensfond. Två medarbetare arbetade med det på halvtid.\n\n' +
      'Tre resultat är viktiga för den som läser statistiken i detta system. För det första går det att ' +
      'samla och sortera uppgifter om prostitution på nätet efter en fast ordning, vilket ger enheten ' +
      'överblick. För det andra är utbudet rörligt: nya annonser läggs ut medan andra tas ned. En enskild ' +
      'räkning blir därför snabbt gammal, och det är förändringen mellan räkningarna som bär information. ' +
      'För det tredje är materialet inte gömt. Vilka som erbjuder något, vad som erbjuds och vad som ' +
      'efterfrågas kan läsas utan särskilda hinder.\n\n' +
      'Rapporten nämner också vem kunskapen är till för: andra intressenter, och kollegor på ' +
      'stadsdelsförvaltningarna som ska kunna få bättre stöd av enheten.\n\n' +
      'Nästa etapp var att utveckla sätt att söka upp personer som säljer via nätet, informera dem och ' +
      'erbjuda hjälp. När delrapporten skrevs fanns inga sådana resultat att redovisa. Arbetssättet var ' +
      'tänkt att leva kvar i den ordinarie verksamheten när projektet tog slut.',
    language: 'sv',
    period: '2005',
    regions: ['0180'],
    arenas: ['CLASSIFIED_ADS'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['delrapport', 'strukturerad metod', 'annonser', 'öppenhet', 'kartläggning'],
    direction: 'UNCLEAR',
    confidence: 'MEDIUM',
    countUnit: 'ADVERTS',
    method:
      'Strukturerad insamling och ordning av det som är synligt på nätet, gjord av två personer på ' +
      'halvtid. Delrapporten beskriver inte metoden närmare och redovisar erfarenheter, ingen räkning.',
    coverage:
      'Det som är öppet tillgängligt på nätet, i första hand med koppling till Stockholm. Slutna forum, ' +
      'direktmeddelanden och annat som kräver inbjudan kan inte antas ingå.',
    methodNotes:
      'Att det öppna utbudet syns säger inget om hur stor del som inte syns. Perioden är vår datering: ' +
      'texten saknar datum men skrevs under projekttiden. Arenan är vår kodning av källans "annonser".',
    sources: [SOURCE.DELRAPPORT, SOURCE.REMISSVAR],
    policingNotes:
      'Kunskapen samlades för överblick och stöd. Den dokumenterar förändringar på allmän nivå och ' +
      'innehåller inga uppgifter om enskilda annonsörer.',
    healthNotes:
      'Eftersom utbudet är öppet kan hälsoinformation göras synlig på eller nära samma platser. Om den ' +
      'når fram är inte prövat i källan (slutsats).',
    outreachGuidance:
      'En annons kan vara borta i morgon. Ett erbjudande om hjälp behöver därför vara giltigt också ' +
      'efteråt och gå att spara eller hitta igen av mottagaren (slutsats).',
  },
];
