// Interleaved rounds: every server once, then every server again. What disturbs the machine then disturbs all of them, and a
// ratio is taken between neighbours of the same round.
import { cpuOf, cpuOfDatabase } from './cpu.js';
import { openClient } from './load.js';
import { startPeer } from './peer.js';

// A pool lets go of connections that rested while others were measured; opening them again is not part of an answer.
const REJOIN_SECONDS = 0.5;

/** Starts the servers of a work, checks that they answer alike, measures them. Results by name of the contender. */
export async function compare(work, { rounds, seconds, warmUp, connections }, database) {
  const running = [];
  try {
    for (const contender of work.contenders) {
      const peer = await startPeer(contender.file, contender.config);
      running.push({ contender, peer, client: openClient(peer, connections), samples: [] });
    }
    await work.check(running);
    for (const { contender, client } of running) await client.load(contender.next, warmUp);
    for (let round = 1; round <= rounds; round += 1) {
      for (const each of running) each.samples.push(await measure(each, seconds, database));
      const rates = running.map(
        ({ contender, samples }) => `${contender.name} ${samples.at(-1).rate.toFixed(0)}`,
      );
      console.log(`${work.name}, round ${round}: ${rates.join(', ')}`);
    }
    await work.check(running);
    return new Map(running.map(({ contender, samples }) => [contender.name, samples]));
  } finally {
    for (const { client, peer } of running) {
      await client.close();
      await peer.stop();
    }
  }
}

async function measure({ contender, peer, client }, seconds, database) {
  await client.load(contender.next, REJOIN_SECONDS);
  const [server, backends] = [cpuOf(peer.pid), cpuOfDatabase(database.pid)];
  const { rate, count } = await client.load(contender.next, seconds);
  return {
    rate,
    serverCpu: (cpuOf(peer.pid) - server) / count,
    databaseCpu: (cpuOfDatabase(database.pid) - backends) / count,
  };
}

/** The value in the middle. */
export function median(values) {
  const ordered = [...values].sort((a, b) => a - b);
  const middle = ordered.length >> 1;
  return ordered.length % 2 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
}
