// The knowledge: how contact was tried, how the picture was drawn, what a knowledge centre needs and passes on.
import { SOURCE } from './sources.js';
import type { DemonstrationEntry } from './types.js';

export const KNOWLEDGE_ENTRIES: readonly DemonstrationEntry[] = [
  {
    kind: 'REPORT',
    title: "Göteborg's electronic postcards: few replies, but those who answered were passed on",
    summary:
      "For several years the prostitution group of Göteborg's social services sent electronic postcards " +
      'to some advertisers on the web with an offer of contact. Few responded. Those who wanted contact ' +
      "were guided to staff who work with people in prostitution, among them Stockholm's unit.",
    body:
      'Before 2005 Göteborg was the only Swedish city known in these documents to have written directly ' +
      'to people who advertise sexual services on the web. The group sent electronic cards to a selection ' +
      'of advertisers, offering contact with social services.\n\n' +
      'The response was small. No figures are given, neither for cards sent nor for replies. What the ' +
      'documents do say is what happened afterwards: people who showed interest were passed on to ' +
      'caseworkers with the right experience, in Stockholm too. A message on the web takes no account of ' +
      "where sender or reader is, so one city's card may reach another city's resident, or someone in " +
      'another country.\n\n' +
      "Stockholm's unit followed this work with interest but could not take full part in the discussion, " +
      'because its own knowledge of the web was too limited at the time. The draft social programme even ' +
      'concluded that no working method for making contact existed. The project that began in March 2005 ' +
      'was meant to change that.\n\n' +
      'A small response is not proof of failure. A card may be read and kept, and acted on much later. ' +
      'Nor is it proof of success. Without counts of cards, replies and people passed on, the method ' +
      'cannot be judged.',
    language: 'en',
    period: '2004',
    regions: ['1480'],
    arenas: ['OTHER'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['e-postcards', 'outreach', 'göteborg', 'contact', 'passing on'],
    direction: 'UNCLEAR',
    confidence: 'LOW',
    countUnit: 'CONTACTS',
    method:
      'Second-hand account in three documents from Stockholm, based on talks with colleagues in Göteborg. ' +
      'No numbers were recorded.',
    coverage:
      'Some advertisers on the web, chosen in a way that is not described, over several years up to 2004. ' +
      'Does not cover people who are on the web without advertising.',
    methodNotes:
      'The project description speaks of postcards, the social programme of visiting cards; we take them ' +
      'to be the same activity. Later work should count sent, answered and passed on (EPOSTCARD_SENT, ' +
      'EPOSTCARD_REPLY, FORWARDED_TO_SUPPORT).',
    sources: [SOURCE.KOMPETENSUTVECKLING, SOURCE.PROJEKTBESKRIVNING, SOURCE.SOCIALT_PROGRAM],
    policingNotes: null,
    healthNotes:
      'A card might also state where testing is available without questions. Nothing in the sources shows ' +
      'that this was tried (our inference).',
    outreachGuidance:
      'Decide who receives a reply before anything is sent, including replies from people who live ' +
      'elsewhere: being passed on to the right person is the part that worked. Judge the effort over ' +
      'months, since an answer may come late (our inference).',
  },
  {
    kind: 'MEDIA_ANALYSIS',
    title: 'Dold eller lätt att hitta? Bilden av nätprostitutionen i stadens handlingar',
    summary:
      'Stadens handlingar beskriver samma företeelse på skilda sätt. En motion 2004 talar om vägar som ' +
      'delvis är svårare att upptäcka. Delrapporten från projektet säger motsatsen: utbudet är öppet. ' +
      'Skillnaden handlar om vana och arbetstid mer än om att något gömdes.',
    body:
      'Den här analysen gäller den offentliga bilden, inte utvecklingen på nätet. Materialet är fem ' +
      'handlingar ur stadens egen process. Press och etermedia ingår inte.\n\n' +
      'Motionen från 2004, så som den återges i remissvaret, skildrar en flytt: sexköpslag och ny teknik ' +
      'har gjort att en stor del av det öppna ersatts av sidor och mobiltelefoner, och de nya vägarna är ' +
      'delvis svårare att se och kontrollera. Projektbeskrivningen och remissvaret betonar i stället ' +
      'mängden, som överväldigar den ovane. Det sociala programmet konstaterar att ingen fungerande metod ' +
      'för kontakt fanns. Delrapporten vänder på bilden: utbudet är tillgängligt för den som ser efter.\n\n' +
      'Påståendena motsäger inte nödvändigtvis varandra. Något kan vara synligt för den tränade och ändå ' +
      'i praktiken osynligt för en myndighet som inte har tid att titta. Läsningen stöds av ordningen i ' +
      'tid, eftersom den ljusare beskrivningen kommer efter kartläggningen.\n\n' +
      'Politikernas efterfrågan är en egen drivkraft i texterna. De ville fortlöpande veta hur läget ' +
      'förändrades, och det var ett av skälen till att medel söktes. Den som i dag läser ord som "dold" ' +
      'eller "explosion" bör fråga vem som tittat, hur länge och med vilken metod.',
    language: 'sv',
    period: '2005',
    regions: ['0180'],
    arenas: ['OTHER'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['bilden av nätet', 'politik', 'synlighet', 'debatt'],
    direction: 'UNCLEAR',
    confidence: 'MEDIUM',
    countUnit: null,
    method:
      'Jämförande läsning av fem handlingar från 2004 till 2006 med avseende på hur synlighet och ' +
      'omfattning beskrivs. En läsare, ingen kodning eller räkning.',
    coverage:
      'Stockholms stads handlingar. Täcker inte nyhetsmedier, andra kommuner eller hur personer i ' +
      'prostitution själva beskriver nätet.',
    methodNotes:
      'Förklaringen med vana och arbetstid är vår tolkning. Motionen är läst i remissvarets ' +
      'sammanfattning, inte i original.',
    sources: [
      SOURCE.KOMPETENSUTVECKLING,
      SOURCE.DELRAPPORT,
      SOURCE.REMISSVAR,
      SOURCE.PROJEKTBESKRIVNING,
      SOURCE.SOCIALT_PROGRAM,
    ],
    policingNotes:
      'Motionen ville att socialtjänsten skulle arbeta tillsammans med polisen, och remissvaret räknar in ' +
      'polisen bland projektets parter. Handlingarna beskriver ingen fördelning av uppgifter.',
    healthNotes: null,
    outreachGuidance:
      'Undvik ordet "dold" i möten med personer som säljer på nätet. Många är synliga varje dag, och ' +
      'ordet kan uppfattas som att deras erfarenhet inte har setts (slutsats).',
  },
  {
    kind: 'REVIEW',
    title: 'What a knowledge centre needs: lessons from a subscription service in 2004',
    summary:
      'When the unit planned its monitoring in 2004 it looked at a subscription offered by the ' +
      'consultants Glykol on prostitution and trafficking. Four parts made it up: daily updates, a ' +
      'searchable history, short analyses and an overview of organisations. They still describe well what ' +
      'a knowledge centre needs.',
    body:
      'In its project description of November 2004 the unit considered buying a monitoring service on ' +
      'prostitution and trafficking from a small consultancy, Glykol. The description lists what a ' +
      'subscriber would receive, and the list is worth keeping as a specification.\n\n' +
      'First, daily updating, so that the latest information is always at hand. Second, collected ' +
      'material with a history and a database that can be searched. Third, brief and concrete texts: ' +
      'media analyses, reviews and analyses of single topics. Fourth, an overview of the organisations in ' +
      'the field.\n\n' +
      'The plan also bought learning time. An external adviser would introduce one employee, who would ' +
      'stay within the group, share knowledge with colleagues and put in order what clients tell about ' +
      "the web. The adviser's belief was that an interested person with knowledge of prostitution could " +
      'master the search methods fairly soon. Later the administration chose two people at half time.\n\n' +
      'Each part answers a weakness of the time: knowledge aged quickly, sat with one person, was long to ' +
      'read, or stopped at the door of one organisation. What the list does not include is equally ' +
      'telling. There is no way to talk back, no statement of how sure a fact is, and nothing about who ' +
      'may read what.',
    language: 'en',
    period: '2004-11',
    regions: ['0180'],
    arenas: ['UNKNOWN'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['knowledge centre', 'monitoring', 'subscription', 'requirements'],
    direction: 'STABLE',
    confidence: 'MEDIUM',
    countUnit: null,
    method:
      'Reading of the project description, which reports what the supplier offered. The service itself ' +
      'was not tested for this entry.',
    coverage:
      'The content of one service as planned in November 2004. Its quality, use and results are not ' +
      'described. Says nothing about the extent of prostitution.',
    methodNotes:
      'The description comes from a buyer who had already spoken with the seller, so it is likely to be ' +
      'favourable. The paragraph on what is missing is our own comment.',
    sources: [SOURCE.PROJEKTBESKRIVNING, SOURCE.REMISSVAR],
    policingNotes: null,
    healthNotes: null,
    outreachGuidance:
      'What people tell in conversation about the web is a source of knowledge in its own right. With ' +
      'their agreement, and without any detail that points to them, it can be offered to the unit as a ' +
      'contribution (inference from the source).',
  },
  {
    kind: 'TOPIC_ANALYSIS',
    title: 'Halvdagsseminarier två gånger om året och efterfrågan på enhetens kunskap',
    summary:
      'Efterfrågan på Prostitutionsenhetens kunskap var stor, från skolor och kvinnoorganisationer till ' +
      'regeringskansli och media. För stadsdelarna planerades ett halvdagsseminarium två gånger om året, ' +
      'med grundkunskap och utrymme för samverkan om enskilda. Insatserna dokumenterades knappt.',
    body:
      'Enheten har rollen som kunskapscentrum om prostitution. Det sociala programmet räknar upp vilka ' +
      'som frågar: kvinnoorganisationer och skolor som vill ha föreläsningar, Socialstyrelsen, ' +
      'regeringskansliet och media. Till detta kommer studiebesök.\n\n' +
      'För stadsdelsnämndernas personal planerades något mer regelbundet, ett seminarium på en halv dag ' +
      'två gånger om året. Innehållet skulle vara grundläggande kunskap och en grund för att kunna ' +
      'samarbeta kring personer som båda sidor möter. Skälet är enhetens roll. Den ger råd och stöd men ' +
      'beslutar inte om bistånd, och den som behöver ekonomiskt eller annat bistånd måste vända sig till ' +
      'sin stadsdel. Möts hon eller han där av någon utan kunskap kan kedjan brista.\n\n' +
      'Programmet är öppet om en svaghet: arbetet dokumenterades mycket lite. Enheten ville därför ' +
      'utveckla redovisning på allmän nivå, utan personakter. Det är ursprunget till de månatliga antal ' +
      'som organisationerna lämnar i detta system, där föreläsningar, studiebesök och seminarier är egna ' +
      'slag.\n\n' +
      'Samverkan i Stockholm beskrivs som god, men regelbundna möten som svåra att få till. Seminarierna ' +
      'var ett svar på det. Om de genomfördes som planerat framgår inte.',
    language: 'sv',
    period: '2004-H2',
    regions: ['0180'],
    arenas: ['UNKNOWN'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['seminarier', 'stadsdelar', 'kunskapscentrum', 'dokumentation', 'utbildning'],
    direction: 'RISING',
    confidence: 'MEDIUM',
    countUnit: null,
    method:
      'Genomgång av stadens sociala program. Efterfrågan är enhetens egen beskrivning, och seminarierna ' +
      'är en plan vid tiden för texten.',
    coverage:
      'Kunskapsspridning från enheten i Stockholms stad. Antal föreläsningar, deltagare eller frågor ' +
      'anges inte, och inte heller vad de ledde till.',
    methodNotes:
      'Stigande riktning avser planerade insatser för stadsdelarna och är vår tolkning. Programmet är ' +
      'odaterat; halvåret är vår datering.',
    sources: [SOURCE.SOCIALT_PROGRAM],
    policingNotes: null,
    healthNotes: null,
    outreachGuidance:
      'Den som möter en person som säljer kan ringa enheten för råd utan att nämna vem det gäller. Behov ' +
      'av stöd är ofta långvariga, så planera för återkommande kontakt snarare än en enda insats (delvis ' +
      'slutsats).',
  },
];
