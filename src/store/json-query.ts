// Reads answer with JSON: the nested shape comes from one statement, and whoever needs the objects parses them natively.
import type { DataSource } from 'typeorm';
import { statementName } from './prepared.js';
import type { Pool } from 'pg';

/**
 * Runs a read. The statement is prepared once per connection; its texts are few, because each is built from a document that a
 * client keeps sending.
 */
export async function queryRows<R>(source: DataSource, text: string, values: unknown[]): Promise<R[]> {
  const pool = (source.driver as unknown as { master: Pool }).master;
  const { rows } = await pool.query({ name: statementName(text), text, values, rowMode: 'array' });
  return rows as R[];
}

/** Runs a read that answers with at most one row of one JSON column, and parses it; null when there is no row. */
export async function queryJson<T>(source: DataSource, text: string, values: unknown[]): Promise<T | null> {
  const [row] = await queryRows<[string]>(source, text, values);
  return row ? (JSON.parse(row[0]) as T) : null;
}
