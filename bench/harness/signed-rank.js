// Wilcoxon's signed-rank test: whether pairs of times differ on the whole. Ranks instead of times, so that a garbage collection here or
// there weighs no more than any other large difference.

/** How many standard deviations the differences lie from "no difference"; and the middle difference. */
export function signedRank(differences) {
  const ranked = differences
    .filter((difference) => difference !== 0)
    .sort((a, b) => Math.abs(a) - Math.abs(b));
  const n = ranked.length;
  const sum = ranked.reduce(
    (total, difference, index) => total + (difference > 0 ? index + 1 : -index - 1),
    0,
  );
  const z = sum / Math.sqrt((n * (n + 1) * (2 * n + 1)) / 6);
  const sorted = [...differences].sort((a, b) => a - b);
  return { z, middle: sorted[Math.floor(sorted.length / 2)] };
}
