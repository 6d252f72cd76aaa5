// When a delivery that failed is tried again: soon at first, then every hour, so that a receiver that comes back is not kept waiting
// longer; for three days, as Standard Webhooks proposes.

const FIRST_MS = 5_000;
const LONGEST_MS = 3_600_000;
const SPAN_MS = 72 * 3_600_000;

/** The pause after a number of failed attempts: four times the one before, up to an hour. */
function pauseWithoutChance(failures: number): number {
  return Math.min(FIRST_MS * 4 ** (failures - 1), LONGEST_MS);
}

/** How many attempts fit into the three days. */
export const MOST_ATTEMPTS = attemptsWithin(SPAN_MS);

function attemptsWithin(span: number): number {
  let attempts = 1;
  for (let passed = 0; passed < span; attempts += 1) passed += pauseWithoutChance(attempts);
  return attempts;
}

/**
 * The pause after a number of failed attempts, in milliseconds: up to a fifth longer by chance (`random` from 0 to 1), so that receivers
 * that were away together are not all called at once.
 */
export function pauseAfter(failures: number, random: number): number {
  return Math.round(pauseWithoutChance(failures) * (1 + random / 5));
}
