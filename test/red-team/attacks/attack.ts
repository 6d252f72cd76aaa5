import type { PublicTable } from '../tools/public-table.js';
import type { System } from '../tools/system.js';

/** Names an estimate of the true count of each target. Whoever attacks has the system and the table, and no true count. */
export type Attack = (system: System, table: PublicTable, targets: readonly number[]) => number[];
