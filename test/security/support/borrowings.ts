// The pools of all organisations of a database.
import { openSources, type TestDatabase } from '../../support/database.js';
import { FOUNDING_ORGANISATIONS } from '../../../src/domain/organisations.js';
import type { Borrowing } from './pool-faults.js';

/** Opens them; two transactions at once and the borrowers that look behind each wait for nobody. */
export async function borrowings({ url, owner }: TestDatabase) {
  const sources = openSources(url, 6);
  const all: readonly Borrowing[] = await Promise.all(
    FOUNDING_ORGANISATIONS.map(async ({ code, party }) => ({
      source: await sources.of(code),
      ...{ code, party, owner },
    })),
  );
  return { all, close: () => sources.close() };
}
