// How much longer an organisation waits while another does its worst, with the shares that a server has by default. The factor is
// the mean time of the quiet one's answers beside the attack, by that without it, in the same round.
import { setTimeout as pause } from 'node:timers/promises';
import { openClient } from '../harness/load.js';
import { startPeer } from '../harness/peer.js';
import { seedRelease } from '../harness/release.js';
import { median } from '../harness/rounds.js';
import { readConfig } from '../../dist/config.js';

const QUIET = JSON.stringify({
  query: '{ trendEntries(first: 20) { nodes { id title summary publisher { name } } } }',
});
// Between two questions the quiet one thinks; what it does is not to be load.
const THOUGHT_MS = 20;
const CONNECTIONS = 64;
/** The factor that nobody may exceed. */
const MOST = 5;

const LARGE = `{ trendEntries(first: 100) { nodes { id title summary body methodNotes publisher { name mandate }
  revisions { id title summary body revisions { id title body } } } } }`;
const TEN_YEARS = Array.from({ length: 10 }, (_, index) => 2016 + index);
const LARGEST_TABLE = 'measure=ADVERTS&granularity=QUARTER&groupBy=PERIOD,COUNTY,ARENA';
const asked = (query) => ({ path: '/graphql', query });
const ATTACKS = {
  'largest pages': asked(LARGE),
  'largest tables as files': { path: `/statistics.csv?${LARGEST_TABLE}` },
  // A new text each time, so that nothing of it is remembered; validation is all that it costs.
  'new documents at the limit': asked(`query UNIQUE { ${'viewer { subject } '.repeat(190)} }`),
  'documents beyond the limit': asked(`query UNIQUE { ${'viewer { subject } '.repeat(1_300)} }`),
  'small questions': asked('{ viewer { subject } }'),
};

export async function neighbours(database, { rounds, seconds: least, warmUp }) {
  // A share begins anew every ten seconds, so a shorter time would see only its beginning or only its end.
  const seconds = Math.max(least, 10);
  const { url, loginSecret, dataDir } = database;
  await seedRelease(database.owner, TEN_YEARS);
  const { shares, poolSize } = readConfig({});
  const config = { url, loginSecret, dataDir, organisation: 'rfsu', neighbour: 'rfsl', poolSize, shares };
  return {
    async measure() {
      const server = await startPeer('ours.js', config);
      const client = openClient(server, 1);
      try {
        await meanWait(client, warmUp);
        const lines = [];
        for (const [name, request] of Object.entries(ATTACKS)) {
          const samples = [];
          for (let round = 1; round <= rounds; round += 1) {
            const alone = await meanWait(client, seconds);
            const attack = {
              url: server.url,
              headers: server.neighbour,
              connections: CONNECTIONS,
              ...request,
            };
            const attacker = await startPeer('attacker.js', attack);
            const beside = await meanWait(client, seconds);
            await attacker.stop();
            await pause(1_500);
            samples.push({ alone, beside, factor: beside / alone });
            console.log(`neighbours, ${name}: ${alone.toFixed(1)} ms alone, ${beside.toFixed(1)} ms beside`);
          }
          lines.push(line(name, samples));
        }
        return lines;
      } finally {
        await client.close();
        await server.stop();
      }
    },
  };
}

/** The mean time of an answer, in milliseconds. An answer that is not 200 ends the run: nobody may be refused for another. */
async function meanWait(client, seconds) {
  const waits = [];
  for (const end = performance.now() + seconds * 1_000; performance.now() < end;) {
    const asked = performance.now();
    await client.ask(QUIET);
    waits.push(performance.now() - asked);
    await pause(THOUGHT_MS);
  }
  return waits.reduce((sum, wait) => sum + wait, 0) / waits.length;
}

function line(name, samples) {
  const [factor, alone, beside] = ['factor', 'alone', 'beside'].map((key) =>
    median(samples.map((sample) => sample[key])),
  );
  const verdict = factor <= MOST ? 'yes' : 'no';
  const time = (ms) => `${ms.toFixed(1)} ms`;
  return [
    `beside ${name}`,
    time(beside),
    'alone',
    time(alone),
    factor.toFixed(2),
    `≤ ${MOST}`,
    verdict,
    '–',
    '–',
  ];
}
