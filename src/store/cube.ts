// The cube on the worker's login.
import type { DataSource } from 'typeorm';
import { withTransaction, type Transaction } from './transaction.js';
import { takeTurn } from './turn.js';

/** Cells that are removed at once: millions of them would take longer than a statement may. */
const MOST_CELLS = 20_000;

// Where millions of cells have just come or gone PostgreSQL might read them all to find a few.
const BY_INDEX = 'set local enable_seqscan = off; set local enable_bitmapscan = off';
// A subquery that answers is asked once for each batch; `exists` would be joined with all cells.
const LEFT = `select b.id from statistics.batch b where b.withdrawn_at is not null
  and (select true from cube.cell c where c.batch_id = b.id limit 1) limit 1`;
const REMOVE = `delete from cube.cell where ctid = any (array(
  select c.ctid from cube.cell c where c.batch_id = $1 limit ${MOST_CELLS}))`;

/** Removes the cells of batches that were withdrawn: they count nowhere any more. Answers how many. */
export async function removeWithdrawnCells(source: DataSource): Promise<number> {
  let total = 0;
  for (;;) {
    const removed = await withTransaction(source, removePiece);
    if (removed === null) return total;
    total += removed;
  }
}

/** Removes some cells of one batch. Answers how many; null when there are none, or another worker is at it. */
async function removePiece(manager: Transaction): Promise<number | null> {
  if (!(await takeTurn(manager, 'cells'))) return null;
  await manager.query(BY_INDEX);
  const [batch] = await manager.query<{ id: string }[]>(LEFT);
  if (!batch) return null;
  const [, removed] = await manager.query<[unknown[], number]>(REMOVE, [batch.id]);
  return removed;
}
