// `worker`: the clocks of referrals, the building of releases and the order of the feeds, on a database that `migrate` has prepared. Any number may run.
import { refuseLogOfValues } from './silent-server-log.js';
import { feedChannel } from '../store/login.js';
import { Sources } from '../store/sources.js';
import { startWorker } from '../worker/worker.js';
import type { Config } from '../config.js';

/** Runs until SIGINT or SIGTERM, and ends after the round under way. */
export async function runWorker({
  mode,
  databaseUrl,
  loginSecret,
  cellSecret,
  clocks,
}: Config): Promise<void> {
  if (!databaseUrl || !loginSecret || !cellSecret)
    throw new Error('`worker` needs DATABASE_URL, LOGIN_SECRET and CELL_SECRET.');
  const connection = { databaseUrl, loginSecret, poolSize: 3 };
  if (mode === 'production') await refuseLogOfValues(connection);
  const sources = new Sources(connection);
  const worker = startWorker({
    sources,
    clocks,
    cellSecret,
    channel: feedChannel(loginSecret),
    onError: reportRound,
  });
  console.log('The worker keeps the clocks of referrals, builds releases and orders the feeds.');
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await worker.stop();
  await sources.close();
}

/** Reports a round that failed by its kind alone: messages of the database repeat values. */
export function reportRound(error: unknown): void {
  const { name = 'Error', code } = error as { name?: string; code?: string };
  console.error(`worker: a round failed (${name}${code ? `, ${code}` : ''}); it is tried again.`);
}
