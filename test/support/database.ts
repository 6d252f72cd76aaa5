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

export interface TestDatabase {
  readonly url: string;
  /** The owner's connection: sees and changes everything, for arranging and for positive controls. */
  readonly owner: DataSource;
  /** The organisations' own logins. */
  readonly sources: Sources;
  drop(): Promise<void>;
}

/** Clones the template. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(8).toString('hex')}`;
  const maintenance = await openOwner(`${cluster.url}postgres`);
  // Cloning needs the template to itself: two test files at once take turns.
  await maintenance.query(`select pg_advisory_lock(hashtext('clone'))`);
  await maintenance.query(`create database ${name} template ${cluster.template}`);
  await maintenance.query(`select pg_advisory_unlock(hashtext('clone'))`);
  const url = cluster.url + name;
  const owner = await openOwner(url);
  await closeDatabase(owner); // a clone does not inherit the privileges of the database itself
  const sources = new Sources({ databaseUrl: url, loginSecret: cluster.loginSecret, poolSize: 4 });
  return {
    url,
    owner,
    sources,
    async drop() {
      await sources.close();
      await owner.destroy();
      await maintenance.query(`drop database ${name} with (force)`);
      await maintenance.destroy();
    },
  };
}
