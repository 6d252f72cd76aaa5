// Counts the demonstration's observations as an import counts a file: by the same rules, on the organisation's own login.
import { createHash, randomFillSync } from 'node:crypto';
import { observationBatches, type ObservationBatch } from '../demonstration/observation-batches.js';
import { recordKeys } from '../domain/observations/record-keys.js';
import { Tally } from '../domain/observations/tally.js';
import { addCells, closeBatch, openBatch } from '../store/batches.js';
import { COMMAND_LINE } from '../store/audit-trail.js';
import { organisationByCode } from '../store/organisations.js';
import { commit } from '../store/unit-of-work.js';
import type { Sources } from '../store/sources.js';

/** Counts every batch; on an empty database. */
export async function countDemonstration(sources: Sources): Promise<void> {
  for (const batch of observationBatches()) await countBatch(sources, batch);
}

async function countBatch(sources: Sources, { organisation: code, source, rows }: ObservationBatch) {
  const pool = await sources.of(code);
  const organisation = await organisationByCode(pool, code);
  if (!organisation) throw new Error(`demonstration data was refused: no organisation ${code}`);
  const digest = createHash('sha256').update(JSON.stringify(rows)).digest();
  const trail = { ...COMMAND_LINE, organisationId: organisation.id, action: 'importObservations' };
  const command = { input: digest.toString('hex'), key: null, guarded: [] };
  await commit(pool, trail, command, async (manager) => {
    const uuid = await openBatch(manager, organisation.id, source, digest);
    if (uuid === null) throw new Error('demonstration data was refused: the same content is there.');
    await addCells(manager, uuid, cellsOf(rows));
    await closeBatch(manager, uuid, { rows: rows.length, rejected: 0 });
    return { type: 'Batch', uuid };
  });
}

function cellsOf(rows: ObservationBatch['rows']) {
  const today = new Date().toISOString().slice(0, 10);
  const tally = new Tally(today, recordKeys(randomFillSync), rows.length);
  for (const { codes, count } of rows) {
    const [mistake] = tally.add(codes, count);
    if (mistake) throw new Error(`demonstration data was refused: ${mistake.column}: ${mistake.rule}`);
  }
  return tally.take();
}
