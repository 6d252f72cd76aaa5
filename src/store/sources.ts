// One data source per organisation: its own login and its own small pool. What a statement may touch is then decided by
// PostgreSQL for that organisation alone, and no connection is ever lent across organisations.
import type { Client, Pool } from 'pg';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { PreparingClient } from './prepared.js';
import { tlsOf } from './tls.js';
import { PROOFS_LOGIN, SERVICE_LOGIN, WORKER_LOGIN, loginOf, passwordOf } from './login.js';
import { OrganisationRow } from '../entities/organisation.js';
import {
  ConsentRow,
  ReferralEventRow,
  ReferralMessageRow,
  ReferralRow,
  ServiceRow,
  SupporterRow,
} from '../entities/referral.js';
import { ClientRow, IssuerRow } from '../entities/registration.js';
import { ActivityReportRow } from '../entities/activity-report.js';
import { DraftRow, RevisionRow, TrendEntryRow } from '../entities/trend-entry.js';

const ENTITIES = [
  OrganisationRow,
  ActivityReportRow,
  IssuerRow,
  ClientRow,
  TrendEntryRow,
  DraftRow,
  RevisionRow,
  ReferralRow,
  ConsentRow,
  ReferralEventRow,
  SupporterRow,
  ServiceRow,
  ReferralMessageRow,
];

/**
 * How long the database may say nothing while it is waited for. It ends every statement within 5 s (store/provision.ts), so after
 * that nothing comes any more.
 */
const LONGEST_SILENCE_MS = 7_000;
const HOWEVER_LONG = 0;
/** How long requests wait for a connection, a new one or one that others have. */
export const CONNECT_MS = 1_000;

/** The pool of one login. */
export type Source = DataSource;

export interface SourcesOptions {
  /** Where the database is; user and password in it are not used here. */
  readonly databaseUrl: string;
  readonly loginSecret: string;
  readonly poolSize: number;
  /** Instead of `CONNECT_MS`: tests send more at once than there are connections, on machines that are busy with other tests. */
  readonly connectMs?: number;
}

/** How the connections of all pools together are used. */
export interface PoolUsage {
  readonly inUse: number;
  readonly idle: number;
  /** Who waits for a connection. */
  readonly waiting: number;
  /** Pools that have no connection left for somebody who waits. */
  readonly exhausted: number;
}

export class Sources {
  private readonly opening = new Map<string, Promise<DataSource>>();
  private readonly pools = new Set<Pool>();

  constructor(private readonly options: SourcesOptions) {}

  /** The data source of an organisation, opened on first use. */
  of(organisationCode: string): Promise<DataSource> {
    return this.open(loginOf(organisationCode));
  }

  /** The data source that reads registrations of clients. */
  service(): Promise<DataSource> {
    return this.open(SERVICE_LOGIN);
  }

  /** The data source that records used proofs. */
  proofs(): Promise<DataSource> {
    return this.open(PROOFS_LOGIN);
  }

  /** The data source of the worker. */
  worker(): Promise<DataSource> {
    return this.open(WORKER_LOGIN);
  }

  /** How the pools are used now. */
  usage(): PoolUsage {
    const pools = [...this.pools];
    const sum = (count: (pool: Pool) => number) => pools.reduce((total, pool) => total + count(pool), 0);
    return {
      inUse: sum(({ totalCount, idleCount }) => totalCount - idleCount),
      idle: sum(({ idleCount }) => idleCount),
      waiting: sum(({ waitingCount }) => waitingCount),
      exhausted: pools.filter(({ waitingCount }) => waitingCount > 0).length,
    };
  }

  /** The worker's again, for building releases: the statements of a large one take as long as they take. */
  releases(): Promise<DataSource> {
    return this.open(WORKER_LOGIN, HOWEVER_LONG);
  }

  /** A connection of the worker that belongs to no pool, not opened yet: what its session holds, it holds alone. */
  workerConnection(): Client {
    // A machine that is gone must not hold for long what its session held.
    const options = '-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3';
    const connection = connectionOf(this.options, WORKER_LOGIN);
    const { connectMs = CONNECT_MS } = this.options;
    return new PreparingClient({
      ...{ ...connection, options, keepAlive: true, pipeline: true },
      ...{ connectionTimeoutMillis: connectMs, longestSilenceMs: LONGEST_SILENCE_MS },
    });
  }

  /** Closes every pool. */
  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.opening.values());
    this.opening.clear();
    this.pools.clear();
    for (const result of opened) if (result.status === 'fulfilled') await result.value.destroy();
  }

  private open(login: string, longestSilenceMs = LONGEST_SILENCE_MS): Promise<DataSource> {
    const name = `${login} ${longestSilenceMs}`;
    const known = this.opening.get(name);
    if (known) return known;
    const source = new DataSource(poolOptions(this.options, login, longestSilenceMs)).initialize();
    // A failed opening must not be remembered: the database may be back for the next request.
    source.then(
      ({ driver }) => this.pools.add((driver as unknown as { master: Pool }).master),
      () => this.opening.delete(name),
    );
    this.opening.set(name, source);
    return source;
  }
}

/** Where the database is and who a login is to it. */
export function connectionOf({ databaseUrl, loginSecret }: SourcesOptions, login: string) {
  const { hostname, port, pathname } = new URL(databaseUrl);
  return {
    host: decodeURIComponent(hostname),
    port: Number(port || 5432),
    database: decodeURIComponent(pathname.slice(1)),
    user: login,
    password: passwordOf(login, loginSecret),
    application_name: 'samverkan',
    ssl: tlsOf(databaseUrl),
  };
}

function poolOptions(options: SourcesOptions, login: string, longestSilenceMs: number): DataSourceOptions {
  const { host, port, database, user, password, application_name, ssl } = connectionOf(options, login);
  const { poolSize, connectMs = CONNECT_MS } = options;
  return {
    type: 'postgres',
    host,
    port,
    database,
    username: user,
    password,
    applicationName: application_name,
    ssl,
    entities: ENTITIES,
    poolSize,
    connectTimeoutMS: connectMs,
    // Statements that do not wait for each other travel together.
    extra: { Client: PreparingClient, pipeline: true, keepAlive: true, longestSilenceMs },
    installExtensions: false,
    logging: false,
  };
}
