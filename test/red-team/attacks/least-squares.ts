// The counts nearest to the published ones that are nowhere negative, lie within the noise and add up everywhere, found by HiGHS.
import { createRequire } from 'node:module';
import type { PublicTable } from '../tools/public-table.js';
import type { System } from '../tools/system.js';

// The types of the package describe what `require` gives, and not what `import` gives.
const { default: loadHighs } = createRequire(import.meta.url)('highs') as typeof import('highs');
const highs = await loadHighs();

/** An attack like the others, at the price of a quadratic programme. */
export function leastSquares(
  { published, relations }: System,
  table: PublicTable,
  targets: readonly number[],
): number[] {
  const cells = published.length;
  const columns = published.map(() => ({ indices: [] as number[], values: [] as number[] }));
  relations.forEach(({ whole, parts }, row) => {
    for (const cell of [whole, ...parts]) {
      columns[cell]!.indices.push(row);
      columns[cell]!.values.push(cell === whole ? 1 : -1);
    }
  });
  const ranges = published.map((count) => (count === null ? [0, highs.infinity] : table.range(count)));
  const starts = [0];
  for (const { indices } of columns) starts.push(starts.at(-1)! + indices.length);
  const model = highs.createModel({
    numCols: cells,
    numRows: relations.length,
    colCost: published.map((count) => -(count ?? 0)),
    colLower: ranges.map(([low]) => low),
    colUpper: ranges.map(([, high]) => high),
    rowLower: relations.map(() => 0),
    rowUpper: relations.map(() => 0),
    matrix: {
      format: 'csc',
      numRows: relations.length,
      numCols: cells,
      starts,
      indices: columns.flatMap(({ indices }) => indices),
      values: columns.flatMap(({ values }) => values),
    },
    hessian: {
      format: 'triangular',
      dimension: cells,
      starts: Array.from({ length: cells + 1 }, (_, cell) => cell),
      indices: published.map((_, cell) => cell),
      values: published.map((count) => (count === null ? 0 : 1)),
    },
  });
  try {
    model.options.set({ output_flag: false });
    model.run();
    if (model.getModelStatus() !== highs.constants.modelStatus.optimal)
      throw new Error('No nearest counts found.');
    const { colValue } = model.getSolution();
    return targets.map((target) => colValue[target]!);
  } finally {
    model.dispose();
  }
}
