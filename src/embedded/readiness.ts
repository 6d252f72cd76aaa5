import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Server } from './server.js';

const POLL_MS = 15;
const LONGEST_START_MS = 120_000;

// Not listening yet; starting up or recovering after a crash.
const NOT_YET = new Set(['ECONNREFUSED', 'ECONNRESET', '57P03']);
const CUT_OFF = /Connection terminated/;

/** How to log in to the server. */
interface Login {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

/** A connection to the maintenance database as soon as the server answers; undefined when it ended instead. */
export async function connectWhenReady(server: Server, login: Login): Promise<pg.Client | undefined> {
  const began = Date.now();
  while (server.ended() === undefined) {
    // ssl is given so that no variable of the environment decides about it.
    const client = new pg.Client({
      ...login,
      database: 'postgres',
      ssl: false,
      connectionTimeoutMillis: 10_000,
    });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      const { code = '' } = error as { code?: string };
      if (!NOT_YET.has(code) && !CUT_OFF.test(String(error))) throw error;
    }
    if (Date.now() - began > LONGEST_START_MS) throw new Error('It did not become ready in time.');
    await sleep(POLL_MS);
  }
  return undefined;
}

/** Creates the database when it is absent, and tells the server's version. */
export async function prepareDatabase(client: pg.Client, database: string): Promise<string> {
  const { rows } = await client.query<{ version: string; present: boolean }>(
    `SELECT split_part(current_setting('server_version'), ' ', 1) AS version,
            EXISTS (SELECT FROM pg_database WHERE datname = $1) AS present`,
    [database],
  );
  if (!rows[0]?.present) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)}`);
  return rows[0]?.version ?? '';
}
