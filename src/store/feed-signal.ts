// Listens for whose feeds have grown, on one connection of its own. A signal is only a hint to read: whoever misses one reads a few
// seconds later all the same.
import pg from 'pg';
import { CheckedClient } from './checked-client.js';
import { feedChannel, SERVICE_LOGIN } from './login.js';
import { connectionOf, type SourcesOptions } from './sources.js';

const CONNECT_MS = 1_000;
const RECONNECT_MS = 1_000;

export class FeedSignal {
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isStopped = false;

  /** Calls `wake` with the key of an organisation whose feed has grown, and with null when any may have. */
  constructor(
    private readonly options: SourcesOptions,
    private readonly wake: (organisationId: string | null) => void,
  ) {}

  /** Listens until it is stopped, over and over again when the connection ends. */
  async start(): Promise<void> {
    const client = new CheckedClient({
      ...connectionOf(this.options, SERVICE_LOGIN),
      keepAlive: true,
      connectionTimeoutMillis: CONNECT_MS,
    });
    this.client = client;
    client.on('error', () => {}); // followed by its end
    client.on('end', () => this.startAgain());
    client.on('notification', ({ payload }) => this.wake(payload ?? null));
    try {
      await client.connect();
      await client.query(`listen ${pg.escapeIdentifier(feedChannel(this.options.loginSecret))}`);
      this.wake(null);
    } catch {
      await client.end().catch(() => undefined);
      this.startAgain();
    }
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => undefined);
  }

  private startAgain(): void {
    if (this.isStopped) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.start(), RECONNECT_MS).unref();
  }
}
