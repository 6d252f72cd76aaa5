// Pool adjacent violators: the nearest rising sequence replaces each run that falls by its average.

/** The lengths of the runs into which a sequence is pooled so that their averages rise. */
export function poolRising(values: readonly number[]): number[] {
  const runs: { sum: number; length: number }[] = [];
  for (const value of values) {
    let last = { sum: value, length: 1 };
    for (let before = runs.at(-1); before && average(before) > average(last); before = runs.at(-1)) {
      runs.pop();
      last = { sum: before.sum + last.sum, length: before.length + last.length };
    }
    runs.push(last);
  }
  return runs.map(({ length }) => length);
}

/** Every value replaced by the average of its run. */
export function averageInRuns(values: readonly number[], lengths: readonly number[]): number[] {
  let start = 0;
  return lengths.flatMap((length) => {
    const run = values.slice(start, start + length);
    start += length;
    return run.map(() => run.reduce((sum, value) => sum + value, 0) / length);
  });
}

function average({ sum, length }: { sum: number; length: number }): number {
  return sum / length;
}
