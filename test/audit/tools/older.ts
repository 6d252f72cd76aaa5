import type { DataSource } from 'typeorm';
import { AUDIT_KEY } from '../../api/tools/audit.js';
import type { Checkpoint } from '../../../src/domain/audit/checkpoint.js';

/** Signs every checkpoint as it would have been signed so many days earlier. */
export async function makeOlder(owner: DataSource, days: number): Promise<void> {
  const checkpoints = await owner.query<Checkpoint[]>(
    'select size::float8, root, at from journal.checkpoint',
  );
  for (const { size, root, at } of checkpoints) {
    const older = AUDIT_KEY.sign({ size, root, at: new Date(at.getTime() - days * 86_400_000) });
    await owner.query('update journal.checkpoint set at = $2, signature = $3 where size = $1', [
      size,
      older.at,
      older.signature,
    ]);
  }
}
