// Migrations are frozen SQL files, run by TypeORM in the order of their numbers.
import { readdirSync, readFileSync } from 'node:fs';
import { CheckedClient } from './checked-client.js';
import { tlsOf } from './tls.js';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';

const FOLDER = new URL('../../migrations/', import.meta.url);
const FILE = /^(\d+)-([a-z-]+)\.sql$/;

type MigrationClass = new () => MigrationInterface;

/** The migrations as classes, named as TypeORM wants them: a name that ends in the number. */
function migrations(): MigrationClass[] {
  return readdirSync(FOLDER)
    .filter((file) => FILE.test(file))
    .sort()
    .map((file) => {
      const [, number = '', name = ''] = FILE.exec(file)!;
      const sql = readFileSync(new URL(file, FOLDER), 'utf8');
      return class implements MigrationInterface {
        readonly name = `${name}${number}`;
        async up(runner: QueryRunner): Promise<void> {
          await runner.query(sql);
        }
        async down(): Promise<void> {
          throw new Error('migrations only go forward; restore a backup instead');
        }
      };
    });
}

/** Opens the owner's connection. Only migrations and the operator's commands use it, never a request. */
export function openOwner(databaseUrl: string): Promise<DataSource> {
  return new DataSource({
    type: 'postgres',
    url: databaseUrl,
    ssl: tlsOf(databaseUrl),
    applicationName: 'samverkan-owner',
    migrations: migrations(),
    migrationsTableName: 'samverkan_migrations',
    installExtensions: false,
    poolSize: 1,
    extra: { Client: CheckedClient, pipeline: true }, // what does not wait for each other travels together
    logging: false,
  }).initialize();
}

/** Brings the database to the newest schema; safe to run by several starts at once. */
export async function migrate(owner: DataSource): Promise<void> {
  const lock = "pg_advisory_lock(hashtext('samverkan migrations'))";
  await owner.query(`select ${lock}`);
  await owner.runMigrations({ transaction: 'each' });
  await owner.query(`select ${lock.replace('lock', 'unlock')}`);
}
