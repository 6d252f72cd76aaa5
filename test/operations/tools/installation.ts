// An installation of its own, as an operator makes one: a database server, an owner that is no superuser, the real commands in production.
// Roles belong to the whole server, so what changes logins cannot be tried on the server that other tests use.
import { AUDIT_SECRET } from '../../api/tools/audit.js';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { registerDevelopmentClients } from '../../../src/commands/prepare-database.js';
import { FOUNDING_ORGANISATIONS } from '../../../src/domain/organisations.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../src/embedded/postgres.js';
import { openOwner } from '../../../src/store/migrate.js';
import { Sources } from '../../../src/store/sources.js';
import { run, type Ended } from '../../commands/tools/command-line.js';
import { startTestApi, type TestApi } from '../../support/api.js';
import { namePostgres } from '../../support/named-postgres.js';

/** The first version of the newest major version that production accepts. */
export const ACCEPTED_VERSION = '18.7';

export interface Installation {
  readonly server: EmbeddedPostgres;
  /** The superuser's connection to the installation's database. */
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly folder: string;
  /** Runs an operator's command in production. */
  command(...args: string[]): Promise<Ended>;
  /** The same under other secrets. */
  commandWith(secrets: Record<string, string>, ...args: string[]): Promise<Ended>;
  /** Starts a node on the installation's database. */
  startNode(options?: NodeOptions): Promise<TestApi>;
  close(): Promise<void>;
}

export interface NodeOptions {
  /** Where the node finds the database; the installation's server unless given. */
  readonly databaseUrl?: string;
  readonly loginSecret?: string;
  readonly subjectSecret?: string;
}

export const SECRETS = {
  LOGIN_SECRET: 'the first secret of logins of an installation',
  SUBJECT_SECRET: 'the first secret of subjects of an installation',
  CELL_SECRET: 'the only secret of cells that an installation has',
  WEBHOOK_KEY: 'the first key of webhooks of an installation',
  AUDIT_KEY: AUDIT_SECRET,
};

export interface InstallOptions {
  /** The folder of the programs of PostgreSQL. */
  readonly binaries?: string;
  readonly settings?: Readonly<Record<string, string>>;
}

/** Makes a server, an owner and a migrated database. */
export async function install({ binaries, settings = {} }: InstallOptions = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'samverkan-installation-'));
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'data'),
    settings: { fsync: 'off', ...settings },
    ...(binaries && { binaries }),
  });
  const { user, password, host, port, database } = server;
  const urlFor = (name: string, word: string) => `postgres://${name}:${word}@${host}:${port}/${database}`;
  const superuserUrl = urlFor(user, password);
  const ownerUrl = urlFor('installation_owner', 'word');
  await asSuperuser(
    superuserUrl,
    `create role installation_owner login createrole nosuperuser password 'word'`,
    `alter database ${database} owner to installation_owner`,
  );
  const named = await namePostgres(ownerUrl, ACCEPTED_VERSION);
  const commandWith = (secrets: Record<string, string>, ...args: string[]) =>
    run(args, { MODE: 'production', DATABASE_URL: named.urlOf(ownerUrl), ...SECRETS, ...secrets });
  const closing: (() => Promise<unknown>)[] = [];
  const migrated = await commandWith({}, 'migrate');
  if (migrated.code !== 0) throw new Error(migrated.stderr);
  const owner = await openOwner(superuserUrl);
  closing.push(() => owner.destroy());
  await registerDevelopmentClients(
    owner,
    FOUNDING_ORGANISATIONS.map(({ code }) => code),
  ); // a token issuer that a test can have
  return {
    server,
    superuserUrl,
    ownerUrl,
    folder,
    command: (...args) => commandWith({}, ...args),
    commandWith,
    async startNode({ databaseUrl = superuserUrl, ...secrets } = {}) {
      const { loginSecret = SECRETS.LOGIN_SECRET, subjectSecret = SECRETS.SUBJECT_SECRET } = secrets;
      const sources = new Sources({ databaseUrl, loginSecret, poolSize: 2 });
      const database = {
        name: server.database,
        url: databaseUrl,
        owner,
        sources,
        disconnect: async () => {},
        drop: async () => {},
      };
      const keys = join(folder, 'keys');
      await mkdir(keys, { recursive: true });
      const node = await startTestApi({ node: { database, keys } as TestApi, loginSecret, subjectSecret });
      let isOpen = true;
      const close = async () => {
        if (!isOpen) return;
        isOpen = false;
        await node.close();
        await sources.close();
      };
      closing.unshift(close);
      return { ...node, close };
    },
    async close() {
      for (const end of closing) await end();
      await named.close();
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An organisation that joins after the founding ones. */
export const LATER = 'socialtjansten-goteborg';

/** Has it join an installation. */
export async function letJoin(installation: Installation): Promise<void> {
  const whose = ['--code', LATER, '--name', LATER, '--party', 'MUNICIPALITY'];
  const ended = await installation.command('add-organisation', ...whose, '--mandate', 'm', '--contact', 'c');
  if (ended.code !== 0) throw new Error(ended.stderr);
}

/** Runs statements on one connection of the superuser. */
export async function asSuperuser(url: string, ...statements: string[]): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url, ssl: false });
  await client.connect();
  try {
    let result: pg.QueryResult | undefined;
    for (const statement of statements) result = await client.query(statement);
    return result!;
  } finally {
    await client.end();
  }
}
