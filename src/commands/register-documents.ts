// `register-documents`: what a client may ask in production, from the manifest that its build wrote.
import { readFile } from 'node:fs/promises';
import { readManifest } from './document-manifest.js';
import { secretsOf } from './development-state.js';
import { buildFullSchema } from '../api-schema.js';
import { documentChecker } from '../http/document-problems.js';
import { REMEMBER_MANIFEST_MS } from '../http/manifests.js';
import { partyOfClient, registerDocuments } from '../store/documents.js';
import { openOwner } from '../store/migrate.js';
import type { Config } from '../config.js';
import type { Party } from '../domain/parties.js';

export interface DocumentsRegistration {
  readonly issuer: string;
  readonly client: string;
  readonly withdrawOthers?: boolean;
}

/** Registers every document of a file for a client, or none when one of them would not be answered. */
export async function registerDocumentsCommand(
  config: Config,
  file: string,
  { issuer, client, withdrawOthers = false }: DocumentsRegistration,
): Promise<string> {
  const documents = readManifest(await readFile(file, 'utf8'));
  const { databaseUrl } = await secretsOf(config);
  const owner = await openOwner(databaseUrl);
  try {
    const party = await partyOfClient(owner, { issuer, client });
    if (!party) throw new Error('--client: not registered for this issuer; run `register-client` first.');
    refuseUnanswered(documents, party);
    const total = await registerDocuments(owner, { issuer, client }, documents, withdrawOthers);
    return (
      `${documents.size} documents of ${client} are registered, ${total} in all. ` +
      `Every node knows them within ${REMEMBER_MANIFEST_MS / 1_000} seconds.`
    );
  } finally {
    await owner.destroy();
  }
}

function refuseUnanswered(documents: ReadonlyMap<string, string>, party: Party): void {
  const check = documentChecker(buildFullSchema(), party);
  const lines = [...documents].flatMap(([id, text]) => {
    const { name, problems } = check(text);
    return problems.map((problem) => `  ${name ? `${name} (${id})` : id}: ${problem}`);
  });
  if (lines.length > 0)
    throw new Error(`Nothing is registered: ${party} would be refused\n${lines.join('\n')}`);
}
