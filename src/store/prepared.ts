// Statements are few and come again, so PostgreSQL plans each once per connection. A connection that says nothing any more is given up.
import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import type pg from 'pg';
import { CheckedClient } from './checked-client.js';

const names = new Map<string, string>();
const MOST_PREPARED = 1_000;
const LONGEST_GOODBYE_MS = 2_000;

/** What a client of ours is made with beside what pg asks for. */
interface Patience {
  /** How long the database may be silent while it is waited for; 0 is for ever. */
  readonly longestSilenceMs: number;
}

/** The name under which a statement is prepared; none once there are too many of them. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_PREPARED) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  names.set(text, name);
  return name;
}

/** Said of a database that cannot be heard: its host is gone, or the network between. The code is Node's own. */
class Silence extends Error {
  readonly code = 'ETIMEDOUT';
}

/** A client that prepares what TypeORM sends with parameters. */
export class PreparingClient extends CheckedClient {
  private readonly longestSilenceMs: number;
  private watched: Socket | undefined;

  constructor(options: pg.ClientConfig & Patience) {
    super(options);
    this.longestSilenceMs = options.longestSilenceMs;
    // The pool takes its listener away before it ends a connection that failed; an error that comes then would end the process.
    this.on('error', () => {});
    this.on('drain', () => this.watched?.setTimeout(0));
  }

  // The server ends a statement that takes too long, so silence beyond that is the network's. pg's own query_timeout would leave the
  // connection as it is, with the statement still running on it; this one is destroyed. An idle one may be silent.
  private listenFor(): void {
    const stream = this.connection.stream as Socket; // another one once TLS has begun
    if (stream !== this.watched) {
      this.watched = stream;
      stream.on('timeout', () => stream.destroy(new Silence('the database is silent')));
    }
    stream.setTimeout(this.longestSilenceMs);
  }

  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args;
    const isPlain = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const prepared = isPlain ? [{ name: statementName(text), text, values }, ...rest] : args;
    this.listenFor();
    return (super.query as (...all: unknown[]) => never)(...prepared);
  }

  /** Says goodbye, and does not wait for long for an answer to it. */
  override end(...args: unknown[]): never {
    const { stream } = this.connection;
    const tooLong = setTimeout(() => stream.destroy(), LONGEST_GOODBYE_MS).unref();
    this.connection.once('end', () => clearTimeout(tooLong));
    return (super.end as (...all: unknown[]) => never)(...args);
  }
}
