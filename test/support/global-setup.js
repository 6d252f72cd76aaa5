// One PostgreSQL server for the whole run, and a template database that each test file clones.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '../../dist/commands/prepare-database.js';
import { startEmbeddedPostgres } from '../../dist/embedded/postgres.js';
import tearDown from './global-teardown.js';

export default async function setUp() {
  const dataDir = await mkdtemp(join(tmpdir(), 'samverkan-test-'));
  // Durability is not under test here, and the cluster is thrown away.
  const server = await startEmbeddedPostgres({
    dataDir,
    database: 'template',
    settings: { fsync: 'off', max_connections: '400' },
  });
  const { user, password, host, port } = server;
  const url = (database) => `postgres://${user}:${password}@${host}:${port}/${database}`;
  const loginSecret = 'a secret that only this test run knows';
  await prepareDatabase(url('template'), loginSecret, true);
  process.env.TEST_CLUSTER = JSON.stringify({ url: url(''), template: 'template', loginSecret, dataDir });
  globalThis.testServer = { server, dataDir };
  // Jest ends at once on Ctrl-C, without its teardown.
  for (const signal of ['SIGINT', 'SIGTERM'])
    process.once(signal, () => void tearDown().finally(() => process.exit(1)));
}
