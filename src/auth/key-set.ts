// The keys of one issuer, from the address that was registered for it and no other: nothing in a token says where to fetch.
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';

/** After this time they are fetched again, beside the request that notices. An issuer publishes a key this long before it signs with it. */
const REFRESH_MS = 5 * 60_000;
/** Between two fetches, whatever came of the first: made-up key identifiers are no way to have us ask an issuer all the time. */
const COOLDOWN_MS = 30_000;
/** How long the last known keys hold while the issuer does not answer: a night, until somebody is at work. */
const KEEP_MS = 16 * 60 * 60_000;
const TIMEOUT_MS = 5_000;
const MOST_BYTES = 64 * 1_024;

/** Thrown while the keys of an issuer have never been fetched, or too long ago: nothing can be said of its tokens. */
export class KeysAway extends Error {}

/** The key set of an issuer. jose's own forgets its keys when a fetch fails, and then fetches for every token. */
export class KeySet {
  private keys: JWTVerifyGetKey | undefined;
  private fetchedAt = Number.NEGATIVE_INFINITY;
  private triedAt = Number.NEGATIVE_INFINITY;
  private fetching: Promise<void> | undefined;

  constructor(
    private readonly address: string,
    private readonly onFailure: (error: unknown) => void,
  ) {}

  /** Finds the key that a token names. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    if (!isWithin(KEEP_MS, this.fetchedAt)) await this.refresh();
    else if (!isWithin(REFRESH_MS, this.fetchedAt)) void this.refresh();
    if (!this.keys || !isWithin(KEEP_MS, this.fetchedAt)) throw new KeysAway();
    try {
      return await this.keys(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await this.refresh();
      return this.keys(header, token);
    }
  };

  private async refresh(): Promise<void> {
    if (!this.fetching && isWithin(COOLDOWN_MS, this.triedAt)) return;
    this.fetching ??= this.fetch().finally(() => (this.fetching = undefined));
    await this.fetching;
  }

  private async fetch(): Promise<void> {
    this.triedAt = Date.now();
    try {
      this.keys = createLocalJWKSet(await fetchKeySet(this.address));
      this.fetchedAt = Date.now();
    } catch (error) {
      this.onFailure(error);
    }
  }
}

/** Whether a moment is no longer ago. A clock that was put back makes nothing younger. */
function isWithin(milliseconds: number, moment: number): boolean {
  const age = Date.now() - moment;
  return age >= 0 && age <= milliseconds;
}

async function fetchKeySet(address: string): Promise<JSONWebKeySet> {
  const response = await fetch(address, {
    headers: { accept: 'application/jwk-set+json, application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    throw new Error(`the key set was answered with ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > MOST_BYTES) throw new Error(`the key set is larger than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString()) as JSONWebKeySet;
}
