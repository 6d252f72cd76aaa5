// SYNTHETIC. Invented monthly counts of the organisations' own work, of a size that could be true: no organisation counted them.
import type { DemonstrationWork } from './types.js';

const MONTHS = ['2026-08', '2026-09', '2026-10'] as const;

/** One kind of work, month by month; the note belongs to the last month. */
type Series = readonly [kind: string, counts: readonly [number, number, number], note?: string];

function work(organisation: string, municipality: string, series: readonly Series[]): DemonstrationWork {
  const reports = series.flatMap(([kind, counts, note]) =>
    MONTHS.map((month, index) => ({
      ...{ month, municipality, kind, count: counts[index]! },
      ...(note && index === MONTHS.length - 1 && { note }),
    })),
  );
  return { organisation, reports };
}

export const ACTIVITY_REPORTS: readonly DemonstrationWork[] = [
  work('prostitutionsenheten', '0180', [
    ['OUTREACH_CONTACT', [61, 84, 97], 'Från oktober två kvällar i veckan på nätet i stället för en.'],
    ['SUPPORT_TALK', [48, 66, 71]],
    ['CLINIC_VISIT', [39, 57, 62]],
    ['KAST_CALL', [17, 23, 21]],
    ['EPOSTCARD_SENT', [110, 142, 168]],
    ['EPOSTCARD_REPLY', [9, 14, 12], 'Svar som kom efter månadens slut räknas i nästa månad.'],
  ]),
  work('socialtjansten-malmo', '1280', [
    ['OUTREACH_CONTACT', [22, 31, 28]],
    ['FORWARDED_TO_SUPPORT', [3, 5, 4]],
  ]),
  work('rfsl', '0180', [
    ['CHAT', [44, 52, 58], 'Chatten var stängd en vecka i oktober.'],
    ['TEST_VISIT', [19, 26, 24]],
  ]),
  work('rfsu', '0180', [['LECTURE', [0, 4, 6], 'Två av dem för personal på ungdomsmottagningar.']]),
];
