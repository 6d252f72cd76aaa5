// `audit`: the operator's part in keeping the audit honest.
import { readFile } from 'node:fs/promises';
import { SingleBar } from 'cli-progress';
import { secretsOf } from './development-state.js';
import {
  checkpointsIn,
  newKey,
  noteOf,
  signingKey,
  verifierKey,
  type Checkpoint,
  type VerifierKey,
} from '../domain/audit/checkpoint.js';
import { agreedTime } from '../store/agreed-time.js';
import { newestCheckpoint } from '../store/audit-proofs.js';
import { verifyAudit } from '../store/audit-verification.js';
import { Sources, type Source } from '../store/sources.js';
import { purgeAudit } from '../worker/audit.js';
import type { Finding } from '../domain/audit/verification.js';
import type { Config } from '../config.js';

const DAY_MS = 86_400_000;
/** What the worker has purged by its clock, this machine's must not find too early: a false alarm of this kind teaches to overlook one. */
const TOLERANCE_MS = DAY_MS;
/** How many findings are told: whoever restores an old copy would otherwise be told of every event. */
const MOST_TOLD = 100;

export interface VerifyOptions {
  readonly key?: readonly string[];
  readonly checkpoint?: readonly string[];
}

/** Verifies the whole audit; throws with every place that does not hold. */
export async function verifyCommand(config: Config, options: VerifyOptions): Promise<string> {
  const { auditKey } = await secretsOf(config);
  const own = auditKey ? [signingKey(auditKey).verifier] : [];
  const keys = [...new Set([...(options.key ?? []), ...own])].map(verifierKey);
  if (keys.length === 0) throw new Error('`audit verify` needs a --key to verify with, or AUDIT_KEY.');
  const kept = await keptCheckpoints(options.checkpoint ?? [], keys);
  const purgedBefore = new Date(Date.now() - config.auditDays * DAY_MS + TOLERANCE_MS);
  const bar = new SingleBar({ format: '{bar} {percentage} %  {value} events', noTTYOutput: false });
  if (process.stderr.isTTY) bar.start(1, 0);
  const { findings, seen } = await asWorker(config, (source) =>
    verifyAudit(source, { keys, kept, purgedBefore }, (at, all) => {
      bar.setTotal(all);
      bar.update(at);
    }),
  ).finally(() => bar.stop());
  if (findings.length > 0) throw new Error(`The audit does not hold:\n${tell(findings)}`);
  return `${seen} events are as they were sealed, under checkpoints of trusted keys${kept.length > 0 ? `, and hold the ${kept.length} that were kept` : ''}.`;
}

/** Checkpoints from files as partners keep them; refuses one that no trusted key has signed. */
async function keptCheckpoints(
  files: readonly string[],
  keys: readonly VerifierKey[],
): Promise<Checkpoint[]> {
  const kept: Checkpoint[] = [];
  for (const file of files) {
    const found = checkpointsIn(await readFile(file, 'utf8')).find((one) =>
      keys.some((key) => key.isSignedBy(one)),
    );
    if (!found) throw new Error(`${file}: no checkpoint that a trusted key has signed.`);
    kept.push(found);
  }
  return kept.sort((a, b) => a.size - b.size);
}

function tell(findings: readonly Finding[]): string {
  const lines = findings.slice(0, MOST_TOLD).map(({ from, to, what }) => {
    const where = to - from > 1 ? `events ${from} to ${to - 1}` : `event ${from}`;
    return `  ${where}: ${what}`;
  });
  const more = findings.length - lines.length;
  return [...lines, ...(more > 0 ? [`  and ${more} more places`] : [])].join('\n');
}

/** Removes what events say whose time is over, as the worker does every minute. */
export async function purgeCommand(config: Config): Promise<string> {
  const purged = await asWorker(config, async (source) =>
    purgeAudit(source, config.auditDays, await agreedTime(source)),
  );
  return `Removed the content of ${purged} events older than ${config.auditDays} days; their leaves stay.`;
}

/** The newest checkpoint as a signed note, to be kept where nobody rewrites it. */
export async function checkpointCommand(config: Config): Promise<string> {
  const checkpoint = await asWorker(config, newestCheckpoint);
  if (!checkpoint) throw new Error('Nothing is sealed yet.');
  return noteOf(checkpoint).trimEnd();
}

/** A new key: the secret for the worker, and what partners verify with. */
export function newKeyCommand(name: string): string {
  const { secret, verifier } = newKey(name);
  return `AUDIT_KEY=${secret}\n\nFor partners, to verify with:\n${verifier}`;
}

async function asWorker<T>(config: Config, work: (source: Source) => Promise<T>): Promise<T> {
  const { databaseUrl, loginSecret } = await secretsOf(config);
  const sources = new Sources({ databaseUrl, loginSecret, poolSize: 1 });
  try {
    return await work(await sources.worker());
  } finally {
    await sources.close();
  }
}
