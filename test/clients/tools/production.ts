// What a client of a partner meets: a node that answers registered documents only, beside one on which a test arranges and looks.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEVELOPMENT_ISSUER, developmentClient } from '../../../src/auth/development-issuer.js';
import { registerDocumentsCommand } from '../../../src/commands/register-documents.js';
import { readConfig } from '../../../src/config.js';
import { cluster } from '../../support/database.js';
import { startTestApi, type TestApi } from '../../support/api.js';

export interface Production {
  /** Answers texts: for the test. */
  readonly api: TestApi;
  /** Answers what is registered: for the clients. */
  readonly address: string;
  /** Registers a manifest for the client of an organisation. */
  register(organisation: string, manifest: string): Promise<string>;
  /** The environment of a program that asks as an organisation. */
  environmentOf(organisation: string): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** Starts both nodes on one database. */
export async function startProduction(): Promise<Production> {
  const api = await startTestApi();
  const node = await startTestApi({ answersTexts: false, node: api });
  const folder = await mkdtemp(join(tmpdir(), 'samverkan-kit-'));
  const config = readConfig({
    MODE: 'development',
    DATABASE_URL: api.database.url,
    LOGIN_SECRET: cluster.loginSecret,
    SUBJECT_SECRET: 'x'.repeat(32),
    WEBHOOK_KEY: 'x'.repeat(32),
  });
  return {
    api,
    address: node.address,
    async register(organisation, manifest) {
      const file = join(folder, `${organisation}.json`);
      await writeFile(file, manifest);
      const client = developmentClient(organisation);
      return registerDocumentsCommand(config, file, { issuer: DEVELOPMENT_ISSUER, client });
    },
    async environmentOf(organisation) {
      const token = await api.token(organisation);
      return { PATH: process.env['PATH']!, SAMVERKAN_URL: node.address, SAMVERKAN_TOKEN: token };
    },
    async close() {
      await node.close();
      await api.close();
      await rm(folder, { recursive: true });
    },
  };
}
