// Batches of observations: who sent what when, and the cells that they were counted into. Nobody reads the cells back here.
import type { EntityManager } from 'typeorm';
import { findObject } from './find-object.js';
import { queryPage, type PageRow } from './page.js';
import { selectList, type Selection } from './select.js';
import type { Reader } from './reader.js';
import type { CellCount } from '../domain/observations/tally.js';

/** A page of the batches that an organisation may read, newest first. */
export function listBatches(
  { source, party }: Reader,
  selection: Selection,
  page: { first: number; after: readonly (string | number)[] | null },
): Promise<PageRow[]> {
  return queryPage(source, {
    columns: selectList('Batch', selection, party),
    from: 'from statistics.batch b0',
    where: [],
    values: [],
    order: [
      { sql: 'b0.received_at', type: 'timestamptz' },
      { sql: 'b0.id', type: 'uuid' },
    ],
    direction: 'desc',
    ...page,
  });
}

/** One batch by its key; null when it is absent or hidden. */
export function findBatch<T>(reader: Reader, selection: Selection, uuid: string): Promise<T | null> {
  return findObject(reader, 'Batch', selection, 'from statistics.batch b0', 'b0.id = $1::uuid', uuid);
}

/** Opens a batch of an organisation and returns its key; null when the same content is already there. */
export async function openBatch(
  manager: EntityManager,
  organisationId: string,
  source: string,
  digest: Uint8Array,
): Promise<string | null> {
  const [row] = await manager.query<{ id: string }[]>(
    `insert into statistics.batch (organisation_id, source, digest) values ($1, $2, $3)
     on conflict do nothing returning id`,
    [organisationId, source, digest],
  );
  return row?.id ?? null;
}

const CELLS_AT_ONCE = 1_000;
const ADD_CELLS = `insert into cube.cell
    (batch_id, week, municipality, arena, age_band, gender, change, count_unit, n, rk)
  select $1::uuid, * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::bigint[], $10::bigint[])`;

/** Adds cells to a batch. Cells add up: the same one may come several times. */
export async function addCells(
  manager: EntityManager,
  batch: string,
  cells: Iterable<CellCount>,
): Promise<void> {
  for (const some of chunks(cells, CELLS_AT_ONCE)) {
    const columns = [0, 1, 2, 3, 4, 5, 6].map((index) => some.map(({ codes }) => codes[index]));
    await manager.query(ADD_CELLS, [batch, ...columns, some.map(({ n }) => n), some.map(({ rk }) => rk)]);
  }
}

function* chunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    if (chunk.push(item) < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}

/** Notes how many rows a batch had and how many of them were left out. */
export async function closeBatch(
  manager: EntityManager,
  batch: string,
  { rows, rejected }: { readonly rows: number; readonly rejected: number },
): Promise<void> {
  await manager.query('update statistics.batch set row_count = $2, rejected_count = $3 where id = $1', [
    batch,
    rows,
    rejected,
  ]);
}

/** Where a batch stands: null when it is absent or hidden. */
export async function batchHead(
  manager: EntityManager,
  id: string,
): Promise<{ organisationId: string; isWithdrawn: boolean } | null> {
  const [head] = await manager.query<{ organisationId: string; isWithdrawn: boolean }[]>(
    `select organisation_id as "organisationId", withdrawn_at is not null as "isWithdrawn"
     from statistics.batch where id = $1`,
    [id],
  );
  return head ?? null;
}

/** Withdraws a batch: its cells count no more. */
export async function withdrawBatch(manager: EntityManager, id: string): Promise<void> {
  await manager.query(
    `update statistics.batch set withdrawn_at = date_trunc('milliseconds', clock_timestamp())
     where id = $1 and withdrawn_at is null`,
    [id],
  );
}
