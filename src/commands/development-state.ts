// What a development server keeps below DATA_DIR so that its commands find it: secrets it made itself and where its database
// listens. Production has all of these from the environment.
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newKey } from '../domain/audit/checkpoint.js';
import type { Config } from '../config.js';

export interface DevelopmentState {
  readonly loginSecret: string;
  readonly subjectSecret: string;
  readonly cellSecret: string;
  readonly auditKey: string;
  readonly webhookKey: string;
  /** The owner's connection, while a development server runs on its embedded database. */
  readonly databaseUrl?: string;
}

const FILE = 'development.json';
/** What the tree of a development server's audit is called. */
const AUDIT_NAME = 'samverkan.development.invalid/audit';

async function readState(dataDir: string): Promise<DevelopmentState | null> {
  const text = await readFile(join(dataDir, FILE), 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as DevelopmentState);
}

/** Keeps what changed, and makes secrets on first use. */
export async function keepDevelopmentState(
  dataDir: string,
  databaseUrl: string | undefined,
): Promise<DevelopmentState> {
  const secret = () => randomBytes(32).toString('base64url');
  const made = {
    ...{ loginSecret: secret(), subjectSecret: secret(), cellSecret: secret(), webhookKey: secret() },
    auditKey: newKey(AUDIT_NAME).secret,
  };
  const state = { ...made, ...(await readState(dataDir)), ...(databaseUrl && { databaseUrl }) };
  await mkdir(dataDir, { recursive: true });
  await writeFile(join(dataDir, FILE), JSON.stringify(state), { mode: 0o600 });
  return state;
}

export interface Secrets {
  readonly databaseUrl: string;
  readonly loginSecret: string;
  /** Null where the command may do without. */
  readonly cellSecret: string | null;
  /** Null where the command may do without. */
  readonly auditKey: string | null;
  /** Null where the command may do without. */
  readonly webhookKey: string | null;
}

/** Connection and secrets for a command: from the environment, else from the development server of this folder. */
export async function secretsOf(config: Config): Promise<Secrets> {
  const state = config.mode === 'development' ? await readState(config.dataDir) : null;
  const databaseUrl = config.databaseUrl ?? state?.databaseUrl;
  const loginSecret = config.loginSecret ?? state?.loginSecret;
  if (!databaseUrl || !loginSecret) {
    throw new Error(
      'No database is known here. Run `npm start` first, or set DATABASE_URL and LOGIN_SECRET.',
    );
  }
  const cellSecret = config.cellSecret ?? state?.cellSecret ?? null;
  const auditKey = config.auditKey ?? state?.auditKey ?? null;
  const webhookKey = config.webhookKey ?? state?.webhookKey ?? null;
  return { databaseUrl, loginSecret, cellSecret, auditKey, webhookKey };
}
