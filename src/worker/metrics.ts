// What operators watch of a worker. Counts and moments of rounds, and what waits for one.
import { Counter, Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import type { Round } from './worker.js';
import { waitingChanges } from '../store/sequencing.js';
import { waitingRelease } from '../store/release-building.js';
import { unsealedSeconds } from '../store/sealing.js';
import type { Sources } from '../store/sources.js';

export interface WorkerMetrics {
  /** Notes that a round has ended. */
  readonly ended: (round: Round, isDone: boolean) => void;
  /** Everything that is measured, as Prometheus reads it. */
  readonly text: () => Promise<string>;
}

/** Measures a worker. What waits is looked up when somebody asks; while the database is away it is not told. */
export function measureWorker(sources: Sources): WorkerMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const rounds = new Counter({
    name: 'samverkan_worker_rounds_total',
    help: 'Rounds of the worker, by what they do and whether they ended well.',
    labelNames: ['round', 'outcome'],
    registers,
  });
  const last = new Gauge({
    name: 'samverkan_worker_last_round_seconds',
    help: 'When the last round of a kind ended well, in seconds since 1970.',
    labelNames: ['round'],
    registers,
  });
  const waiting = (name: string, help: string, look: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      registers,
      async collect() {
        await look().then((value) => this.set(value), () => this.remove()); // prettier-ignore
      },
    });
  waiting('samverkan_changes_waiting', 'Changes that have no place in a feed yet.', async () =>
    waitingChanges(await sources.worker()),
  );
  waiting(
    'samverkan_release_waiting_seconds',
    'How long a release has been asked for without being built; 0 when none is.',
    async () => waitingRelease(await sources.worker()),
  );
  waiting(
    'samverkan_audit_waiting_seconds',
    'For how long an event of the audit has waited to be sealed; 0 when none waits.',
    async () => unsealedSeconds(await sources.worker()),
  );
  return {
    ended(round, isDone) {
      rounds.labels(round, isDone ? 'done' : 'failed').inc();
      if (isDone) last.labels(round).set(Date.now() / 1_000);
    },
    text: () => registry.metrics(),
  };
}
