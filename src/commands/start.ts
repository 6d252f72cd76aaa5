// `start`: everything on one machine. Embedded PostgreSQL unless DATABASE_URL is given, migrations, demonstration data, API.
import { startEmbeddedPostgres } from '../embedded/postgres.js';
import type { Config } from '../config.js';

/** Starts a development server, and ends everything it started on Ctrl-C. */
export async function start(config: Config): Promise<void> {
  if (config.mode === 'production') {
    throw new Error(
      '`start` is for development. In production run `migrate` once and then `api` (docs/operations.md).',
    );
  }
  // Loading occupies this process, so PostgreSQL's must run before it begins.
  const load = () => import('./development-server.js');
  const embedded = config.databaseUrl
    ? null
    : await startEmbeddedPostgres({ dataDir: config.dataDir, whileStarting: () => void load() });
  try {
    await (await load()).serveDevelopment(config, embedded);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
}
