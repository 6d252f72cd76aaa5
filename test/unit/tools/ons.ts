// Cell-key perturbation as the Office for National Statistics does it: a given table, keys of 8 bits, small counts suppressed.
// Source: ONSdigital/cell-key-perturbation, create_perturbed_table.

/** Record keys and cell keys are whole numbers below this. */
export const ONS_MODULUS = 256;

// Counts above 750 take rows 501 to 750 again and again, so that rounding to a base that divides 250 stays rounding.
const LAST_ROW = 750;
const REPEATED_ROWS = 250;
/** Below this a count is not published. */
const LEAST_PUBLISHED = 10;

export interface OnsCell {
  /** The row of the table that applies: ONS's "perturbation cell value". */
  readonly row: number;
  readonly noise: number;
  /** Null when suppressed. */
  readonly published: number | null;
}

/** Perturbs a count by a table that gives the noise of a row and a cell key. A count of 0 has row 0 and no noise. */
export function perturbAsOns(
  count: number,
  key: number,
  noiseOf: (row: number, key: number) => number,
  leastPublished = LEAST_PUBLISHED,
): OnsCell {
  const row = count <= LAST_ROW ? count : ((count - 1) % REPEATED_ROWS) + LAST_ROW - REPEATED_ROWS + 1;
  const noise = row === 0 ? 0 : noiseOf(row, key);
  const published = count + noise;
  return { row, noise, published: published < leastPublished ? null : published };
}
