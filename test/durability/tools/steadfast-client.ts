// A client that wants its mutations to happen once, whatever happens to the servers: it sends each under a key of its own until it is
// answered, now to one node and now to another.
import { setTimeout as pause } from 'node:timers/promises';

/** Where the clients of an installation send what they ask. */
export interface Servers {
  /** The addresses of its nodes as they are now: after a kill a node has another. */
  addresses(): readonly string[];
  token(organisation: string): Promise<string>;
}

export interface Asked {
  readonly organisation: string;
  readonly mutation: string;
  /** The object that it touched. */
  readonly id: string;
}

/** What a mutation answers of the object that it touched. */
export interface Touched {
  readonly id: string;
  readonly version: number;
}

/** The codes after which the same request is sent again, as the documents tell clients. */
const FOR_NOW = ['UNAVAILABLE', 'RATE_LIMITED'];
/** No answer for so long is a failure: a node waits at most 1 s for a connection and 7 s for the database, for each of a request's parts. */
const LONGEST_ANSWER_MS = 40_000;
const RETRY_MS = 250;

export class SteadfastClient {
  /** Every mutation that was answered. */
  readonly asked: Asked[] = [];
  /** How often a request was taken and not answered. */
  cut = 0;
  /** How often a request was told to come again. */
  sentAway = 0;
  private keys = 0;

  constructor(
    private readonly name: string,
    private readonly servers: Servers,
  ) {}

  /** Has a mutation done; fails when it is refused. Answers with the object that it touched. */
  async have(organisation: string, mutation: string, inputType: string, input: object): Promise<Touched> {
    const object = mutation.endsWith('TrendEntry') ? 'trendEntry' : 'referral';
    const idempotencyKey = `${this.name} ${(this.keys += 1)}`;
    const query = `mutation ($input: ${inputType}!) {
      ${mutation}(input: $input) { ${object} { id version } errors { code message } } }`;
    const body = JSON.stringify({ query, variables: { input: { ...input, idempotencyKey } } });
    for (;;) {
      const answer = await this.attempt(organisation, body).catch((error: unknown) => {
        if ((error as Error).name === 'TimeoutError') throw error;
        const { code } = ((error as Error).cause ?? {}) as { code?: string };
        if (code !== 'ECONNREFUSED') this.cut += 1;
        return null;
      });
      const isForNow = FOR_NOW.includes(answer?.errors?.[0]?.extensions.code ?? '');
      if (isForNow) this.sentAway += 1;
      if (answer !== null && !isForNow) {
        const { errors = [], [object]: touched } = answer.data?.[mutation] ?? {};
        if (!touched || errors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(answer)}`);
        this.asked.push({ organisation, mutation, id: touched.id });
        return touched;
      }
      await pause(RETRY_MS);
    }
  }

  private async attempt(organisation: string, body: string): Promise<Answered> {
    const addresses = this.servers.addresses();
    const address = addresses[Math.floor(Math.random() * addresses.length)]!;
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await this.servers.token(organisation)}`,
      },
      body,
      signal: AbortSignal.timeout(LONGEST_ANSWER_MS),
    });
    return (await response.json()) as Answered;
  }
}

interface Payload {
  readonly referral?: Touched | null;
  readonly trendEntry?: Touched | null;
  readonly errors?: readonly object[];
}

interface Answered {
  readonly data?: Readonly<Record<string, Payload>> | null;
  readonly errors?: readonly { extensions: { code: string } }[];
}
