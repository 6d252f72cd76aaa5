// Page 1 and page 1,000 of a list of 100,000 entries: a cursor names a place, so a page deep in the list costs what the first costs.
import { seedManyEntries } from '../harness/many-entries.js';
import { openClient } from '../harness/load.js';
import { startPeer } from '../harness/peer.js';
import { line } from '../harness/report.js';

const FIRST = 'page 1';
const DEEP = 'page 1,000';
const OPERATION = `query Page($after: String) {
  trendEntries(first: 20, after: $after) { nodes { id title summary period } pageInfo { endCursor } }
}`;
const bodyFor = (after) => JSON.stringify({ query: OPERATION, variables: { after } });

export async function pages(database, { connections }) {
  await seedManyEntries(database.owner);
  const { url, loginSecret, dataDir } = database;
  const config = { url, loginSecret, dataDir, organisation: 'rfsu', poolSize: connections };
  const after = await endOfPage(999, config);
  const contender = (name, cursor) => ({ name, file: 'ours.js', config, next: () => bodyFor(cursor) });
  return {
    name: 'pages',
    contenders: [contender(FIRST, null), contender(DEEP, after)],
    check,
    // How many times longer the deep page takes: the rate of the first by that of the deep one.
    rows: (results) => [line(FIRST, DEEP, results.get(FIRST), results.get(DEEP), { most: 1.2 })],
  };
}

/** The cursor at the end of a page, found as a client finds it. */
async function endOfPage(number, config) {
  const server = await startPeer('ours.js', config);
  const client = openClient(server, 1);
  let after = null;
  for (let page = 1; page <= number; page += 1) {
    const { json } = await client.ask(bodyFor(after));
    after = json.data.trendEntries.pageInfo.endCursor;
  }
  await client.close();
  await server.stop();
  return after;
}

/** Both pages must be full, and different. */
async function check(running) {
  const seen = new Set();
  for (const { contender, client } of running) {
    const { json } = await client.ask(contender.next());
    for (const { id } of json.data.trendEntries.nodes) seen.add(id);
  }
  if (seen.size !== 40) throw new Error(`${seen.size} entries on two pages of 20`);
}
