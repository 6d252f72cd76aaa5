// Loads the demonstration data through the API itself, so that it obeys every rule that a partner's client does.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { ACTIVITY_REPORTS } from './activity-reports.js';
import { CONTRIBUTIONS, VERDICTS } from './contributions.js';
import { REFERRAL_STEPS, STEP_INPUTS } from './referral-steps.js';
import { REFERRAL_FLAGS } from './referrals.js';
import { RELEASES, STATISTICS_ENTRY } from './releases.js';
import { TREND_ENTRIES } from './trend-entries.js';
import type { DemonstrationEntry } from './types.js';

const DRAFT = `mutation ($input: DraftTrendEntryInput!) {
  draftTrendEntry(input: $input) { trendEntry { id version } errors { code path message } }
}`;
const PUBLISH = `mutation ($input: PublishTrendEntryInput!) {
  publishTrendEntry(input: $input) { trendEntry { id version } errors { code path message } }
}`;
const REVISE = `mutation ($input: ReviseTrendEntryInput!) {
  reviseTrendEntry(input: $input) { trendEntry { id version } errors { code path message } }
}`;
const CONTRIBUTE = `mutation ($input: ContributeInput!) {
  contribute(input: $input) { contribution { id } errors { code path message } }
}`;
const RESOLVE = `mutation ($input: ResolveContributionInput!) {
  resolveContribution(input: $input) { contribution { id } errors { code path message } }
}`;
const CORROBORATE = `mutation ($input: CorroborateInput!) {
  corroborateTrendEntry(input: $input) { corroboration { id } errors { code path message } }
}`;
const FLAG = `mutation ($input: SubmitReferralFlagInput!) {
  submitReferralFlag(input: $input) { referral { id } errors { code path message } }
}`;
const REPORT = `mutation ($input: ReportActivityInput!) {
  reportActivity(input: $input) { activityReport { id } errors { code path message } }
}`;

const RELEASE = `mutation ($input: PublishReleaseInput!) {
  publishRelease(input: $input) { release { id } errors { code path message } }
}`;

const VERSION = 'query ($id: ID!) { referral(id: $id) { version } }';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

interface Payload {
  readonly errors?: { code: string; path: string[]; message: string }[];
  readonly trendEntry?: Versioned;
  readonly referral?: Versioned;
  readonly contribution?: { readonly id: string };
}

type TokenFor = (code: string) => Promise<string>;

interface Answer {
  readonly data?: Record<string, object | null> | null;
  readonly errors?: { readonly message: string; readonly extensions: { readonly code: string } }[];
}

const MOST_TRIES = 10;
const PAUSE_MS = 1_000;

/** Publishes the demonstration's entries, contributes, lives its referrals and reports its work, each as the organisation that would. */
export async function loadDemonstration(api: FastifyInstance, tokenFor: TokenFor): Promise<void> {
  // Each write waits for the disk, and none of these for what another wrote. No organisation has more than a few under way, so that
  // its connections suffice however slow the machine is.
  await Promise.all([
    tellTrends(api, tokenFor),
    liveReferrals(api, tokenFor),
    ...ACTIVITY_REPORTS.map((work) => reportWork(api, tokenFor, work)),
  ]);
}

async function tellTrends(api: FastifyInstance, tokenFor: TokenFor): Promise<void> {
  const unit = await tokenFor('prostitutionsenheten');
  const entries = new Map<string, Versioned>();
  for (const entry of TREND_ENTRIES) entries.set(entry.title, await publishNew(api, unit, entry));
  for (const { organisation, input, declined, correction } of CONTRIBUTIONS) {
    const offered = await send(api, await tokenFor(organisation), CONTRIBUTE, 'contribute', input);
    const { id } = offered.contribution!;
    if (declined !== undefined)
      await send(api, unit, RESOLVE, 'resolveContribution', { id, decision: 'DECLINE', note: declined });
    if (correction === undefined) continue;
    const { entry, note, change } = correction;
    const { id: trendEntry, version } = entries.get(entry)!;
    const revision = { id: trendEntry, expectedVersion: version, ...change };
    const revised = await send(api, unit, REVISE, 'reviseTrendEntry', revision);
    const decision = { id, decision: 'INCORPORATE', trendEntry, note };
    await send(api, unit, RESOLVE, 'resolveContribution', decision);
    entries.set(entry, await publish(api, unit, revised.trendEntry!));
  }
  for (const { organisation, entry, ...verdict } of VERDICTS) {
    const input = { id: entries.get(entry)!.id, ...verdict };
    await send(api, await tokenFor(organisation), CORROBORATE, 'corroborateTrendEntry', input);
  }
}

async function liveReferrals(api: FastifyInstance, tokenFor: TokenFor): Promise<void> {
  const police = await tokenFor('polisen-stockholm');
  for (const [index, flag] of REFERRAL_FLAGS.entries()) {
    const { referral } = await send(api, police, FLAG, 'submitReferralFlag', flag);
    const { id } = referral!;
    for (const { as, mutation, input } of REFERRAL_STEPS[index] ?? []) {
      const token = await tokenFor(as);
      const { version } = (await ask(api, token, VERSION, 'referral', { id })) as Versioned;
      const document = `mutation ($input: ${STEP_INPUTS[mutation]}!) { ${mutation}(input: $input) { errors { code path message } } }`;
      const expected = mutation === 'sendReferralMessage' ? {} : { expectedVersion: version };
      await send(api, token, document, mutation, { id, ...expected, ...input });
    }
  }
}

async function reportWork(
  api: FastifyInstance,
  tokenFor: TokenFor,
  { organisation, reports }: (typeof ACTIVITY_REPORTS)[number],
): Promise<void> {
  const token = await tokenFor(organisation);
  for (const report of reports) await send(api, token, REPORT, 'reportActivity', report);
}

/** Publishes the demonstration's releases, each built before the next, and an entry that rests on one. */
export async function releaseDemonstration(
  api: FastifyInstance,
  tokenFor: TokenFor,
  build: () => Promise<unknown>,
): Promise<void> {
  const unit = await tokenFor('prostitutionsenheten');
  for (const release of RELEASES) {
    await send(api, unit, RELEASE, 'publishRelease', release);
    await build();
  }
  await publishNew(api, unit, STATISTICS_ENTRY);
}

async function publishNew(api: FastifyInstance, unit: string, entry: DemonstrationEntry): Promise<Versioned> {
  const { trendEntry } = await send(api, unit, DRAFT, 'draftTrendEntry', entry);
  return publish(api, unit, trendEntry!);
}

async function publish(api: FastifyInstance, unit: string, { id, version }: Versioned): Promise<Versioned> {
  const input = { id, expectedVersion: version };
  return (await send(api, unit, PUBLISH, 'publishTrendEntry', input)).trendEntry!;
}

async function send(
  api: FastifyInstance,
  token: string,
  query: string,
  field: string,
  input: object,
): Promise<Payload> {
  const command = { idempotencyKey: randomUUID(), ...input };
  const payload = (await ask(api, token, query, field, { input: command })) as Payload;
  if (payload.errors && payload.errors.length > 0) throw refused(payload.errors);
  return payload;
}

/** Asks as every client should: again, under the same key, where a busy machine kept the server from answering. */
async function ask(api: FastifyInstance, token: string, query: string, field: string, variables: object) {
  for (let left = MOST_TRIES; ; left -= 1) {
    const response = await api.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${token}` },
      payload: { query, variables },
    });
    const { data, errors } = response.json<Answer>();
    const result = data?.[field];
    if (result && !errors) return result;
    if (left === 1 || errors?.[0]?.extensions.code !== 'UNAVAILABLE') throw refused(errors ?? []);
    await pause(PAUSE_MS);
  }
}

function refused(errors: readonly { message: string }[]): Error {
  return new Error(`demonstration data was refused: ${errors.map(({ message }) => message).join(' ')}`);
}
