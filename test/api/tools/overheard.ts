// Listens to what this process sends to PostgreSQL.
import pg from 'pg';

export interface Overheard {
  /** The statements since the last call. */
  take(): string[];
  stop(): void;
}

/** Begins to listen on every connection of this process. */
export function overhear(): Overheard {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const query = prototype.query;
  const statements: string[] = [];
  prototype.query = function (this: unknown, ...args: unknown[]) {
    const [config] = args;
    statements.push(typeof config === 'string' ? config : (config as { text: string }).text);
    return query.apply(this, args);
  };
  return {
    take: () => statements.splice(0),
    stop() {
      prototype.query = query;
    },
  };
}
