// Manifests of documents as builds write them: text by id (GraphQL Code Generator's `persistedDocuments`, Relay's `persistConfig`), or
// Apollo's list of operations.
import { createHash } from 'node:crypto';
import { z } from 'zod';

// The identifiers of GraphQL over HTTP: a name or hash, or one with a prefix.
const ID = /^([A-Za-z0-9._~-]+:)?[A-Za-z0-9._~-]+$/;
const LONGEST_ID = 200;
const SHA256 = 'sha256:';

const texts = z.record(z.string(), z.string());
const apollo = z.object({
  format: z.literal('apollo-persisted-query-manifest'),
  version: z.literal(1),
  operations: z.array(z.object({ id: z.string(), body: z.string() })),
});

/** The documents of a manifest by id; throws, naming what is wrong. */
export function readManifest(json: string): Map<string, string> {
  const documents = new Map(entriesOf(json));
  if (documents.size === 0) throw new Error('The file has no documents.');
  for (const [id, text] of documents) {
    if (!ID.test(id) || id.length > LONGEST_ID)
      throw new Error(`${JSON.stringify(id)} is no id: letters, digits and . _ ~ -, at most ${LONGEST_ID}.`);
    if (id.startsWith(SHA256) && id !== SHA256 + createHash('sha256').update(text).digest('hex'))
      throw new Error(`${id} is not the SHA-256 of its document.`);
  }
  return documents;
}

function entriesOf(json: string): (readonly [id: string, text: string])[] {
  const content = parsed(json);
  const ofApollo = apollo.safeParse(content);
  if (ofApollo.success) return ofApollo.data.operations.map(({ id, body }) => [id, body]);
  const plain = texts.safeParse(content);
  if (plain.success) return Object.entries(plain.data);
  throw new Error('The file is no manifest: neither documents by id nor the manifest of Apollo.');
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new Error('The file is not JSON.');
  }
}
