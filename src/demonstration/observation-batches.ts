// SYNTHETIC. Two years of invented observations, quarter by quarter, from the two organisations that follow the web.
// The quarters are fixed, as the weeks and months of the other demonstration data are, so that every demonstration shows the same.
import { syntheticObservations, type SyntheticObservation } from './observations.js';

/** The quarters with observations, oldest first, and their first and last ISO weeks. */
export const OBSERVED_QUARTERS = [
  { quarter: '2024-Q4', from: '2024-W40', to: '2024-W52' },
  { quarter: '2025-Q1', from: '2025-W01', to: '2025-W13' },
  { quarter: '2025-Q2', from: '2025-W14', to: '2025-W26' },
  { quarter: '2025-Q3', from: '2025-W27', to: '2025-W39' },
  { quarter: '2025-Q4', from: '2025-W40', to: '2025-W52' },
  { quarter: '2026-Q1', from: '2026-W01', to: '2026-W13' },
  { quarter: '2026-Q2', from: '2026-W14', to: '2026-W26' },
  { quarter: '2026-Q3', from: '2026-W27', to: '2026-W39' },
] as const;

/** About six hundred rows a week: enough that a quarter by county can be published, few enough that a first start stays quick. */
const ROWS = 60_000;
const SEED = 1;
const MALMO = '1280';

export interface ObservationBatch {
  /** The code of the organisation that sends it. */
  readonly organisation: string;
  readonly source: string;
  readonly rows: readonly SyntheticObservation[];
}

/** Every quarter in two batches: Malmö's social services send what was seen in Malmö, the unit everything else. */
export function observationBatches(): ObservationBatch[] {
  const span = { from: OBSERVED_QUARTERS[0].from, to: OBSERVED_QUARTERS.at(-1)!.to };
  const rows = [...syntheticObservations({ ...span, rows: ROWS, seed: SEED })];
  return OBSERVED_QUARTERS.flatMap(({ quarter, from, to }) => {
    const ofQuarter = rows.filter(({ codes: [week] }) => week! >= from && week! <= to);
    const isMalmo = ({ codes: [, municipality] }: SyntheticObservation) => municipality === MALMO;
    const source = `SYNTHETIC observations ${quarter}`;
    return [
      { organisation: 'prostitutionsenheten', source, rows: ofQuarter.filter((row) => !isMalmo(row)) },
      { organisation: 'socialtjansten-malmo', source, rows: ofQuarter.filter(isMalmo) },
    ];
  });
}
