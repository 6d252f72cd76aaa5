// Statements are few and come again, so PostgreSQL plans each once per connection.
import { createHash } from 'node:crypto';
import { CheckedClient } from './checked-client.js';

const names = new Map<string, string>();
const MOST_PREPARED = 1_000;

/** The name under which a statement is prepared; none once there are too many of them. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_PREPARED) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  names.set(text, name);
  return name;
}

/** A client that prepares what TypeORM sends with parameters. */
export class PreparingClient extends CheckedClient {
  constructor(...options: ConstructorParameters<typeof CheckedClient>) {
    super(...options);
    // The pool takes its listener away before it ends a connection that failed; an error that comes then would end the process.
    this.on('error', () => {});
  }

  override query(...args: unknown[]): never {
    const [text, values, ...rest] = args;
    const isPlain = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const prepared = isPlain ? [{ name: statementName(text), text, values }, ...rest] : args;
    return (super.query as (...all: unknown[]) => never)(...prepared);
  }
}
