// What the operator's commands on registrations have in common: the owner's connection and one transaction, for as long as it takes.
import { secretsOf } from './development-state.js';
import { openOwner } from '../store/migrate.js';
import { withTransaction, type Transaction } from '../store/transaction.js';
import type { Config } from '../config.js';

/** Does some work as the owner of the database, all of it or nothing. */
export async function asOwner<T>(config: Config, work: (owner: Transaction) => Promise<T>): Promise<T> {
  const { databaseUrl } = await secretsOf(config);
  const owner = await openOwner(databaseUrl);
  try {
    return await withTransaction(owner, work);
  } finally {
    await owner.destroy();
  }
}
