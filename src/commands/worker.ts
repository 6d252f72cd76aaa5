// `worker`: the clocks of referrals, the building of releases, the order of the feeds and the sealing of the audit, on a database that
// `migrate` has prepared. Any number may run.
import { signingKey } from '../domain/audit/checkpoint.js';
import { feedChannel } from '../store/login.js';
import { Sources } from '../store/sources.js';
import { startWorker } from '../worker/worker.js';
import type { Config } from '../config.js';

/** Runs until SIGINT or SIGTERM, and ends after the round under way. */
export async function runWorker(config: Config): Promise<void> {
  const { databaseUrl, loginSecret, cellSecret, auditKey, auditDays, clocks } = config;
  if (!databaseUrl || !loginSecret || !cellSecret || !auditKey)
    throw new Error('`worker` needs DATABASE_URL, LOGIN_SECRET, CELL_SECRET and AUDIT_KEY.');
  const key = signingKey(auditKey);
  const sources = new Sources({ databaseUrl, loginSecret, poolSize: 4 });
  const worker = startWorker({
    sources,
    clocks,
    cellSecret,
    auditKey: key,
    auditDays,
    channel: feedChannel(loginSecret),
    onError: reportRound,
  });
  console.log(
    'The worker keeps the clocks of referrals, builds releases, orders the feeds and seals the audit.',
  );
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
