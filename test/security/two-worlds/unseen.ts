// Finds a record that changes true counts and no published one: keys are tried until the noise of every cell that the record
// falls into makes up for it. Where noise stands at its very end, no key can, so there are several records to try.
import { createHash, createHmac } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { CELL_SECRET } from '../../api/tools/statistics.js';
import { CATALOGUE, placeOf } from '../../../src/domain/statistics/catalogue.js';
import { perturbation } from '../../../src/domain/statistics/true-counts.js';
import type { Grouping } from '../../../src/domain/statistics/dimensions.js';
import type { Measure } from '../../../src/domain/lists/statistics.js';

export interface UnseenRecord {
  readonly measure: Measure;
  readonly periods: readonly string[];
  readonly categories: Readonly<Partial<Record<Grouping, string>>>;
}

interface Cell {
  readonly n: number;
  readonly rk: number;
}

const publish = perturbation((message) => createHmac('sha256', CELL_SECRET).update(message).digest());
const publishedOf = ({ n, rk }: Cell) => publish({ n: [n], rk: [rk] })[0]!;
const MOST_TRIES = 500_000;

/** The first of the records, and of its keys, with which nothing that is published changes. */
export async function unseen<R extends UnseenRecord, K>(
  owner: DataSource,
  records: readonly R[],
  keyOf: (attempt: number) => { readonly key: K; readonly rk: number },
): Promise<{ readonly record: R; readonly key: K }> {
  for (const record of records) {
    const cells = await cellsOf(owner, record);
    for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
      const { key, rk } = keyOf(attempt);
      const isUnseen = cells.every(
        (cell) => publishedOf({ n: cell.n + 1, rk: (cell.rk + rk) % 2 ** 32 }) === publishedOf(cell),
      );
      if (isUnseen) return { record, key };
    }
  }
  throw new Error(`no key leaves the cells of any of ${records.length} records as they are`);
}

/** What stands so far in the cells that a record falls into, each kind of cell once, the fullest first. */
async function cellsOf(owner: DataSource, { measure, periods, categories }: UnseenRecord): Promise<Cell[]> {
  const bases = await owner.query<{ name: string; n: number[]; rk: number[] }[]>(
    `select distinct on (b.name, b.period) b.name, b.n::float8[] as n, b.rk::float8[] as rk from cube.basis b
     join statistics.release r on r.id = b.release_id where b.period = any ($1)
     order by b.name, b.period, r.requested_at`,
    [periods],
  );
  const cells = bases.flatMap(({ name, n, rk }) => {
    const table = CATALOGUE.find((one) => one.name === name)!;
    const place = placeOf(
      table,
      table.groupings.map((grouping) => categories[grouping] ?? null),
    );
    return table.measure === measure && place >= 0 ? [{ n: n[place]!, rk: rk[place]! }] : [];
  });
  const distinct = new Map(cells.map((cell) => [`${cell.n} ${cell.rk}`, cell]));
  return [...distinct.values()].sort((a, b) => b.n - a.n);
}

/** A number below 2^32 that depends on a word alone. */
export function drawn(word: string): number {
  return createHash('sha256').update(word).digest().readUInt32BE(0);
}
