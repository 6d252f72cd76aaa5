// `worker`: the clocks of referrals, the building of releases, the order of the feeds, the deliveries to webhooks and the sealing of the
// audit, on a database that `migrate` has prepared. Any number may run.
import { logCrashes } from './log-crashes.js';
import { refuseLogOfValues } from './silent-server-log.js';
import { openLog } from '../log.js';
import { signingKey } from '../domain/audit/checkpoint.js';
import { PUBLIC_RECEIVERS } from '../domain/webhooks/receivers.js';
import { feedChannel } from '../store/login.js';
import { Seal } from '../store/sealed-secret.js';
import { OldServer } from '../store/server-version.js';
import { Sources } from '../store/sources.js';
import { watchWorker } from './watch-worker.js';
import { measureWorker } from '../worker/metrics.js';
import { reportRounds } from './report-rounds.js';
import { startWorker } from '../worker/worker.js';
import type { Config } from '../config.js';

/** Runs until SIGINT or SIGTERM, and ends after the round under way. */
export async function runWorker(config: Config): Promise<void> {
  const { mode, databaseUrl, loginSecret, clocks, host, metricsPort } = config;
  const { cellSecret, auditKey, auditDays, webhookKey } = config;
  if (!databaseUrl || !loginSecret || !cellSecret || !auditKey || !webhookKey)
    throw new Error('`worker` needs DATABASE_URL, LOGIN_SECRET, CELL_SECRET, AUDIT_KEY and WEBHOOK_KEY.');
  const key = signingKey(auditKey);
  const log = openLog('info');
  logCrashes(log);
  const sources = new Sources({ databaseUrl, loginSecret, poolSize: 5 });
  await refuseOldServer(sources);
  if (mode === 'production') await refuseLogOfValues({ databaseUrl, loginSecret, poolSize: 1 });
  const metrics = measureWorker(sources);
  const watch = metricsPort === undefined ? null : await watchWorker(metrics, host, metricsPort);
  const worker = startWorker({
    sources,
    clocks,
    cellSecret,
    auditKey: key,
    auditDays,
    channel: feedChannel(loginSecret),
    webhooks: { seal: new Seal(webhookKey), receivers: PUBLIC_RECEIVERS },
    onError: reportRounds(log),
    onRound(round, isDone, hasWorked) {
      metrics.ended(round, isDone);
      if (round === 'releases' && hasWorked) log.info({ event: 'release' });
    },
  });
  const stopped = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  console.log('The worker keeps the clocks of referrals, builds releases and orders the feeds.');
  await stopped;
  await worker.stop();
  watch?.stop();
  await sources.close();
}

/** A database that is away may come back, and an old one stays old. */
async function refuseOldServer(sources: Sources): Promise<void> {
  await sources.worker().catch((error: unknown) => {
    if (error instanceof OldServer) throw error;
  });
}
