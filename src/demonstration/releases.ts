// SYNTHETIC. Releases of the invented observations, and an entry that rests on a table of the last one.
import type { DemonstrationEntry } from './types.js';

const SYNTHETIC = 'SYNTHETIC: uppdiktade observationer för demonstration.';

/** One release after the other, as they would have been published; before 2026 only the web was counted. */
export const RELEASES = [
  { period: '2024-Q4', measures: ['ADVERTS', 'PERSONS_MET'], notes: SYNTHETIC },
  { period: '2025', measures: ['ADVERTS', 'PERSONS_MET', 'ACTIVITIES'], notes: SYNTHETIC },
  { period: '2026-H1', notes: SYNTHETIC },
  { period: '2026-Q3', notes: SYNTHETIC },
] as const;

/** Published after the releases: `statistics` refers to the newest. */
export const STATISTICS_ENTRY: DemonstrationEntry & { readonly statistics: object } = {
  kind: 'REPORT',
  title: 'SYNTHETIC: annonser per arena, kvartal för kvartal',
  summary:
    'Ett exempel på hur en post bärs av en tabell ur statistiken. Talen är uppdiktade och störda med slumptal, som alla ' +
    'tal i statistiken är.',
  body:
    'Tabellen visar annonser efter arena och kvartal ur den senaste utgåvan. Varje part som läser posten ser samma tal.\n\n' +
    'Observationerna bakom är framställda av ett program för att systemet ska kunna visas och säger ingenting om verkligheten.',
  language: 'sv',
  period: '2026',
  regions: [],
  arenas: ['ESCORT_SITE', 'SOCIAL_MEDIA', 'SUGAR_DATING'],
  ageBands: ['UNKNOWN'],
  genders: ['UNKNOWN'],
  topics: ['statistik', 'exempel'],
  direction: 'UNCLEAR',
  confidence: 'LOW',
  countUnit: 'ADVERTS',
  method: 'Framställda observationer, räknade och störda som verkliga skulle ha blivit.',
  coverage: 'Ingenting: talen är uppdiktade.',
  methodNotes: null,
  sources: [],
  policingNotes: null,
  healthNotes: null,
  outreachGuidance: null,
  statistics: { measure: 'ADVERTS', granularity: 'QUARTER', groupBy: ['PERIOD', 'ARENA'] },
};
