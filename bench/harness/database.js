// One embedded PostgreSQL with one data set for every server of a run. Default settings: what is measured is durable.
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { prepareDatabase } from '../../dist/commands/prepare-database.js';
import { startEmbeddedPostgres } from '../../dist/embedded/postgres.js';
import { loginOf, passwordOf } from '../../dist/store/login.js';
import { seedEntries } from './seed.js';

const FOLDER = fileURLToPath(new URL('../.data/', import.meta.url));
const LOGIN_SECRET = 'a secret that only this benchmark knows, and that guards nothing';

/** Starts the server on a new cluster and fills it. */
export async function openDatabase({ entries }) {
  await rm(FOLDER, { recursive: true, force: true });
  const server = await startEmbeddedPostgres({ dataDir: FOLDER });
  const { user, password, host, port, database } = server;
  const url = `postgres://${user}:${password}@${host}:${port}/${database}`;
  await prepareDatabase(url, LOGIN_SECRET, true);
  const owner = new pg.Client(url);
  await owner.connect();
  await seedEntries(owner, entries);
  const { rows } = await owner.query(
    `select split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::int as pid`,
  );
  return {
    pid: rows[0].pid,
    url,
    loginSecret: LOGIN_SECRET,
    dataDir: FOLDER,
    version: server.version,
    owner,
    async close() {
      await owner.end();
      await server.stop();
      await rm(FOLDER, { recursive: true, force: true });
    },
  };
}

/** The connection of an organisation's own login. */
export function loginUrl({ url, loginSecret }, organisation) {
  const login = loginOf(organisation);
  const own = new URL(url);
  own.username = login;
  own.password = passwordOf(login, loginSecret);
  return own.href;
}
