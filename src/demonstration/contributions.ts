// SYNTHETIC. Invented observations and verdicts of partners, of a kind that could be true: no organisation made them.
import type { DemonstrationContribution, DemonstrationVerdict } from './types.js';

const BOYS = 'Pojkar och män som säljer: en nordisk kartläggning och det som återstår';
const COMMUNITIES = 'Communities make selling on the web quick and cheap to advertise';
const YOUNGER = 'Signal: allt yngre personer söker betalande kontakter på nätet';

export const CONTRIBUTIONS: readonly DemonstrationContribution[] = [
  {
    organisation: 'rfsl',
    input: {
      attribution: 'ANONYMOUS',
      title: 'Unga män hör av sig i chatten sent på kvällen',
      text:
        'De flesta som skriver om att sälja hör av sig efter klockan 22 och vill inte bli uppringda. ' +
        'Flera säger att de inte tänker på det som prostitution, och att de slutar svara när ordet används.',
      period: '2026-Q3',
      regions: ['0180'],
      arenas: ['DATING_APP', 'MESSAGING_APP'],
    },
    correction: {
      entry: BOYS,
      note: 'Tack. Rådet om när och hur man hör av sig är nu en del av texten.',
      change: {
        outreachGuidance:
          'Utgå inte från att den som säljer är kvinna. Tala om det som personen själv talar om, och ' +
          'vänta med ordet prostitution. Hör av dig skriftligt och sent på kvällen, och ring inte upp ' +
          'utan att ha frågat. Erbjud flera vägar in, gärna genom RFSL eller en mottagning som personen ' +
          'redan känner (slutsats).',
      },
    },
  },
  {
    organisation: 'smittskydd-stockholm',
    input: {
      attribution: 'NAMED',
      title: 'Fler provtagningar i oktober',
      text: 'Antalet prov steg i oktober, samma månad som mottagningen fick längre öppettider.',
      period: '2026-10',
      regions: ['01'],
    },
    declined: 'Tack. Ökningen kan bero på öppettiderna; skriv gärna igen när fler månader är räknade.',
  },
  {
    organisation: 'socialtjansten-malmo',
    input: {
      attribution: 'NAMED',
      title: 'Samma annonstexter i Malmö som i Stockholm',
      text:
        'Under hösten har vi sett annonser i Malmö med ord för ord samma text som enheten har beskrivit. ' +
        'Det tyder på att någon annan än säljarna skriver dem.',
      period: '2026-Q3',
      regions: ['1280'],
      arenas: ['ESCORT_SITE'],
    },
  },
];

export const VERDICTS: readonly DemonstrationVerdict[] = [
  { organisation: 'socialtjansten-malmo', entry: COMMUNITIES, verdict: 'CONFIRMS' },
  { organisation: 'rfsu', entry: COMMUNITIES, verdict: 'CONFIRMS', comment: 'Vi hör samma sak på skolorna.' },
  {
    organisation: 'polisen-stockholm',
    entry: COMMUNITIES,
    verdict: 'CONTRADICTS',
    comment: 'I våra ärenden är det i dag appar snarare än communities.',
  },
  { organisation: 'socialjouren', entry: YOUNGER, verdict: 'NOT_SEEN' },
];
