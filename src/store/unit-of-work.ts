// What every write does besides its own effect, in one transaction: claim the idempotency key, append the audit line and the
// outbox line, keep the answer. All of it or none of it.
import { createHash } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { AuditRow, IdempotencyRow, OutboxRow } from '../entities/journal.js';
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

async function claimKey(
  manager: EntityManager,
  writer: Writer,
  command: Command,
  key: string,
): Promise<Touched | null> {
  const claim = { organisationId: writer.organisationId, key };
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([command.operation, command.input]))
    .digest();
  // A concurrent first request holds its row until it commits; this insert waits for it and then finds the row.
  await manager
    .createQueryBuilder()
    .insert()
    .into(IdempotencyRow, ['organisationId', 'key', 'operation', 'fingerprint'])
    .values({ ...claim, operation: command.operation, fingerprint })
    .orIgnore()
    .updateEntity(false)
    .execute();
  const row = await manager
    .createQueryBuilder(IdempotencyRow, 'i')
    .select(['i.fingerprint', 'i.outcome', 'i.organisationId', 'i.key'])
    .where(claim)
    .getOneOrFail();
  if (!row.fingerprint.equals(fingerprint)) throw new KeyReused();
  return row.outcome as Touched | null;
}

async function record(
  manager: EntityManager,
  writer: Writer,
  { operation, key }: Command,
  touched: Touched,
): Promise<void> {
  const { organisationId, client, subject } = writer;
  const insert = () => manager.createQueryBuilder().insert();
  await insert()
    .into(OutboxRow, ['organisationId', 'kind', 'objectType', 'objectId'])
    .values({ organisationId, kind: operation, objectType: touched.type, objectId: touched.uuid })
    .updateEntity(false)
    .execute();
  await insert()
    .into(AuditRow, ['organisationId', 'client', 'subject', 'action', 'objects', 'outcome'])
    .values({
      organisationId,
      client,
      subject,
      action: operation,
      objects: [`${touched.type}/${touched.uuid}`],
      outcome: 'DONE',
    })
    .updateEntity(false)
    .execute();
  if (key === null) return;
  await manager
    .createQueryBuilder()
    .update(IdempotencyRow)
    .set({ outcome: touched })
    .where({ organisationId, key })
    .execute();
}
