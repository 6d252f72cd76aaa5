// Our own transaction helper. TypeORM's resolves an aborted transaction as committed, and gives a connection back to the
// pool although a statement on it never ended; both are seen in version 1.1.
import { GraphQLError } from 'graphql';
import { KeyReused } from './key-reused.js';
import { Refused } from '../domain/user-error.js';
import type { DataSource, EntityManager } from 'typeorm';
import type { PoolClient } from 'pg';

/** The connection that a transaction runs on, for writes. */
export type Transaction = EntityManager;

/**
 * Runs `work` in one transaction on one connection. Resolves only when the server has confirmed COMMIT. On any error the connection is
 * destroyed, so that nobody borrows what is left on it, but for one: what a rule of the work refuses is rolled back, and the connection
 * goes back to the pool when the server has confirmed that. A new one would cost more than the refusal, and of refusals there are many.
 */
export async function withTransaction<T>(
  source: DataSource,
  work: (manager: Transaction) => Promise<T>,
): Promise<T> {
  const runner = source.createQueryRunner();
  const client = (await runner.connect()) as PoolClient;
  // TypeORM releases the runner of a connection that fails between two statements, and says only that when the next one comes.
  let failure: Error | undefined;
  const onFailure = (error: Error) => (failure ??= error);
  client.on('error', onFailure);
  try {
    await client.query('BEGIN'); // awaited: a statement sent along would stand alone if BEGIN were refused
    const result = await work(runner.manager);
    const { command } = await client.query('COMMIT');
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back by the server');
    client.off('error', onFailure);
    await runner.release();
    return result;
  } catch (error) {
    if (!failure && isRefusal(error) && (await isRolledBack(client))) {
      client.off('error', onFailure);
      await runner.release(); // what `work` left running can send nothing more through its manager
      throw error;
    }
    // TypeORM declares release() without the reason, which is what makes the pool destroy the connection.
    await (
      runner as unknown as { releasePostgresConnection(reason: Error): Promise<void> }
    ).releasePostgresConnection(error instanceof Error ? error : new Error('transaction failed'));
    throw failure ?? error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof Refused || error instanceof KeyReused || error instanceof GraphQLError;
}

async function isRolledBack(client: PoolClient): Promise<boolean> {
  return client.query('ROLLBACK').then(
    ({ command }) => command === 'ROLLBACK',
    () => false,
  );
}
