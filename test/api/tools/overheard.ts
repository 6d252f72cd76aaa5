// Listens to what this process sends to PostgreSQL.
import pg from 'pg';

export interface Overheard {
  /** The statements since the last call. */
  take(): string[];
  stop(): void;
}

/** Registrations are read when ten seconds are over, whoever asks then: no request's statement. */
const OF_REGISTRATIONS = /from "directory"\."(issuer|client)"/i;

/** The text of a statement that a request made; undefined for what a node reads by its clock. */
export function textOf(config: unknown): string | undefined {
  const text = typeof config === 'string' ? config : (config as { text: string }).text;
  return OF_REGISTRATIONS.test(text) ? undefined : text;
}

/** Begins to listen on every connection of this process. */
export function overhear(): Overheard {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const query = prototype.query;
  const statements: string[] = [];
  prototype.query = function (this: unknown, ...args: unknown[]) {
    const text = textOf(args[0]);
    if (text !== undefined) statements.push(text);
    return query.apply(this, args);
  };
  return {
    take: () => statements.splice(0),
    stop() {
      prototype.query = query;
    },
  };
}
