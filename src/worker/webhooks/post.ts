// One attempt to deliver: resolved once, held against the rule about receivers, and connected to exactly the addresses that were
// looked at. Redirects are answers like others.
import http from 'node:http';
import https from 'node:https';
import { Resolver } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import { literalOf, type Receivers } from '../../domain/webhooks/receivers.js';

/** Standard Webhooks gives receivers 15 to 30 seconds. */
const PATIENCE_MS = 20_000;

/** How an attempt ended. */
export type Outcome = 'DELIVERED' | 'REFUSED' | 'UNREACHABLE';

/** The addresses of a name. */
export type Resolve = (hostname: string) => Promise<string[]>;

/** Asks the name servers, and not this machine's own list of names. */
export const resolveByDns: Resolve = async (hostname) => {
  // A resolver of its own per attempt: a name server that keeps one waiting keeps nobody else.
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
};

export interface Posting {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends a body to a receiver. Never throws: whatever goes wrong is an outcome. */
export async function post(
  posting: Posting,
  receivers: Receivers,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<Outcome> {
  const ending = new AbortController();
  const end = () => ending.abort();
  const timer = setTimeout(end, PATIENCE_MS);
  signal.addEventListener('abort', end, { once: true });
  try {
    if (signal.aborted) return 'UNREACHABLE';
    const url = new URL(posting.url);
    const addresses = await beforeAbort(addressesOf(url, resolve), ending.signal);
    // All of them, or a name with one good address would lead to its bad ones.
    if (
      !receivers.schemes.includes(url.protocol) ||
      addresses.length === 0 ||
      !addresses.every(receivers.permits)
    )
      return 'UNREACHABLE';
    const status = await statusOf(posting, url, addresses, ending.signal);
    return status >= 200 && status < 300 ? 'DELIVERED' : 'REFUSED';
  } catch {
    return 'UNREACHABLE';
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

async function addressesOf(url: URL, resolve: Resolve): Promise<string[]> {
  const literal = literalOf(url);
  return literal === null ? resolve(url.hostname) : [literal];
}

function statusOf(
  { headers, body }: Posting,
  url: URL,
  addresses: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
          'user-agent': 'samverkan-webhooks',
          ...headers,
        },
        agent: false, // a connection that is kept would lead to an address that was looked at earlier
        lookup: pinnedTo(addresses),
        signal,
      },
      (response) => {
        resolve(response.statusCode!);
        response.destroy(); // what else it says is of no interest, however long
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Answers every look-up of a connection with the same addresses. */
function pinnedTo(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_hostname, options, callback) => {
    if (options.all) callback(null, all);
    else callback(null, all[0]!.address, all[0]!.family);
  };
}

function beforeAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}
