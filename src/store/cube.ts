// The cube on the worker's login.
import type { DataSource } from 'typeorm';

/** Removes the cells of batches that were withdrawn: they count nowhere any more. Answers how many. */
export async function removeWithdrawnCells(source: DataSource): Promise<number> {
  const [, removed] = await source.query<[unknown[], number]>(
    `delete from cube.cell where batch_id in (select id from statistics.batch where withdrawn_at is not null)`,
  );
  return removed;
}
