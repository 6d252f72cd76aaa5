// Reads of the organisation overview, and an organisation's own changes to it.
import type { DataSource, EntityManager } from 'typeorm';
import { findObject } from './find-object.js';
import { queryPage, type PageRow } from './page.js';
import { selectList, type Selection } from './select.js';
import type { Reader } from './reader.js';
import { OrganisationRow } from '../entities/organisation.js';
import type { Party } from '../domain/parties.js';

/** A page of the overview, by code. */
export function listOrganisations(
  { source, party }: Reader,
  selection: Selection,
  ofParty: Party | null,
  page: { first: number; after: readonly (string | number)[] | null },
): Promise<PageRow[]> {
  return queryPage(source, {
    columns: selectList('Organisation', selection, party),
    from: 'from directory.organisation o0',
    where: ofParty ? ['o0.party = $1::text'] : [],
    values: ofParty ? [ofParty] : [],
    order: [{ sql: 'o0.code', type: 'text' }],
    direction: 'asc',
    ...page,
  });
}

/** One organisation by its code or its key; null when there is none. */
export function findOrganisation<T>(
  reader: Reader,
  selection: Selection,
  by: { code: string } | { uuid: string },
): Promise<T | null> {
  const [condition, value] = 'code' in by ? ['o0.code = $1::text', by.code] : ['o0.id = $1::uuid', by.uuid];
  return findObject(reader, 'Organisation', selection, 'from directory.organisation o0', condition, value);
}

/** The key and the party of an organisation, on its own login. */
export async function organisationByCode(
  source: DataSource,
  code: string,
): Promise<{ id: string; party: Party } | null> {
  const [row] = await source.query<{ id: string; party: Party }[]>(
    'select o.id, o.party from directory.organisation o where o.code = $1',
    [code],
  );
  return row ?? null;
}

export interface OrganisationChange {
  readonly mandate?: string | null;
  readonly services?: OrganisationRow['services'] | null;
  readonly contact?: string | null;
}

/** Changes the given facts of an organisation; false when the session may not change it or there is none. */
export async function changeOrganisation(
  manager: EntityManager,
  code: string,
  change: OrganisationChange,
): Promise<string | null> {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value != null));
  const found = await manager
    .createQueryBuilder(OrganisationRow, 'o')
    .select('o.id', 'id')
    .where('o.code = :code', { code })
    .getRawOne<{ id: string }>();
  if (!found || Object.keys(given).length === 0) return found?.id ?? null;
  const { affected } = await manager
    .createQueryBuilder()
    .update(OrganisationRow)
    .set(given)
    .where('id = :id', found)
    .execute();
  return affected === 1 ? found.id : null;
}
