// Counts the rows of a file into a batch. The cells are few where the rows are many, and most files have room for all of theirs;
// others have them written whenever there is no room for another, so memory stays flat.
import { randomFillSync } from 'node:crypto';
import type { CsvRow } from './csv-rows.js';
import type { Rejects } from './rejects.js';
import { COLUMNS } from '../domain/observations/observation.js';
import { recordKeys } from '../domain/observations/record-keys.js';
import { Tally } from '../domain/observations/tally.js';
import { addCells } from '../store/batches.js';
import type { Transaction } from '../store/transaction.js';

/** Three quarters of 2^20 slots of 20 bytes: 21 MB of the 300 that an import may take. */
const MOST_CELLS = 3 * 2 ** 18;
const NOT_WHOLE = { column: 'row', rule: `${COLUMNS.length} fields, as the head has.` } as const;

/** Counts every good row, and hands every other to `rejects`. */
export async function countRows(
  manager: Transaction,
  batch: string,
  pieces: AsyncIterable<Iterable<CsvRow>>,
  rejects: Rejects,
  onRows: (rows: number) => void,
): Promise<{ readonly rows: number; readonly records: number }> {
  const today = new Date().toISOString().slice(0, 10);
  const tally = new Tally(today, recordKeys(randomFillSync), MOST_CELLS);
  let places: number[] | undefined;
  let rows = 0;
  let records = 0;
  for await (const piece of pieces) {
    for (const row of piece) {
      if (!places) {
        places = placesOf(row);
        continue;
      }
      const codes = places.map((place) => row.fields[place] ?? '');
      const count = Number(codes[7]);
      const mistakes = isWhole(row) ? tally.add(codes, count) : [NOT_WHOLE];
      if (mistakes.length > 0) {
        await rejects.add(row, mistakes);
        continue;
      }
      rows += 1;
      records += count;
      if (tally.isFull) await addCells(manager, batch, tally.take());
    }
    onRows(rows);
  }
  if (!places) throw new Error('The file is empty.');
  await addCells(manager, batch, tally.take());
  return { rows, records };
}

function isWhole({ fields }: CsvRow): boolean {
  return fields.length === COLUMNS.length;
}

/** Where each column is; the head names all of them, in any order, and nothing else. */
function placesOf({ fields }: CsvRow): number[] {
  const names = fields.map((name) => name.trim());
  const places = COLUMNS.map((column) => names.indexOf(column));
  if (names.length !== COLUMNS.length || places.includes(-1))
    throw new Error(`Line 1: the head must name the columns ${COLUMNS.join(', ')}.`);
  return places;
}
