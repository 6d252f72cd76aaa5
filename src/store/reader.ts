import type { DataSource } from 'typeorm';
import type { Trail } from './audit-trail.js';
import type { Party } from '../domain/parties.js';

/** On whose pool a read runs, and for which party its statement is built. */
export interface Reader {
  readonly source: DataSource;
  readonly party: Party;
}

/** A reader of what nobody reads without a line in the audit. */
export interface TrackedReader extends Reader {
  /** Who is reading; null where a line of the same operation already says so, because it wrote what it reads back or has listed it. */
  readonly trail: Trail | null;
}
