// RFSU reads every published entry, page by page: the newest first, each exactly once, however many are published meanwhile.
import { EntriesDocument, type EntriesQuery } from './generated/rfsu.js';
import { connect, send } from './samverkan.js';

const samverkan = connect();
const entries: EntriesQuery['trendEntries']['nodes'] = [];
let after: string | null = null;
do {
  const { trendEntries }: EntriesQuery = await send(samverkan, EntriesDocument, { after });
  entries.push(...trendEntries.nodes);
  after = trendEntries.pageInfo.hasNextPage ? (trendEntries.pageInfo.endCursor ?? null) : null;
} while (after !== null);
console.log(JSON.stringify(entries));
