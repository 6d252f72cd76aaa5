// Contributions: what partners offer, and what the unit decides. Whose an organisation sees is PostgreSQL's to decide.
import type { EntityManager } from 'typeorm';
import { findObject } from './find-object.js';
import { queryPage, type PageRow } from './page.js';
import { selectList, type Selection } from './select.js';
import { readingByKey, readingOf } from './readings.js';
import type { TrackedReader } from './reader.js';
import type { Attribution, ContributionStatus } from '../domain/lists/contributions.js';

const FROM = 'from trends.contribution b0';

/** A page of the contributions that an organisation may read, newest first. */
export function listContributions(
  reader: TrackedReader,
  selection: Selection,
  status: ContributionStatus | null,
  page: { first: number; after: readonly (string | number)[] | null },
): Promise<PageRow[]> {
  return queryPage(reader.source, {
    columns: selectList('Contribution', selection, reader.party),
    from: FROM,
    where: status ? ['b0.status = $1::text'] : [],
    values: status ? [status] : [],
    order: [
      { sql: 'b0.submitted_at', type: 'timestamptz' },
      { sql: 'b0.id', type: 'uuid' },
    ],
    direction: 'desc',
    reading: readingOf(reader, 'Contribution', selection),
    ...page,
  });
}

/** One contribution by its key; null when it is absent or hidden. */
export function findContribution<T>(
  reader: TrackedReader,
  selection: Selection,
  uuid: string,
): Promise<T | null> {
  const reading = readingByKey(reader, 'Contribution', selection);
  return findObject(reader, 'Contribution', selection, FROM, 'b0.id = $1::uuid', uuid, reading);
}

export interface NewContribution {
  readonly organisationId: string;
  readonly attribution: Attribution;
  readonly title: string;
  readonly text: string;
  readonly period: string | null;
  readonly regions: readonly string[];
  readonly arenas: readonly string[];
}

/** Stores what an organisation offers and returns its key. */
export async function insertContribution(
  manager: EntityManager,
  { organisationId, attribution, title, text, period, regions, arenas }: NewContribution,
): Promise<string> {
  const [row] = await manager.query<{ id: string }[]>(
    `insert into trends.contribution (organisation_id, attribution, title, text, period, regions, arenas)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [organisationId, attribution, title, text, period, regions, arenas],
  );
  return row!.id;
}

/** Where a contribution stands; null when it is absent or hidden. */
export async function contributionStatus(
  manager: EntityManager,
  id: string,
): Promise<ContributionStatus | null> {
  const [row] = await manager.query<{ status: ContributionStatus }[]>(
    'select status from trends.contribution where id = $1',
    [id],
  );
  return row?.status ?? null;
}

export interface Decision {
  readonly status: ContributionStatus;
  readonly note: string | null;
  /** The draft that takes it up, by its entry and the number of the revision that it becomes. */
  readonly draft: { readonly entryId: string; readonly number: number } | null;
}

/** Decides on a contribution. False: somebody has decided already. */
export async function decideContribution(
  manager: EntityManager,
  id: string,
  { status, note, draft }: Decision,
): Promise<boolean> {
  const [, affected] = await manager.query<[unknown, number]>(
    `update trends.contribution set status = $2, decision_note = $3, entry_id = $4, entry_revision = $5,
       decided_at = date_trunc('milliseconds', clock_timestamp())
     where id = $1 and status = 'SUBMITTED'`,
    [id, status, note, draft?.entryId ?? null, draft?.number ?? null],
  );
  return affected === 1;
}
