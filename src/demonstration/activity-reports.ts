// SYNTHETIC. Invented monthly counts of the organisations' own work, of a size that could be true: no organisation counted them.
// Two years, the quarters of the synthetic observations, and the month after them.
import { mersenne } from 'pure-rand/generator/mersenne';
import type { DemonstrationWork } from './types.js';

const MONTHS = Array.from({ length: 25 }, (_, index) => {
  const [year, month] = [2024 + Math.floor((index + 9) / 12), ((index + 9) % 12) + 1];
  return `${year}-${String(month).padStart(2, '0')}`;
});

/** Percent of an ordinary month, from January to December: fewer are at work in July and at Christmas. */
const SEASON = [96, 102, 106, 104, 106, 96, 52, 92, 110, 116, 112, 88];

const random = mersenne(1);

/** One kind of work: how much in an ordinary month at first, how it grows in percent a year; the note belongs to the last month. */
type Series = readonly [kind: string, monthly: number, yearly: number, note?: string];

/** What an organisation did in a municipality. */
function work(organisation: string, municipality: string, series: readonly Series[]): DemonstrationWork {
  const reports = series.flatMap(([kind, monthly, yearly, note]) =>
    MONTHS.map((month, index) => {
      const usual = monthly * (SEASON[(index + 9) % 12]! / 100) * (1 + (yearly / 100) * (index / 12));
      // A quarter up or down by chance, as small numbers of people go.
      const count = Math.round(usual * (0.75 + (random.next() >>> 0) / 2 ** 33));
      return { month, municipality, kind, count, ...(note && month === MONTHS.at(-1) && { note }) };
    }),
  );
  return { organisation, reports };
}

export const ACTIVITY_REPORTS: readonly DemonstrationWork[] = [
  work('prostitutionsenheten', '0180', [
    ['OUTREACH_CONTACT', 62, 20, 'Från oktober två kvällar i veckan på nätet i stället för en.'],
    ['SUPPORT_TALK', 58, 6],
    ['CLINIC_VISIT', 52, 4],
    ['KAST_CALL', 19, 5],
    ['EPOSTCARD_SENT', 105, 22],
    ['EPOSTCARD_REPLY', 9, 22, 'Svar som kom efter månadens slut räknas i nästa månad.'],
  ]),
  work('socialtjansten-malmo', '1280', [
    ['OUTREACH_CONTACT', 24, 8],
    ['FORWARDED_TO_SUPPORT', 4, 5],
  ]),
  work('rfsl', '0180', [
    ['CHAT', 46, 10, 'Chatten var stängd en vecka i oktober.'],
    ['TEST_VISIT', 23, 4],
  ]),
  work('rfsl', '1480', [['TEST_VISIT', 14, 4]]),
  work('rfsu', '0180', [['LECTURE', 6, 0, 'Två av dem för personal på ungdomsmottagningar.']]),
  work('smittskydd-stockholm', '0180', [['TEST_VISIT', 34, 3]]),
];
