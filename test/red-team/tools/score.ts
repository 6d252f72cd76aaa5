// What an attack is worth: how many true counts from 1 to 4 it names, beside always naming the commonest of them.

/** The true counts that are to be protected. */
export const SMALL = [1, 2, 3, 4];

/** Secrets drawn, each publishing the same records anew: their results are independent and alike. */
export const SECRETS = 8;
/** Student's t of 7 degrees of freedom is larger in one of a thousand cases. Source: any table of the distribution. */
const STUDENT = 4.785;

/** How often the commonest true count occurs among the targets. */
export function bestConstant(truths: readonly number[]): number {
  return Math.max(...SMALL.map((value) => truths.filter((truth) => truth === value).length)) / truths.length;
}

/** The share of right guesses on average over the secrets, and bounds that are passed by chance once in a thousand times each. */
export function recovery(shares: readonly number[]): { mean: number; least: number; most: number } {
  if (shares.length !== SECRETS) throw new Error(`One share for each of ${SECRETS} secrets.`);
  const mean = shares.reduce((sum, share) => sum + share, 0) / SECRETS;
  const variance = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0) / (SECRETS - 1);
  const margin = STUDENT * Math.sqrt(variance / SECRETS);
  return { mean, least: mean - margin, most: mean + margin };
}

/** The share of estimates that are right as the attacker would name them: rounded, and not negative. */
export function named(estimates: readonly number[], truths: readonly number[]): number {
  return share(estimates, truths, (estimate) => Math.max(0, Math.round(estimate)));
}

/** The share of estimates that are right when it is known beforehand that they are from 1 to 4. */
export function namedWhenTold(estimates: readonly number[], truths: readonly number[]): number {
  return share(estimates, truths, (estimate) => Math.min(4, Math.max(1, Math.round(estimate))));
}

function share(
  estimates: readonly number[],
  truths: readonly number[],
  guess: (estimate: number) => number,
): number {
  return estimates.filter((estimate, k) => guess(estimate) === truths[k]).length / truths.length;
}
