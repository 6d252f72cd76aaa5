// `worker`: the clocks of referrals, the building of releases, the order of the feeds and the deliveries to webhooks, on a database that `migrate` has prepared. Any number may run.
import { PUBLIC_RECEIVERS } from '../domain/webhooks/receivers.js';
import { feedChannel } from '../store/login.js';
import { Seal } from '../store/sealed-secret.js';
import { Sources } from '../store/sources.js';
import { startWorker } from '../worker/worker.js';
import type { Config } from '../config.js';

/** Runs until SIGINT or SIGTERM, and ends after the round under way. */
export async function runWorker(config: Config): Promise<void> {
  const { databaseUrl, loginSecret, cellSecret, webhookKey, clocks } = config;
  if (!databaseUrl || !loginSecret || !cellSecret || !webhookKey)
    throw new Error('`worker` needs DATABASE_URL, LOGIN_SECRET, CELL_SECRET and WEBHOOK_KEY.');
  const sources = new Sources({ databaseUrl, loginSecret, poolSize: 3 });
  const worker = startWorker({
    sources,
    clocks,
    cellSecret,
    channel: feedChannel(loginSecret),
    webhooks: { seal: new Seal(webhookKey), receivers: PUBLIC_RECEIVERS },
    onError: reportRound,
  });
  console.log(
    'The worker keeps the clocks of referrals, builds releases, orders the feeds and delivers to webhooks.',
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
