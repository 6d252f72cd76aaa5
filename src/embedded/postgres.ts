import { setTimeout as sleep } from 'node:timers/promises';
import { findBinaries } from './binaries.js';
import { clusterMajor, clusterPassword, createCluster, OWNER } from './cluster.js';
import { clusterData, findHome, makeDataDir } from './home.js';
import { lockFolder } from './lock.js';
import { stopOrphan } from './orphan.js';
import { choosePort } from './port.js';
import { connectWhenReady, prepareDatabase } from './readiness.js';
import { unprivilegedUser } from './run-user.js';
import { type Server, type ServerOptions, spawnServer } from './server.js';

/** A running PostgreSQL server of our own, and how to log in to it. */
export interface EmbeddedPostgres {
  readonly host: string;
  readonly port: number;
  /** The superuser, who owns the database. */
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Whether this start created the cluster. */
  readonly fresh: boolean;
  readonly version: string;
  stop(): Promise<void>;
}

/** Where the server keeps its data, and what may differ from the usual. */
interface EmbeddedPostgresOptions {
  readonly dataDir: string;
  readonly database?: string;
  /** A folder with the PostgreSQL programs to use instead of looking for them. */
  readonly binaries?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** Called once or twice when a process of PostgreSQL runs that is waited for: time to use for something else. */
  readonly whileStarting?: () => void;
}

const HOST = '127.0.0.1';
const ATTEMPTS = 4;
// Another program took the port meanwhile; or processes of a killed server are still going away.
const PASSING = /could not bind|could not create any TCP|shared memory block .*in use|Address already in use/;

/** Starts a real PostgreSQL server as a child process, creating its cluster and database when absent. */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const user = await unprivilegedUser();
  const dataDir = await makeDataDir(options.dataDir, user);
  const unlock = await lockFolder(dataDir);
  try {
    const home = await findHome(dataDir, user);
    await stopOrphan(clusterData(home), user);
    const major = await clusterMajor(home);
    const installation = await findBinaries({ home, user, major, binaries: options.binaries });
    const settings = options.settings ?? {};
    const fresh = major === undefined;
    if (fresh) await createCluster(home, installation, user, settings.fsync !== 'off', options.whileStarting);
    const database = options.database ?? 'samverkan';
    const running = await run(
      { home, user, installation, settings },
      { database, password: await clusterPassword(home), whileStarting: options.whileStarting },
    );
    let stopping: Promise<void> | undefined;
    const stop = () => (stopping ??= running.server.stop().then(unlock));
    return { ...running.login, database, fresh, version: running.version, stop };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** What is wanted of a server once its process runs. */
interface Wanted {
  readonly database: string;
  readonly password: string;
  readonly whileStarting: (() => void) | undefined;
}

async function run(options: ServerOptions, { database, password, whileStarting }: Wanted) {
  for (let attempt = 1; ; attempt += 1) {
    const server = await spawnServer(options, await choosePort(options.home));
    whileStarting?.();
    const login = { host: HOST, port: server.port, user: OWNER, password };
    try {
      const client = await connectWhenReady(server, login);
      if (client) {
        const version = await prepareDatabase(client, database).finally(() => client.end());
        return { server, login, version };
      }
    } catch (error) {
      await server.stop();
      throw await failure(server, error);
    }
    if (attempt === ATTEMPTS || !PASSING.test(await server.log())) throw await failure(server, undefined);
    await sleep(250 * attempt);
  }
}

async function failure(server: Server, cause: unknown): Promise<Error> {
  const why = cause instanceof Error ? cause.message : (server.ended() ?? 'unknown reason');
  const log = (await server.log()) || '(nothing)';
  return new Error(`PostgreSQL did not start: ${why}\nIts log ends with:\n${log}`, { cause });
}
