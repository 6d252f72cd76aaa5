// A client of Samverkan on plain fetch. It sends the ids of registered documents, tries again with growing pauses while the API is
// away or busy, and gives every mutation an idempotency key, so that a repeat changes nothing twice.
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

/** Sends one request with the caller's access token, as `fetch` sends one without. */
export type Ask = (
  url: string,
  request: { method: string; headers: Record<string, string>; body: string; signal?: AbortSignal },
) => Promise<Response>;

export interface Connection {
  /** The address of the API, without /graphql. */
  readonly url: string;
  /** Asked with every attempt: each needs a fresh proof, and may need a fresh token. */
  readonly ask: Ask;
  /** A development server also takes the text of a document that is not registered. */
  readonly sendsTexts?: boolean;
}

/** The API refused: `code` is of docs/error-codes.md, `requestId` is what to quote. Business errors are data instead. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly requestId: string | undefined,
  ) {
    super(message);
  }
}

/** A generated document: its text, and in its type what it is asked with and what it is answered with. */
export interface Document<Data, Variables> {
  toString(): string;
  readonly __apiType?: (variables: Variables) => Data;
  /** Where the client preset of GraphQL Code Generator keeps its id. */
  readonly __meta__?: Record<string, unknown> | undefined;
}

/** What the API answers. */
export interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: { message: string; extensions?: { code?: string; requestId?: string } }[];
}

const MOST_ATTEMPTS = 8;
/** The first pause before another attempt; each is up to twice as long as the one before. */
export const FIRST_PAUSE_MS = 250;
/** What stands between the API and a client answers with these while it is away or busy. */
export const BUSY = [429, 502, 503, 504];

/** Sends a document until it is answered, at most eight times in about half a minute. */
export async function send<Data, Variables>(
  connection: Connection,
  document: Document<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const text = document.toString();
  const body = JSON.stringify({ ...named(document, connection), variables: withKey(text, variables) });
  for (let attempt = 1; ; attempt += 1) {
    const answer = await attemptOnce<Data>(connection, body);
    if (answer?.data && !answer.errors) return answer.data;
    const [error] = answer?.errors ?? [];
    const code = error?.extensions?.code ?? 'UNAVAILABLE';
    if (code !== 'UNAVAILABLE' || attempt === MOST_ATTEMPTS)
      throw new Refusal(error?.message ?? 'The API does not answer.', code, error?.extensions?.requestId);
    // Between nothing and twice as long as before: clients that failed together do not come back together.
    await pause(Math.random() * FIRST_PAUSE_MS * 2 ** attempt);
  }
}

/** A request names its document by the SHA-256 of its text, unless the build gave it another id. */
export function named(document: Document<unknown, never>, { sendsTexts }: Connection): object {
  const text = document.toString();
  if (sendsTexts) return { query: text };
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { documentId: document.__meta__?.['hash'] ?? `sha256:${sha256}` };
}

/** Every mutation of Samverkan takes an `input` with an `idempotencyKey`; all attempts share one. */
function withKey(text: string, variables: unknown): unknown {
  const { input } = variables as { input?: object };
  if (!text.trimStart().startsWith('mutation') || !input) return variables;
  return { ...(variables as object), input: { idempotencyKey: randomUUID(), ...input } };
}

/** One attempt; undefined when nothing came back that the API would say. */
async function attemptOnce<Data>({ url, ask }: Connection, body: string): Promise<Answer<Data> | undefined> {
  const headers = { 'content-type': 'application/json' };
  const response = await ask(`${url}/graphql`, { method: 'POST', headers, body }).catch(noAnswer);
  if (!response || BUSY.includes(response.status)) return undefined;
  return response.json().catch(() => undefined) as Promise<Answer<Data> | undefined>;
}

/** What `fetch` throws when no answer came; anything else, such as an issuer's refusal, is not mended by asking again. */
function noAnswer(error: unknown): undefined {
  if (!isNetworkFailure(error)) throw error;
}

/** Whether a request or its answer was lost on the way, as `fetch` tells it. */
export function isNetworkFailure(error: unknown): boolean {
  return (error as Error).name === 'TypeError';
}

/** Asks with a token that whoever has it may use: on a development server. */
export function withToken(token: string): Ask {
  return (url, { headers, ...request }) =>
    fetch(url, { ...request, headers: { ...headers, authorization: `Bearer ${token}` } });
}

/**
 * The connection that the environment describes. SAMVERKAN_URL and SAMVERKAN_TOKEN, and SAMVERKAN_TEXTS=yes, for a development server;
 * for production SAMVERKAN_URL, SAMVERKAN_ISSUER, SAMVERKAN_CLIENT, SAMVERKAN_KEY_FILE, SAMVERKAN_AUDIENCE and SAMVERKAN_SCOPE.
 */
export function connect(): Connection {
  const environment = process.env;
  const { SAMVERKAN_URL: url = 'http://127.0.0.1:4000', SAMVERKAN_ISSUER: issuer } = environment;
  const { SAMVERKAN_TOKEN: token = '', SAMVERKAN_TEXTS } = environment;
  const named = (name: string) => environment[`SAMVERKAN_${name}`] ?? '';
  if (issuer === undefined) return { url, ask: withToken(token), sendsTexts: SAMVERKAN_TEXTS === 'yes' };
  const registration = { issuer, client: named('CLIENT'), keyFile: named('KEY_FILE'), scope: named('SCOPE') };
  const asking = import('./possession.js').then(({ withBoundTokens }) =>
    withBoundTokens({ ...registration, audience: named('AUDIENCE') }),
  );
  return { url, ask: async (address, request) => (await asking)(address, request) };
}
