// RFSU keeps a copy of all published entries and follows what changes, however often this program, a node or the network stops.
import { readFile, rename, writeFile } from 'node:fs/promises';
import { follow } from './follow.js';
import { ChangedDocument, EntriesDocument, HeadDocument, type EntriesQuery } from './generated/rfsu.js';
import { connect, send } from './samverkan.js';

type Entry = EntriesQuery['trendEntries']['nodes'][number];

/** Entries by id, as they were at a place in the feed. */
interface Copy {
  readonly cursor: string;
  readonly entries: Record<string, Entry>;
}

const samverkan = connect();
const file = process.env['SAMVERKAN_COPY'] ?? 'entries.json';
const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());

/** A whole copy: first the place in the feed, then the lists, so that nothing falls between them. */
async function copyAll(): Promise<Copy> {
  const { changes } = await send(samverkan, HeadDocument, {});
  const entries: Record<string, Entry> = {};
  for (let after: string | null = null; ;) {
    const { trendEntries }: EntriesQuery = await send(samverkan, EntriesDocument, { after });
    for (const entry of trendEntries.nodes) entries[entry.id] = entry;
    if (!trendEntries.pageInfo.hasNextPage) return { cursor: changes.head, entries };
    after = trendEntries.pageInfo.endCursor ?? null;
  }
}

/** The copy and its cursor are written together or not at all. */
async function save(copy: Copy): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(copy));
  await rename(`${file}.new`, file);
  console.log(`${Object.keys(copy.entries).length} entries`);
}

const saved = await readFile(file, 'utf8').catch(() => null);
let copy = saved === null ? await copyAll() : (JSON.parse(saved) as Copy);
await save(copy);
for await (const { data, cursor } of follow(samverkan, ChangedDocument, {}, copy.cursor, stopping.signal)) {
  const { objectId, object } = data.changed;
  const entries = { ...copy.entries };
  // Every change brings its object as it is now; one that cannot be read any more brings none.
  if (objectId) delete entries[objectId];
  if (object?.__typename === 'TrendEntry' && object.status === 'PUBLISHED') entries[object.id] = object;
  copy = { cursor, entries };
  await save(copy);
}
