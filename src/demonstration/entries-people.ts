// The people: who visits, the young, boys and men, the move from the street indoors and onto the web.
import { SOURCE } from './sources.js';
import type { DemonstrationEntry } from './types.js';

export const PEOPLE_ENTRIES: readonly DemonstrationEntry[] = [
  {
    kind: 'REVIEW',
    title: 'Enkät 2001: många besöker kontaktsidor, få tar kontakt med personer som säljer',
    summary:
      'I en enkät från 2001, gjord av göteborgsforskare, hade en av fem män under 35 varit inne på ' +
      'kontaktsidor för sex. Att de tar kontakt med personer i prostitution på nätet uppgav två procent ' +
      'av männen och inte någon kvinna. Besök och köp ska inte blandas ihop.',
    body:
      'Stadens sociala program återger två resultat ur en enkät från 2001 om hur Internet används för ' +
      'sexuella syften.\n\n' +
      'Det första gäller besök. Av männen under 35 år hade en av fem varit inne på kontaktsidor som ' +
      'uttryckligen är till för sex. Det andra gäller kontakt med personer som säljer. Två procent av ' +
      'männen svarade att de tar sådan kontakt på nätet, medan ingen kvinna gjorde det.\n\n' +
      'Avståndet mellan talen är det viktiga. En stor grupp rör sig i miljöer där sex är ämnet, men det ' +
      'är en liten del som uppger att de söker upp någon mot betalning. Talen är dessutom inte räknade på ' +
      'samma grupp: det första gäller yngre män, det andra män i allmänhet.\n\n' +
      'För den som planerar förebyggande arbete betyder det att platserna har en bred publik, där de ' +
      'flesta inte är köpare. För den som uppskattar efterfrågan betyder det att besökstal inte duger som ' +
      'ersättning för köp.\n\n' +
      'Uppgifterna är från tiden före smarta telefoner och sociala medier. De visar hur frågan ställdes ' +
      'då och bör inte föras över till dagens användning. Nyare studier behöver sökas upp för det.',
    language: 'sv',
    period: '2001',
    regions: [],
    arenas: ['OTHER'],
    ageBands: ['UNKNOWN'],
    genders: ['MAN', 'WOMAN'],
    topics: ['enkät', 'kontaktsidor', 'efterfrågan', 'köpare', 'forskning'],
    direction: 'UNCLEAR',
    confidence: 'MEDIUM',
    countUnit: null,
    method:
      'Enkät med självrapporterade svar, återgiven i andra hand i stadens sociala program. Antal svar, ' +
      'bortfall och urval framgår inte där.',
    coverage:
      'De som besvarade enkäten 2001, som besökare eller köpare. Säger inget om dem som säljer. Var i ' +
      'landet deltagarna bodde anges inte.',
    methodNotes:
      'Åldersbanden är satta till okänt eftersom undre gränsen inte anges. Köp av sexuella tjänster är ' +
      'brott sedan 1999, vilket kan ge underrapportering; det är vår anmärkning. Läs originalet före ' +
      'citat.',
    sources: [SOURCE.ENKAT, SOURCE.SOCIALT_PROGRAM],
    policingNotes:
      'Två procent är männens egna svar i en enkät och kan inte läsas som antal brott eller som andel av ' +
      'besökarna på någon viss plats.',
    healthNotes:
      'Besökarna är många fler än köparna. Information om sexuell hälsa på sådana sidor når därför främst ' +
      'personer utan kontakt med prostitution (slutsats).',
    outreachGuidance: null,
  },
  {
    kind: 'ALERT',
    title: 'Signal: allt yngre personer söker betalande kontakter på nätet',
    summary:
      'I början av 2005 kom uppgifter från flera håll om att allt yngre personer sökte sig till nätet för ' +
      'att möta någon som ville betala för sexuella tjänster. Ålder och antal är inte kända. Enheten ' +
      'valde att ge den yngsta gruppen annonsörer särskild uppmärksamhet.',
    body:
      'Förvaltningens remissvar i februari 2005 tar upp en signal som fick betydelse för hur enheten ' +
      'prioriterade. Flera av varandra skilda håll hade berättat att allt yngre personer tar hjälp av ' +
      'nätet för att möta någon som är beredd att betala. Communities nämns i samma sammanhang som ett ' +
      'enkelt sätt att marknadsföra sig.\n\n' +
      'Signalen är svag i bevisvärde. Källan anger inte vilka som berättade, hur många personer det ' +
      'gällde eller vilka åldrar som menades. Den säger inte heller om det handlade om barn i lagens ' +
      'mening. Att flera håll berättar kan bero på att de hört samma sak.\n\n' +
      'Ändå är den allvarlig, och förvaltningen handlade på den. Projektet om nätprostitution fick i ' +
      'uppdrag att särskilt uppmärksamma de yngre annonsörerna. Det sociala programmet föreslog samtidigt ' +
      'att skolan och stadsdelarna ska utveckla förebyggande arbete, så att frågor om prostitution ryms i ' +
      'undervisningen om sex och samlevnad.\n\n' +
      'När uppgifter rör någon under 18 år gäller socialtjänstens ansvar för barn och skyldigheten att ' +
      'anmäla oro. Ett inlägg i detta system ersätter aldrig en sådan anmälan.',
    language: 'sv',
    period: '2005-02',
    regions: [],
    arenas: ['COMMUNITY'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['unga', 'communities', 'skola', 'förebyggande', 'orosanmälan'],
    direction: 'RISING',
    confidence: 'LOW',
    countUnit: 'TIPS',
    method:
      'Muntliga eller skriftliga upplysningar från flera håll, sammanvägda av förvaltningen. Antalet ' +
      'upplysningar redovisas inte och ingen kontroll beskrivs.',
    coverage:
      'Personer som söker betalande kontakter på nätet, utan angivna åldrar eller orter. Täcker inte ' +
      'kontakter som börjat utanför nätet.',
    methodNotes:
      'Åldersband och kön är satta till okänt eftersom källan bara jämför med tidigare. Ingen region ' +
      'anges i källan. Stycket om anmälningsskyldighet är vårt tillägg.',
    sources: [SOURCE.REMISSVAR, SOURCE.SOCIALT_PROGRAM],
    policingNotes:
      'Signalen rör en grupp och inga enskilda. Är personen under 18 år är en flagga alltid en ' +
      'hänvisning, och anmälan till socialnämnden görs för sig.',
    healthNotes:
      'Yngre personer kan behöva råd om preventivmedel, provtagning och samtal utan att först berätta om ' +
      'ersättning. Ungdomsmottagningarna finns med i enhetens samverkan i Stockholm.',
    outreachGuidance:
      'Låt den unga själv välja ord för det som hänt; många kallar det inte prostitution. Fråga om ' +
      'trygghet, vuxna i närheten och vilken hjälp som känns möjlig, och berätta tidigt vad som måste ' +
      'anmälas (slutsats).',
  },
  {
    kind: 'TREND',
    title: 'Den synliga prostitutionen minskar och en del flyttar inomhus och till nätet',
    summary:
      'Det sociala programmet beskriver en förskjutning: mindre synlig prostitution, fler platser och en ' +
      'del av inomhusprostitutionen på nätet. Mobiltelefon och Internet anges som skäl. Gatan har aldrig ' +
      'varit den enda arenan, och minskad synlighet är inte detsamma som minskad omfattning.',
    body:
      'I underlaget till stadens reviderade sociala program sammanfattas några års utveckling. Det som ' +
      'syns utomhus har blivit mindre. Samtidigt har telefoner och Internet gett fler platser där kontakt ' +
      'kan tas, och delar av det som sker inomhus annonseras nu på nätet.\n\n' +
      'Programmet påminner om att gatan alltid haft sällskap av andra arenor. Förskjutningen är alltså ' +
      'ingen enkel ersättning av en plats med en annan. En motion från samma tid lägger till sexköpslagen ' +
      'som förklaring vid sidan av tekniken.\n\n' +
      'För stödet är följden konkret. Två socialsekreterare sökte upp människor i kända miljöer, medan ' +
      'metoder för att nå dem som finns inomhus beskrivs som svåra att utveckla. Ändå är det många med ' +
      'erfarenhet av inomhusprostitution som själva tar kontakt med enheten, ofta efter lång tvekan och ' +
      'efter att ha hört om den från andra.\n\n' +
      'Enheten bedömde också att samtal med krogbranschen, tillsammans med Tillståndsenheten, var en mer ' +
      'framkomlig väg än nätet med de resurser som fanns.\n\n' +
      'Ingen räkning ligger bakom beskrivningen. Den bör läsas som erfarna medarbetares bild av vart ' +
      'människor tagit vägen, inte som ett mått på hur många de är.',
    language: 'sv',
    period: '2004-H2',
    regions: ['0180'],
    arenas: ['STREET', 'INDOOR', 'RESTAURANT_OR_BAR'],
    ageBands: ['UNKNOWN'],
    genders: ['UNKNOWN'],
    topics: ['gatan', 'inomhus', 'förskjutning', 'krog', 'synlighet'],
    direction: 'FALLING',
    confidence: 'MEDIUM',
    countUnit: null,
    method:
      'Samlad erfarenhet från enhetens uppsökande arbete och rådgivning, beskriven i stadens program. ' +
      'Inga tal eller jämförelseår redovisas.',
    coverage:
      'Stockholms stad. Riktningen gäller den synliga prostitutionen; för inomhus och nätet saknas ' +
      'underlag för omfattning.',
    methodNotes:
      'Synlighet mäts där personal rör sig. Ändras den uppsökande verksamhetens tider eller platser ' +
      'ändras också bilden (vår anmärkning). Halvåret är vår datering av ett odaterat underlag.',
    sources: [SOURCE.SOCIALT_PROGRAM, SOURCE.REMISSVAR],
    policingNotes:
      'Att färre syns utomhus kan inte läsas som att färre säljer eller köper. Jämförelser mellan år ' +
      'behöver samma metod båda åren.',
    healthNotes:
      'De som finns inomhus möter sällan uppsökande personal. Mottagningen och andra öppna dörrar blir ' +
      'därmed viktigare vägar till provtagning och vård (slutsats).',
    outreachGuidance:
      'Ryktet om ett gott bemötande är den väg som källan nämner: de som kommer har hört talas om stödet ' +
      'av någon annan. Enskilda samtal föredras eftersom skammen ofta är stor, och det ska gå att vara ' +
      'anonym.',
  },
  {
    kind: 'TOPIC_ANALYSIS',
    title: 'Pojkar och män som säljer: en nordisk kartläggning och det som återstår',
    summary:
      'I ett nordiskt nätverk var enheten med och kartlade prostitution där män säljer. Kartläggningen ' +
      'ställde frågor om antal, grupper, platser och villkor och jämförde länder. Svaren redovisas inte i ' +
      'källan. Nästa steg var att ta reda på vilka behov som finns och bygga uppsökande arbete.',
    body:
      'Män och pojkar som säljer har länge varit lite uppmärksammade i stadens arbete. Ett av målen i det ' +
      'sociala programmet var därför att kunskapen skulle omfatta också dem.\n\n' +
      'Genom ett nordiskt nätverk mellan Sverige, Norge, Danmark och Finland deltog Prostitutionsenheten ' +
      'i en kartläggning. Frågorna gällde antal, grupper och platser samt hur köp och försäljning sker. ' +
      'Tanken var att jämföra inom Norden och med övriga Europa.\n\n' +
      'Det källan inte ger är resultaten. Den beskriver syfte och nästa steg: att kartlägga vilka ' +
      'insatser männen och pojkarna behöver, att börja söka upp dem med erbjudanden som passar och att ' +
      'knyta ihop verksamheter som redan har något att ge. Klara HIV-mottagning, Venhälsan, ' +
      'ungdomsmottagningar och RFSU nämns bland dem som samverkar i Stockholm. RFSL är en av de parter ' +
      'som projektet om nätprostitution skulle arbeta med.\n\n' +
      'Programmet noterar på annat håll att både kvinnor och män vänder sig till enheten, och att ' +
      'mottagningen i viss mån tar emot män. Hur många det är framgår inte.\n\n' +
      'Frågan är alltså väl ställd men obesvarad. Bidrag från organisationer med egen kontakt är särskilt ' +
      'värdefulla här.',
    language: 'sv',
    period: '2004-H2',
    regions: [],
    arenas: ['UNKNOWN'],
    ageBands: ['UNKNOWN'],
    genders: ['MAN'],
    topics: ['pojkar', 'män', 'norden', 'hbtq', 'behov', 'nätverk'],
    direction: 'UNCLEAR',
    confidence: 'LOW',
    countUnit: null,
    method:
      'Beskrivning av en kartläggning i det sociala programmet. Varken frågeformulär, urval eller ' +
      'resultat återges där.',
    coverage:
      'Pojkar och män som säljer i de nordiska länder som ingår i nätverket. Åldrar anges inte; ordet ' +
      'pojkar visar att minderåriga kan ingå.',
    methodNotes:
      'Låg säkerhet beror på att resultaten saknas i källan, inte på att kartläggningen skulle vara svag. ' +
      'Att arenan är okänd är också ett resultat: var männen finns var en av frågorna.',
    sources: [SOURCE.SOCIALT_PROGRAM, SOURCE.REMISSVAR],
    policingNotes: null,
    healthNotes:
      'Två av de mottagningar som nämns i samverkan arbetar med hiv och könssjukdomar. Provtagning kan ' +
      'bli en första kontakt, om den som tar emot vågar fråga om ersättning utan att döma (slutsats).',
    outreachGuidance:
      'Ta inte för givet att en man som säljer definierar sig som homosexuell, eller att köparen är en ' +
      'man. Erbjud flera vägar in, gärna genom RFSL eller en mottagning som personen redan känner ' +
      '(slutsats).',
  },
];
