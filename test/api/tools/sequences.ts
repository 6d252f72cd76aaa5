// Plays generated sequences against the API and the model side by side, and compares after every step.
import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import type { TestApi } from '../../support/api.js';
import { signInAll, type Ask } from './in-process.js';
import { ReferralModel, inAnyOrder } from './referral-model.js';
import type { Input } from './referral-effects.js';
import { SENDER, UNIT, accessIn, partyOf } from './referral-rules.js';
import { FLAGS, PLAYERS, SEQUENCE, inputFor, type Step } from './sequence-inputs.js';
import { INPUTS } from './steps.js';
import { gives } from '../../security/support/agreement.js';

export interface Tally {
  sequences: number;
  steps: number;
  /** How often each mutation came to what: `acceptReferral taken`, `acceptReferral NOT_FOUND`. */
  readonly outcomes: Map<string, number>;
  readonly seed: number;
}

/** What leads to where most is allowed. */
const FORWARD = ['acknowledgeReferral', 'acceptReferral', 'inviteSupporter', 'recordServices'];
/** What decides about supporters, once there are any. */
const ABOUT_SUPPORTERS = ['recordConsent', 'removeSupporter', 'recordServices', 'redirectReferral'];

const STANDING = { status: 'SUBMITTED', route: 'REFERRAL', consentState: 'GIVEN' } as const;

/** What an organisation is asked to read: the same for all, and who supports and what was given where its party reads it. */
const READ = new Map(
  PLAYERS.map((organisation) => {
    const has = (field: string) => gives(`Referral.${field}`, partyOf(organisation));
    const access = Object.keys(accessIn(STANDING, organisation, [])).join(' ');
    return [
      organisation,
      `query ($id: ID!) { referral(id: $id) { status consentState version recipient { code } messages { body }
         access { ${access} } ${has('supporters') ? 'supporters { code }' : ''}
         ${has('services') ? 'services { service organisation { code } }' : ''} } }`,
    ];
  }),
);

const PARTS = ['consent', 'supporter', 'event', 'service', 'message'];
const DIGEST = `select md5(concat((select r::text from referrals.referral r where id = $1), ${PARTS.map(
  (part) =>
    `(select string_agg(p::text, '' order by p::text) from referrals.${part} p where referral_id = $1)`,
).join(', ')})) as digest`;

/** Compares cheaply, and shows the difference where there is one. */
function same(actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual).toEqual(expected);
}

class Play {
  private readonly model: ReferralModel;
  private before = '';
  constructor(
    private readonly api: TestApi,
    private readonly client: (organisation: string) => Ask,
    private readonly tally: Tally,
    private readonly id: string,
    flag: keyof typeof FLAGS,
  ) {
    this.model = new ReferralModel(FLAGS[flag]);
  }

  /** The recipient takes it on. */
  async accept(): Promise<void> {
    for (const mutation of ['acknowledgeReferral', 'acceptReferral'])
      await this.take(this.model.recipient, mutation, {}, false);
  }

  async step(step: Step, number: number): Promise<void> {
    const { by, mutation } = this.chosen(step);
    const tried = inputFor(mutation, by, number, step.values);
    const input = step.isAimed ? this.aimed(mutation, by, step.choice, tried) : tried;
    await this.take(by, mutation, input, step.isStale);
  }

  private async take(by: string, mutation: string, input: Input, isStale: boolean): Promise<void> {
    const version = this.model.viewFor(by)?.version ?? 1;
    const expected = this.model.attempt(by, mutation, input, isStale);
    const isMessage = mutation === 'sendReferralMessage';
    const expectedVersion = isStale ? version - 1 : version;
    const actual = await this.call(by, mutation, { ...input, ...(!isMessage && { expectedVersion }) });
    const what = `${by} ${mutation} ${JSON.stringify(input)}`;
    same({ what, refused: actual }, { what, refused: expected });
    const outcome = `${mutation} ${expected ?? 'taken'}`;
    this.tally.steps += 1;
    this.tally.outcomes.set(outcome, (this.tally.outcomes.get(outcome) ?? 0) + 1);
    if (expected === null) await this.compare(what);
    else same({ what, stored: await this.stored() }, { what, stored: this.before });
  }

  /** Who does what: something that is allowed now when guided; what ends a referral more seldom than it could. */
  private chosen({ isGuided, choice, by, mutation }: Step): { by: string; mutation: string } {
    const isEnd = (one: string) => ['withdrawReferral', 'closeReferral'].includes(one);
    const isIdle = (one: string) => one === 'removeSupporter' && this.model.supporters.size === 0;
    const allowed = this.model.allowed().filter((one) => PLAYERS.includes(one.by) && !isIdle(one.mutation));
    const lasting = choice % 3 === 0 ? allowed : allowed.filter((one) => !isEnd(one.mutation));
    const likely = this.model.supporters.size > 0 ? ABOUT_SUPPORTERS : FORWARD;
    const kinds = [...new Set(lasting.map((one) => one.mutation))].flatMap((one) =>
      Array<string>(likely.includes(one) ? 4 : 1).fill(one),
    );
    const number = Math.floor(choice / 3);
    const kind = kinds[number % kinds.length];
    const those = lasting.filter((one) => one.mutation === kind);
    return (isGuided ? those[number % those.length] : undefined) ?? { by, mutation };
  }

  /** Puts in organisations that the mutation could reach, where there are any. */
  private aimed(mutation: string, by: string, choice: number, input: Input): Input {
    const { supporters, recipient } = this.model;
    const others = PLAYERS.filter((one) => one !== SENDER && one !== recipient);
    const reached = others.filter((one) => this.model.reach(one) !== null);
    const free = reached.filter((one) => !supporters.has(one) && one !== UNIT);
    const participants = [recipient, ...supporters, UNIT, SENDER].filter((one) => one !== by);
    const pick = (from: readonly string[]) => from[choice % from.length];
    const target = {
      redirectReferral: { recipient: pick(reached) },
      inviteSupporter: { organisation: pick(free) },
      removeSupporter: { organisation: pick([...supporters]) },
      recordConsent: { organisations: supporters.size > 0 ? [...supporters].slice(choice % 2) : undefined },
      sendReferralMessage: { audience: [pick(participants)] },
    }[mutation];
    return target === undefined || Object.values(target)[0] === undefined ? input : { ...input, ...target };
  }

  private async call(by: string, mutation: string, input: Input): Promise<string | null> {
    const { data, errors } = await this.client(by)(
      `mutation ($input: ${INPUTS[mutation] ?? 'ReferralActionInput'}!) {
         ${mutation}(input: $input) { referral { status version } errors { code } } }`,
      { input: { id: this.id, ...input } },
    );
    const refused = errors[0]?.extensions.code ?? data[mutation].errors[0]?.code ?? null;
    if (refused === null) {
      // The answer to a mutation is the referral as its caller reads it by then; nothing for who has handed it on.
      const view = this.model.viewFor(by);
      const { status, version } = view ?? {};
      same(data[mutation].referral, view && { status, version });
    }
    return refused;
  }

  /** A digest of all that is stored of it. Where it is as before, everybody reads what was compared then. */
  private async stored(): Promise<string> {
    const [row] = await this.api.database.owner.query<{ digest: string }[]>(DIGEST, [this.id.slice(4)]);
    return row!.digest;
  }

  /** What everybody reads. */
  async compare(what: string): Promise<void> {
    this.before = await this.stored();
    await Promise.all(
      PLAYERS.map(async (organisation) => {
        const { data, errors } = await this.client(organisation)(READ.get(organisation)!, { id: this.id });
        const read = data?.referral ?? null;
        if (read?.supporters) read.supporters.sort(inAnyOrder);
        if (read?.services) read.services.sort(inAnyOrder);
        const view = this.model.viewFor(organisation);
        const error = errors[0]?.extensions.code ?? null;
        const place = { what, organisation };
        same({ ...place, error, ...read }, { ...place, error: view ? null : 'NOT_FOUND', ...view });
      }),
    );
  }
}

const SUBMIT = `mutation ($input: SubmitReferralFlagInput!) { submitReferralFlag(input: $input) {
  referral { id } errors { code path } } }`;

/** Several sequences at a time keep the server and the database busy at once; no more than an organisation has connections. */
const LANES = 4;

/**
 * Plays so many sequences. A failure names the seed and the path of its lane: give them here to play it again, with one lane.
 */
export async function playSequences(
  api: TestApi,
  count: number,
  { seed = Date.now() % 2 ** 31, path }: { seed?: number; path?: string } = {},
): Promise<Tally> {
  const client = await signInAll(api, PLAYERS);
  // Connections and schemas of all parties at once would take longer than a request may wait for them.
  for (const player of PLAYERS)
    await Promise.all(Array.from({ length: LANES }, () => client(player)('{ viewer { __typename } }')));
  const tally: Tally = { sequences: 0, steps: 0, outcomes: new Map(), seed };
  const property = fc.asyncProperty(SEQUENCE, async ({ flag, isAccepted, steps }) => {
    const { data, errors } = await client('polisen-stockholm')(SUBMIT, { input: FLAGS[flag] });
    const referral = data?.submitReferralFlag.referral;
    if (!referral) throw new Error(JSON.stringify(errors[0] ?? data.submitReferralFlag.errors));
    const play = new Play(api, client, tally, referral.id as string, flag);
    await play.compare(`submitted: ${flag}`);
    if (isAccepted) await play.accept();
    for (const [number, step] of steps.entries()) await play.step(step, number);
    tally.sequences += 1;
  });
  const lanes = path === undefined ? LANES : 1;
  const limit = Error.stackTraceLimit;
  // A refusal is an error, and most of its cost is a stack that nobody reads.
  Error.stackTraceLimit = 0;
  try {
    await Promise.all(
      Array.from({ length: lanes }, (_, lane) => {
        const numRuns = Math.ceil(count / lanes);
        return fc.assert(property, { numRuns, seed: seed + lane, ...(path !== undefined && { path }) });
      }),
    );
  } finally {
    Error.stackTraceLimit = limit;
  }
  return tally;
}
