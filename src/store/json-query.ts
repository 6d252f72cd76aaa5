// Reads answer with JSON: the nested shape comes from one statement, and whoever needs the objects parses them natively.
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Pool } from 'pg';

const names = new Map<string, string>();

/**
 * Runs a read. The statement is prepared once per connection; its texts are few, because each is built from a document that a
 * client keeps sending.
 */
export async function queryRows<R>(source: DataSource, text: string, values: unknown[]): Promise<R[]> {
  const pool = (source.driver as unknown as { master: Pool }).master;
  const { rows } = await pool.query({ name: nameOf(text), text, values, rowMode: 'array' });
  return rows as R[];
}

/** Runs a read that answers with at most one row of one JSON column, and parses it; null when there is no row. */
export async function queryJson<T>(source: DataSource, text: string, values: unknown[]): Promise<T | null> {
  const [row] = await queryRows<[string]>(source, text, values);
  return row ? (JSON.parse(row[0]) as T) : null;
}

const MOST_PREPARED = 1_000;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST_PREPARED) return known;
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 32);
  names.set(text, name);
  return name;
}
