// Every request of production asks for a document by id. A node remembers the whole manifest of a client for a while, so that ids
// that nobody registered cost no query, and a new registration is known everywhere when that while is over.
import type { ClientName, Manifest } from '../store/documents.js';

/** For how long a registration, or a withdrawal, may go unnoticed. */
export const REMEMBER_MANIFEST_MS = 10_000;
const MOST_CLIENTS = 200;

/** Remembers the manifests of the clients that asked last. */
export function rememberManifests(
  read: (client: ClientName) => Promise<Manifest>,
): (client: ClientName) => Promise<Manifest> {
  const known = new Map<string, { manifest: Promise<Manifest>; until: number }>();
  return ({ issuer, client }) => {
    const key = JSON.stringify([issuer, client]);
    const hit = known.get(key);
    if (hit && hit.until > Date.now()) return hit.manifest;
    known.delete(key);
    if (known.size >= MOST_CLIENTS) known.delete(known.keys().next().value!);
    const manifest = read({ issuer, client });
    known.set(key, { manifest, until: Date.now() + REMEMBER_MANIFEST_MS });
    // A failed look-up must not be remembered: the database may be back for the next request.
    manifest.catch(() => known.get(key)?.manifest === manifest && known.delete(key));
    return manifest;
  };
}
