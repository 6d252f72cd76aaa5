// The worker of `start`, in the process of the API. Loaded when the API answers: nothing of it is needed before.
import { signingKey } from '../domain/audit/checkpoint.js';
import { LOCAL_RECEIVERS } from '../domain/webhooks/local-receivers.js';
import { feedChannel } from '../store/login.js';
import { Seal } from '../store/sealed-secret.js';
import { reportRounds } from './report-rounds.js';
import { startWorker, type Worker } from '../worker/worker.js';
import type { DevelopmentState } from './development-state.js';
import type { Config } from '../config.js';
import type { Log } from '../log.js';
import type { Sources } from '../store/sources.js';

/** Starts it with the secrets of the environment, or of the data folder where the environment has none. */
export function startDevelopmentWorker(
  config: Config,
  secrets: DevelopmentState,
  sources: Sources,
  log: Log,
): Worker {
  return startWorker({
    sources,
    clocks: config.clocks,
    cellSecret: secrets.cellSecret,
    auditKey: signingKey(config.auditKey ?? secrets.auditKey),
    auditDays: config.auditDays,
    channel: feedChannel(secrets.loginSecret),
    webhooks: { seal: new Seal(secrets.webhookKey), receivers: LOCAL_RECEIVERS },
    onError: reportRounds(log),
  });
}
