// One published entry to 1,000 subscribers of one node, of every party: how long after the answer to the publisher the last of them has
// it, with the entry itself, and what a subscriber costs in memory. No peer: the limit is a second.
import http from 'node:http';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { openClient } from '../harness/load.js';
import { startPeer } from '../harness/peer.js';
import { median } from '../harness/rounds.js';
import { readConfig } from '../../dist/config.js';
import { Sources } from '../../dist/store/sources.js';
import { startWorker } from '../../dist/worker/worker.js';
import { feedChannel } from '../../dist/store/login.js';

const UNIT = 'prostitutionsenheten';
const ORGANISATIONS = [
  UNIT,
  'polisen-stockholm',
  'socialjouren',
  'socialtjansten-malmo',
  'rfsu',
  'rfsl',
  'smittskydd-stockholm',
];
const SUBSCRIBERS = 1_000;
const SLOWEST_SECONDS = 1;
const GIVE_UP_MS = 30_000;
const SUBSCRIPTION = `subscription { changed { cursor kind objectId object { __typename
  ... on TrendEntry { id title summary body publisher { name } } } } }`;
const CONTENT = {
  ...{
    kind: 'TREND',
    title: 'Fler annonser',
    summary: 'Annonserna flyttar.',
    body: 'Annonserna flyttar till communities.',
  },
  ...{ period: '2026-Q3', direction: 'RISING', confidence: 'MEDIUM', method: 'Strukturerad räkning.' },
};

export async function subscribers(database, { rounds }) {
  return {
    async measure() {
      const { url, loginSecret, dataDir } = database;
      const config = { url, loginSecret, dataDir, organisation: UNIT, others: ORGANISATIONS, poolSize: 5 };
      const server = await startPeer('ours.js', config);
      const sources = new Sources({ databaseUrl: url, loginSecret, poolSize: 2 });
      const worker = startWorker({
        ...{
          sources,
          clocks: readConfig({}).clocks,
          cellSecret: loginSecret,
          channel: feedChannel(loginSecret),
        },
        onError: (error) => console.error(error.message),
      });
      const unit = openClient(server, 1);
      const agent = new http.Agent({ keepAlive: true, maxSockets: Infinity });
      const followers = [];
      try {
        await publish(unit, []); // the way of an entry is compiled before anything is measured
        const before = await megabytesOf(server.pid);
        for (let number = 0; number < SUBSCRIBERS; number += 1) {
          const headers = server.others[ORGANISATIONS[number % ORGANISATIONS.length]];
          followers.push(await subscribe(agent, server.url, headers));
        }
        await pause(1_000);
        const kilobytes = (((await megabytesOf(server.pid)) - before) / SUBSCRIBERS) * 1_000;
        const waits = [];
        for (let round = 1; round <= rounds; round += 1) {
          waits.push(await publish(unit, followers));
          console.log(`subscribers, round ${round}: the last after ${waits.at(-1).toFixed(2)} s`);
          await pause(500);
        }
        return [
          row(
            `one change to ${SUBSCRIBERS.toLocaleString('en')} subscribers`,
            `${median(waits).toFixed(2)} s`,
            `≤ ${SLOWEST_SECONDS} s`,
            median(waits) <= SLOWEST_SECONDS,
          ),
          row('subscriber, memory of the node', `${kilobytes.toFixed(0)} kB`, '–', null),
        ];
      } finally {
        for (const { end } of followers) end();
        agent.destroy();
        await worker.stop();
        await sources.close();
        await unit.close();
        await server.stop();
      }
    },
  };
}

/** Publishes an entry; seconds from the answer until every follower has it. */
async function publish(unit, followers) {
  const drafted = await mutate(unit, 'draft', CONTENT);
  const arrived = Promise.all(followers.map(({ next }) => next(drafted.id)));
  await mutate(unit, 'publish', { id: drafted.id, expectedVersion: drafted.version });
  const answered = performance.now();
  const late = pause(GIVE_UP_MS, undefined, { ref: false }).then(() => {
    throw new Error('a subscriber was not told');
  });
  await Promise.race([arrived, late]);
  return (performance.now() - answered) / 1_000;
}

async function mutate(unit, step, input) {
  const type = `${step[0].toUpperCase()}${step.slice(1)}TrendEntryInput`;
  const query = `mutation ($input: ${type}!) { ${step}TrendEntry(input: $input) { trendEntry { id version } errors { code } } }`;
  const { json } = await unit.ask(JSON.stringify({ query, variables: { input } }));
  return json.data[`${step}TrendEntry`].trendEntry;
}

/** Opens a stream; `next` waits until it tells that an entry was published. */
function subscribe(agent, url, headers) {
  return new Promise((resolve, reject) => {
    const waiting = new Map();
    const request = http.request(new URL('/graphql/stream', url), {
      method: 'POST',
      agent,
      headers: { ...headers, accept: 'text/event-stream', 'content-type': 'application/json' },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      if (response.statusCode !== 200) reject(new Error(`a stream was answered with ${response.statusCode}`));
      response.setEncoding('utf8');
      response.on('error', () => {}); // ends with the run
      let text = '';
      response.on('data', (piece) => {
        text += piece;
        for (const [id, found] of waiting) if (isTold(text, id)) (waiting.delete(id), (text = ''), found());
      });
      const next = (id) => new Promise((found) => waiting.set(id, found));
      resolve({ next, end: () => request.destroy() });
    });
    request.end(JSON.stringify({ query: SUBSCRIPTION }));
  });
}

function isTold(text, id) {
  return text
    .split('\n\n')
    .some((event) => event.includes('"PUBLISHED"') && event.includes(`"objectId":"${id}"`));
}

async function megabytesOf(pid) {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(await readFile(`/proc/${pid}/status`, 'utf8'));
  return Number(kilobytes) / 1_000;
}

function row(work, measured, limit, isReached) {
  const verdict = isReached === null ? '' : isReached ? 'yes' : 'no';
  return [work, measured, '–', '–', '–', limit, verdict, '–', '–'];
}
