// What every write does besides its own effect, in one transaction: claim the idempotency key, append the audit line and the
// outbox line, keep the answer. All of it or none of it.
import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { AUDIT_COLUMNS, appendLine, type Trail } from './audit-trail.js';
import { KeyReused } from './key-reused.js';
import { withTransaction } from './transaction.js';
import type { NodeType } from '../domain/ids.js';

/** One mutation: its whole input, the key that makes a repeat harmless, and which guarded fields of its object it is answered with. */
export interface Command {
  readonly input: unknown;
  readonly key: string | null;
  readonly guarded: readonly string[];
}

/** The object that a command touched: all that is kept as its answer. */
export interface Touched {
  readonly type: NodeType;
  readonly uuid: string;
  /** What must stand out in the audit. */
  readonly remark?: 'OVERRIDE';
}

/**
 * Runs a command once. A repeat under the same key gets what the first one touched, without its effect, and is audited as the
 * reading that it is.
 */
export function commit(
  source: DataSource,
  trail: Trail,
  command: Command,
  effect: (manager: EntityManager) => Promise<Touched>,
): Promise<Touched> {
  return withTransaction(source, async (manager) => {
    const earlier = command.key === null ? null : await claimKey(manager, trail, command, command.key);
    if (earlier) {
      const objects = [`${earlier.type}/${earlier.uuid}`];
      await appendLine(manager, trail, { objects, guarded: command.guarded, outcome: 'REPEATED' });
      return earlier;
    }
    const touched = await effect(manager);
    await record(manager, trail, command, touched);
    return touched;
  });
}

const CLAIM = `insert into journal.idempotency (organisation_id, key, operation, fingerprint)
  values ($1, $2, $3, $4) on conflict do nothing returning key`;
const EARLIER =
  'select fingerprint, outcome from journal.idempotency where organisation_id = $1 and key = $2';

async function claimKey(
  manager: EntityManager,
  { organisationId, action }: Trail,
  { input }: Command,
  key: string,
): Promise<Touched | null> {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([action, input]))
    .digest();
  // A concurrent first request holds its row until it commits; this insert waits for it and then finds the row.
  const claimed = await manager.query<unknown[]>(CLAIM, [organisationId, key, action, fingerprint]);
  if (claimed.length > 0) return null;
  const earlier = await manager.query<{ fingerprint: Buffer; outcome: Touched }[]>(EARLIER, [
    organisationId,
    key,
  ]);
  if (!earlier[0]?.fingerprint.equals(fingerprint)) throw new KeyReused();
  return earlier[0].outcome;
}

/** The outbox line, the audit line, and the answer under the key, if there is one: one statement. */
const RECORD = `with line as (
    insert into journal.outbox (organisation_id, kind, object_type, object_id) values ($1, $2::text, $3::text, $4::text::uuid)
  ), entry as (
    insert into journal.audit (${AUDIT_COLUMNS.join(', ')})
    values ($1, $5, $6, $9, $2::text, $10, array[$3::text || '/' || $4::text], $8)
  )
  update journal.idempotency set outcome = json_build_object('type', $3::text, 'uuid', $4::text)
  where organisation_id = $1 and key = $7`;

async function record(
  manager: EntityManager,
  { organisationId, client, subject, operation, action }: Trail,
  { key, guarded }: Command,
  { type, uuid, remark }: Touched,
) {
  await manager.query(RECORD, [
    organisationId,
    action,
    type,
    uuid,
    client,
    subject,
    key,
    remark ?? 'DONE',
    operation,
    guarded,
  ]);
}
