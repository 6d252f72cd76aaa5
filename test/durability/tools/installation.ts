// A whole installation as processes of its own: PostgreSQL that writes through to the disk, two nodes of the API and a worker.
import { AUDIT_SECRET } from '../../api/tools/audit.js';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { prepareDatabase } from '../../../src/commands/prepare-database.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../../src/embedded/postgres.js';
import { openOwner } from '../../../src/store/migrate.js';
import { AUDIENCE } from '../../support/api.js';
import { launch, type Launched } from '../../commands/tools/command-line.js';
import { postmasterOf } from '../../embedded/linux-processes.js';
import type { FaultProxy } from './fault-proxy.js';
import { publishKeys, type Issuer } from './issuer.js';
import type { Servers } from './steadfast-client.js';

const LOGIN_SECRET = 'a secret that only this installation knows';

interface InstallationOptions {
  /** Where the database is, if not in a new folder. */
  readonly dataDir?: string;
  readonly settings?: Readonly<Record<string, string>>;
  /** What nodes and worker reach the database through. */
  readonly network?: FaultProxy;
}

/** A process of the installation that can be killed and started again. */
class Program {
  private running: Launched | undefined;
  private readonly runs: Launched[] = [];

  constructor(
    private readonly command: string,
    private readonly env: () => Record<string, string>,
    private readonly lastLine: string,
  ) {}

  async start(): Promise<void> {
    this.running = await launch([this.command], this.env(), this.lastLine);
    this.runs.push(this.running);
  }

  /** Ends it; answers with its exit code, null when a signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null> {
    return this.running!.end(signal);
  }

  /** Where a node answers. */
  get address(): string {
    return /http:\S+(?=\/graphql)/.exec(this.running!.lines.join('\n'))![0];
  }

  /** Everything that it has said in all its runs. */
  get lines(): readonly string[] {
    return this.runs.flatMap(({ lines }) => lines);
  }

  /** What it complained about since it was started; resolves when it has ended. */
  get complaints(): Promise<string> {
    return this.running!.complaints;
  }
}

export class Installation implements Servers {
  private constructor(
    private readonly folder: string,
    private readonly options: InstallationOptions,
    public postgres: EmbeddedPostgres,
    private connection: DataSource,
    private readonly issuer: Issuer,
    readonly nodes: readonly Program[],
    readonly worker: Program,
  ) {}

  static async start(options: InstallationOptions = {}): Promise<Installation> {
    const folder = await mkdtemp(join(tmpdir(), 'samverkan-installation-'));
    await chmod(folder, 0o711); // PostgreSQL does not run as root, and passes through
    const postgres = await startPostgres(folder, options);
    await prepareDatabase(urlOf(postgres), LOGIN_SECRET, true);
    const owner = await openOwner(urlOf(postgres));
    const issuer = await publishKeys(folder, owner);
    const port = (await options.network?.listen(postgres.port)) ?? postgres.port;
    const env = () => ({
      HOST: '127.0.0.1',
      PORT: '0',
      DATABASE_URL: `postgres://nobody@127.0.0.1:${port}/${postgres.database}`,
      LOGIN_SECRET,
      SUBJECT_SECRET: 'the secret behind the pseudonyms of a test',
      CELL_SECRET: 'the secret of cells of a test, long enough',
      WEBHOOK_KEY: 'the key of the webhooks of a test, long enough',
      AUDIT_KEY: AUDIT_SECRET,
      AUDIENCE,
      REQUESTS_PER_MINUTE: '1000000',
      CONCURRENT_REQUESTS: '1000',
      DRAIN_SECONDS: '1',
    });
    const nodes = [1, 2].map(() => new Program('api', env, 'Samverkan answers'));
    const worker = new Program('worker', env, 'The worker keeps');
    const installation = new Installation(folder, options, postgres, owner, issuer, nodes, worker);
    await Promise.all([...nodes, worker].map((program) => program.start()));
    return installation;
  }

  /** The owner's connection, for looking. */
  get owner(): DataSource {
    return this.connection;
  }

  addresses(): readonly string[] {
    return this.nodes.map(({ address }) => address);
  }

  token(organisation: string): Promise<string> {
    return this.issuer.token(organisation);
  }

  /** What nodes have logged as mistakes of their own: where each came from. */
  mistakes(): readonly string[] {
    return this.nodes.flatMap(({ lines }) => lines.filter((line) => line.includes('INTERNAL_SERVER_ERROR')));
  }

  /** Kills PostgreSQL and starts it again, as whatever watches over it would. */
  async killPostgres(): Promise<void> {
    await this.owner.destroy();
    process.kill(await postmasterOf(this.dataDir), 'SIGKILL');
    await this.restartPostgres();
  }

  /** Starts PostgreSQL again after its end, where it was: its home remembers the port. */
  async restartPostgres(): Promise<void> {
    await this.postgres.stop();
    this.postgres = await startPostgres(this.folder, this.options);
    this.connection = await openOwner(urlOf(this.postgres));
  }

  async stop(): Promise<void> {
    await Promise.all([...this.nodes, this.worker].map((program) => program.end('SIGKILL')));
    await this.issuer.close();
    if (this.owner.isInitialized) await this.owner.destroy();
    await this.postgres.stop();
    this.options.network?.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  private get dataDir(): string {
    return this.options.dataDir ?? join(this.folder, 'database');
  }
}

function startPostgres(folder: string, { dataDir, settings = {} }: InstallationOptions) {
  return startEmbeddedPostgres({
    dataDir: dataDir ?? join(folder, 'database'),
    // Each recovery begins with making the whole folder durable; one call for its file system does the same as one for each file.
    settings: { fsync: 'on', recovery_init_sync_method: 'syncfs', max_connections: '300', ...settings },
  });
}

function urlOf({ user, password, host, port, database }: EmbeddedPostgres): string {
  return `postgres://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`;
}
