// Writes of trend entries. Each statement names its columns, runs on the unit's own login, and changes a version only from
// the one that the caller saw.
import { randomUUID } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { insert, insertable } from './insert.js';
import { DraftRow, TrendEntryRow } from '../entities/trend-entry.js';
import { periodRange } from '../domain/period.js';
import type { TrendStatus } from '../domain/lists/trends.js';

/** The content of an entry, without what the store adds. */
export type TrendContent = Omit<DraftRow, 'entryId' | 'number' | 'draftedBy' | 'periodFrom' | 'periodTo'>;

const CONTENT = [
  'kind', 'title', 'summary', 'body', 'language', 'period', 'regions', 'arenas', 'ageBands', 'genders', 'topics', 'direction',
  'confidence', 'countUnit', 'method', 'coverage', 'methodNotes', 'sources', 'policingNotes', 'healthNotes', 'outreachGuidance', 'statistics',
] as const satisfies readonly (keyof TrendContent)[]; // prettier-ignore
const DRAFT_COLUMNS = ['entryId', 'number', 'draftedBy', 'periodFrom', 'periodTo', ...CONTENT] as const;

const ENTRY = insertable(TrendEntryRow, ['id', 'status', 'publisherId']);
const DRAFT = insertable(DraftRow, DRAFT_COLUMNS);

export interface EntryHead {
  readonly id: string;
  readonly status: TrendStatus;
  readonly version: number;
  readonly revision: number;
  readonly isDraft: boolean;
}

/** Where an entry stands, or null when there is none. */
export async function entryHead(manager: EntityManager, id: string): Promise<EntryHead | null> {
  const [head] = await manager.query<EntryHead[]>(
    `select e.id, e.status, e.version, e.revision, exists (select from trends.draft d where d.entry_id = e.id) as "isDraft"
     from trends.entry e where e.id = $1`,
    [id],
  );
  return head ?? null;
}

/** Where an entry stands, as any organisation may ask that can see it; null when it is absent or hidden. */
export async function entryStatus(manager: EntityManager, id: string): Promise<TrendStatus | null> {
  const [entry] = await manager.query<{ status: TrendStatus }[]>(
    'select status from trends.entry where id = $1',
    [id],
  );
  return entry?.status ?? null;
}

/** Waits for whoever changes an entry, and keeps it as it is until the transaction ends. */
export async function holdEntry(manager: EntityManager, id: string): Promise<void> {
  await manager.query('select from trends.entry where id = $1 for share', [id]);
}

/** The number of the revision that the open draft of an entry becomes. */
export function draftNumber({ status, revision }: EntryHead): number {
  return status === 'DRAFT' ? revision : revision + 1;
}

/** Stores a new draft and returns its key. */
export async function insertDraft(
  manager: EntityManager,
  publisherId: string,
  draftedBy: string,
  content: TrendContent,
): Promise<string> {
  const id = randomUUID();
  await insert(manager, ENTRY, { id, status: 'DRAFT', publisherId });
  await insertDraftContent(manager, id, 1, draftedBy, content);
  return id;
}

/** Changes the open draft of an entry, or opens one from the revision that readers see. False: the version has moved on. */
export async function reviseDraft(
  manager: EntityManager,
  head: EntryHead,
  draftedBy: string,
  change: Partial<TrendContent>,
): Promise<boolean> {
  if (!(await bumpVersion(manager, head, {}))) return false;
  if (!head.isDraft) {
    const current = await currentContent(manager, head);
    await insertDraftContent(manager, head.id, head.revision + 1, draftedBy, { ...current, ...change });
    return true;
  }
  const columns = { ...change, ...(change.period ? rangeOf(change.period) : {}), draftedBy };
  await manager.createQueryBuilder().update(DraftRow).set(columns).where('entry_id = :id', head).execute();
  return true;
}

/** Makes the open draft the revision that readers see. False: the version has moved on. */
export async function publishDraft(manager: EntityManager, head: EntryHead): Promise<boolean> {
  const now = new Date();
  const revision = draftNumber(head);
  if (
    !(await bumpVersion(manager, head, {
      status: 'PUBLISHED',
      revision,
      listedAt: now,
      shownVersion: head.version + 1,
    }))
  )
    return false;
  const columns = DRAFT_COLUMNS.map((name) => columnName(manager, name)).join(', ');
  await manager.query(
    `insert into trends.revision (${columns}, published_at) select ${columns}, $2::timestamptz from trends.draft where entry_id = $1`,
    [head.id, now],
  );
  await manager.query('delete from trends.draft where entry_id = $1', [head.id]);
  return true;
}

/** Marks an entry as withdrawn. False: the version has moved on. */
export function withdrawEntry(manager: EntityManager, head: EntryHead, reason: string): Promise<boolean> {
  return bumpVersion(manager, head, {
    status: 'WITHDRAWN',
    withdrawnReason: reason,
    shownVersion: head.version + 1,
  });
}

async function bumpVersion(
  manager: EntityManager,
  head: EntryHead,
  set: Partial<TrendEntryRow>,
): Promise<boolean> {
  const { affected } = await manager
    .createQueryBuilder()
    .update(TrendEntryRow)
    .set({ ...set, version: head.version + 1 })
    .where('id = :id and version = :version', head)
    .execute();
  return affected === 1;
}

async function currentContent(manager: EntityManager, head: EntryHead): Promise<TrendContent> {
  const columns = CONTENT.map((name) => `${columnName(manager, name)} as "${name}"`).join(', ');
  const [row] = await manager.query<TrendContent[]>(
    `select ${columns} from trends.revision where entry_id = $1 and number = $2`,
    [head.id, head.revision],
  );
  return row!;
}

async function insertDraftContent(
  manager: EntityManager,
  entryId: string,
  number: number,
  draftedBy: string,
  content: TrendContent,
): Promise<void> {
  await insert(manager, DRAFT, { ...content, ...rangeOf(content.period), entryId, number, draftedBy });
}

function rangeOf(period: string): { periodFrom: string; periodTo: string } {
  const { from, to } = periodRange(period);
  return { periodFrom: from, periodTo: to };
}

function columnName(manager: EntityManager, property: string): string {
  return manager.connection.getMetadata(DraftRow).findColumnWithPropertyName(property)!.databaseName;
}
