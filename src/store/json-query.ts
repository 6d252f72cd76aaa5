// Reads answer with one JSON text: the nested shape comes from one statement, and parsing it is native code.
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Pool } from 'pg';

const names = new Map<string, string>();

/**
 * Runs a statement that returns one row with one JSON column, and parses it. The statement is prepared once per
 * connection; its texts are few, because each is built from a document that a client keeps sending.
 */
export async function queryJson<T>(source: DataSource, text: string, values: unknown[]): Promise<T> {
  const pool = (source.driver as unknown as { master: Pool }).master;
  const { rows } = await pool.query<[string]>({ name: nameOf(text), text, values, rowMode: 'array' });
  return JSON.parse(rows[0]?.[0] ?? 'null') as T;
}

const MOST_PREPARED = 1_000;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_PREPARED) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  names.set(text, name);
  return name;
}
