// What the operator's commands on registrations have in common: the owner's connection, for as long as it takes.
import { secretsOf } from './development-state.js';
import { openOwner } from '../store/migrate.js';
import type { Owner } from '../store/provision.js';
import type { Config } from '../config.js';

/** Does some work as the owner of the database. */
export async function asOwner<T>(config: Config, work: (owner: Owner) => Promise<T>): Promise<T> {
  const { databaseUrl } = await secretsOf(config);
  const owner = await openOwner(databaseUrl);
  try {
    return await work(owner);
  } finally {
    await owner.destroy();
  }
}
