// What every write does besides its own effect, in one transaction: claim the idempotency key, append the audit line and the
// outbox line, keep the answer. All of it or none of it.
import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { withTransaction } from './transaction.js';
import type { NodeType } from '../domain/ids.js';

/** Who writes, as the journal records it. */
export interface Writer {
  readonly organisationId: string;
  readonly client: string;
  readonly subject: string;
}

/** One mutation: its name, its whole input and the key that makes a repeat harmless. */
export interface Command {
  readonly operation: string;
  readonly input: unknown;
  readonly key: string | null;
}

/** The object that a command touched: all that is kept as its answer. */
export interface Touched {
  readonly type: NodeType;
  readonly uuid: string;
  /** What must stand out in the audit. */
  readonly remark?: 'OVERRIDE';
}

export class KeyReused extends Error {}

/** Runs a command once. A repeat under the same key gets what the first one touched, without its effect. */
export function commit(
  source: DataSource,
  writer: Writer,
  command: Command,
  effect: (manager: EntityManager) => Promise<Touched>,
): Promise<Touched> {
  return withTransaction(source, async (manager) => {
    const earlier = command.key === null ? null : await claimKey(manager, writer, command, command.key);
    if (earlier) return earlier;
    const touched = await effect(manager);
    await record(manager, writer, command, touched);
    return touched;
  });
}

const CLAIM = `insert into journal.idempotency (organisation_id, key, operation, fingerprint)
  values ($1, $2, $3, $4) on conflict do nothing returning key`;
const EARLIER =
  'select fingerprint, outcome from journal.idempotency where organisation_id = $1 and key = $2';

async function claimKey(
  manager: EntityManager,
  { organisationId }: Writer,
  { operation, input }: Command,
  key: string,
): Promise<Touched | null> {
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([operation, input]))
    .digest();
  // A concurrent first request holds its row until it commits; this insert waits for it and then finds the row.
  const claimed = await manager.query<unknown[]>(CLAIM, [organisationId, key, operation, fingerprint]);
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
    insert into journal.audit (organisation_id, client, subject, action, objects, outcome)
    values ($1, $5, $6, $2::text, array[$3::text || '/' || $4::text], $8)
  )
  update journal.idempotency set outcome = json_build_object('type', $3::text, 'uuid', $4::text)
  where organisation_id = $1 and key = $7`;

async function record(
  manager: EntityManager,
  writer: Writer,
  { operation, key }: Command,
  { type, uuid, remark }: Touched,
) {
  const { organisationId, client, subject } = writer;
  await manager.query(RECORD, [
    organisationId,
    operation,
    type,
    uuid,
    client,
    subject,
    key,
    remark ?? 'DONE',
  ]);
}
