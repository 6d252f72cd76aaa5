// A client that wants its mutations to happen once, whatever happens to the server: it sends each under a key of its own until
// it is answered.
import { setTimeout as pause } from 'node:timers/promises';

export interface Server {
  readonly address: string;
  readonly tokens: ReadonlyMap<string, string>;
}

export interface Asked {
  readonly mutation: string;
  readonly id: string;
}

export class SteadfastClient {
  /** Every mutation that was answered, with the referral that it touched. */
  readonly asked: Asked[] = [];
  /** How often a request was taken and not answered. */
  cut = 0;
  private keys = 0;

  /** `server` is asked for anew with every attempt: after a kill it is another. */
  constructor(
    private readonly name: string,
    private readonly server: () => Server,
  ) {}

  /** Has a mutation done; fails when it is refused. Answers with the referral. */
  async have(organisation: string, mutation: string, inputType: string, input: object) {
    const idempotencyKey = `${this.name} ${(this.keys += 1)}`;
    const query = `mutation ($input: ${inputType}!) {
      ${mutation}(input: $input) { referral { id version } errors { code message } } }`;
    const body = JSON.stringify({ query, variables: { input: { ...input, idempotencyKey } } });
    for (;;) {
      const answer = await this.attempt(organisation, body).catch((error: unknown) => {
        const { code } = ((error as Error).cause ?? {}) as { code?: string };
        if (code !== 'ECONNREFUSED') this.cut += 1;
        return null;
      });
      const isAnswered = answer !== null && answer.errors?.[0]?.extensions.code !== 'UNAVAILABLE';
      if (isAnswered) {
        const { referral, errors = [] } = answer.data?.[mutation] ?? {};
        if (!referral || errors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(answer)}`);
        this.asked.push({ mutation, id: referral.id });
        return referral;
      }
      await pause(50);
    }
  }

  private async attempt(organisation: string, body: string): Promise<Answered> {
    const { address, tokens } = this.server();
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.get(organisation)}` },
      body,
    });
    return (await response.json()) as Answered;
  }
}

interface Answered {
  readonly data?: Record<string, { referral: { id: string; version: number } | null; errors: object[] }>;
  readonly errors?: { extensions: { code: string } }[];
}
