// Verdicts on published entries. Everybody reads that they were given; who gave them is granted to the unit alone.
import type { EntityManager } from 'typeorm';
import { findObject } from './find-object.js';
import type { Reader } from './reader.js';
import type { Selection } from './select.js';
import type { Verdict } from '../domain/lists/contributions.js';

/** One verdict by its key; null when there is none. */
export function findCorroboration<T>(reader: Reader, selection: Selection, uuid: string): Promise<T | null> {
  const from = 'from trends.corroboration k0';
  return findObject(reader, 'Corroboration', selection, from, 'k0.id = $1::uuid', uuid);
}

/**
 * Stores the verdict of an organisation on an entry, in the place of the one that it gave before, and returns its key.
 * Whoever gives verdicts may not read whose they are, so `on conflict` cannot name the columns: the second statement finds the
 * earlier one because the row rule lets it change no other.
 */
export async function putCorroboration(
  manager: EntityManager,
  organisationId: string,
  entryId: string,
  verdict: Verdict,
  comment: string | null,
): Promise<string> {
  const [added] = await manager.query<{ id: string }[]>(
    `insert into trends.corroboration (entry_id, organisation_id, verdict, comment) values ($1, $2, $3, $4)
     on conflict do nothing returning id`,
    [entryId, organisationId, verdict, comment],
  );
  if (added) return added.id;
  const [[changed]] = await manager.query<[[{ id: string }], number]>(
    'update trends.corroboration set verdict = $2, comment = $3 where entry_id = $1 returning id',
    [entryId, verdict, comment],
  );
  return changed.id;
}
