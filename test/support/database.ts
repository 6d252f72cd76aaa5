// A database of a test file's own, cloned from the migrated template.
import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { openOwner } from '../../src/store/migrate.js';
import { closeDatabase } from '../../src/store/provision.js';
import { Sources } from '../../src/store/sources.js';

interface Cluster {
  readonly url: string;
  readonly template: string;
  readonly loginSecret: string;
  readonly dataDir: string;
}

export const cluster = JSON.parse(process.env['TEST_CLUSTER'] ?? 'null') as Cluster;

/** How long a test waits for a connection: for as long as others may be busy on its machine. */
export const PATIENCE_MS = 15_000;

/** Pools as tests open them. */
export function openSources(databaseUrl: string, poolSize: number): Sources {
  return new Sources({ databaseUrl, loginSecret: cluster.loginSecret, poolSize, connectMs: PATIENCE_MS });
}

export interface TestDatabase {
  readonly name: string;
  readonly url: string;
  /** The owner's connection: sees and changes everything, for arranging and for positive controls. */
  readonly owner: DataSource;
  /** The organisations' own logins. */
  readonly sources: Sources;
  /** Lets go of every connection, so that the database can be cloned; after it, it can only be dropped. */
  disconnect(): Promise<void>;
  drop(): Promise<void>;
}

/** Clones the migrated template, or a database that nobody is connected to. */
export async function cloneDatabase(template = cluster.template): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const maintenance = await openOwner(`${cluster.url}postgres`);
  // Cloning needs the template to itself: two test files at once take turns.
  await inTurn(maintenance, 'clone', () => maintenance.query(`create database ${name} template ${template}`));
  const url = cluster.url + name;
  const owner = await openOwner(url);
  await closeDatabase(owner); // a clone does not inherit the privileges of the database itself
  const sources = openSources(url, 4);
  let isConnected = true;
  const disconnect = async () => {
    if (!isConnected) return;
    isConnected = false;
    await sources.close();
    await owner.destroy();
  };
  return {
    name,
    url,
    owner,
    sources,
    disconnect,
    async drop() {
      await disconnect();
      await maintenance.query(`drop database ${name} with (force)`);
      await maintenance.destroy();
    },
  };
}

/**
 * Runs a command that changes logins, while no other test does. Logins belong to the whole cluster, and the lock by which commands
 * wait for each other to one database, of which an installation has one and the tests have many.
 */
export async function holdingLogins<T>(command: () => Promise<T>): Promise<T> {
  const maintenance = await openOwner(`${cluster.url}postgres`);
  return inTurn(maintenance, 'logins', command).finally(() => maintenance.destroy());
}

/** Waits until nobody else in the cluster does what has this name; the connection holds the turn. */
async function inTurn<T>(maintenance: DataSource, name: string, work: () => Promise<T>): Promise<T> {
  await maintenance.query('select pg_advisory_lock(hashtext($1))', [name]);
  return work().finally(() => maintenance.query('select pg_advisory_unlock(hashtext($1))', [name]));
}
