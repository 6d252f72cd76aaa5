import type { DataSource } from 'typeorm';
import type { Party } from '../domain/parties.js';

/** On whose pool a read runs, and for which party its statement is built. */
export interface Reader {
  readonly source: DataSource;
  readonly party: Party;
}
