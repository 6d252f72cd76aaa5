// Loads the demonstration data through the API itself, so that it obeys every rule that a partner's client does.
import type { FastifyInstance } from 'fastify';
import { ACTIVITY_REPORTS } from './activity-reports.js';
import { REFERRAL_FLAGS } from './referrals.js';
import { TREND_ENTRIES } from './trend-entries.js';

const DRAFT = `mutation ($input: DraftTrendEntryInput!) {
  draftTrendEntry(input: $input) { trendEntry { id version } errors { code path message } }
}`;
const PUBLISH = `mutation ($input: PublishTrendEntryInput!) {
  publishTrendEntry(input: $input) { trendEntry { id } errors { code path message } }
}`;
const FLAG = `mutation ($input: SubmitReferralFlagInput!) {
  submitReferralFlag(input: $input) { referral { id } errors { code path message } }
}`;
const REPORT = `mutation ($input: ReportActivityInput!) {
  reportActivity(input: $input) { activityReport { id } errors { code path message } }
}`;

interface Answer {
  errors?: { message: string }[];
  data?: Record<
    string,
    {
      errors: { code: string; path: string[]; message: string }[];
      trendEntry?: { id: string; version: number };
    }
  >;
}

/** Publishes the demonstration's entries, submits its flags and reports its work, each as the organisation that would. */
export async function loadDemonstration(
  api: FastifyInstance,
  tokenFor: (code: string) => Promise<string>,
): Promise<void> {
  const unit = await tokenFor('prostitutionsenheten');
  const police = await tokenFor('polisen-stockholm');
  for (const entry of TREND_ENTRIES) {
    const { trendEntry } = await send(api, unit, DRAFT, 'draftTrendEntry', entry);
    const { id, version } = trendEntry!;
    await send(api, unit, PUBLISH, 'publishTrendEntry', { id, expectedVersion: version });
  }
  for (const flag of REFERRAL_FLAGS) await send(api, police, FLAG, 'submitReferralFlag', flag);
  for (const { organisation, reports } of ACTIVITY_REPORTS) {
    const token = await tokenFor(organisation);
    for (const report of reports) await send(api, token, REPORT, 'reportActivity', report);
  }
}

async function send(api: FastifyInstance, token: string, query: string, field: string, input: object) {
  const headers = { authorization: `Bearer ${token}` };
  const response = await api.inject({
    method: 'POST',
    url: '/graphql',
    headers,
    payload: { query, variables: { input } },
  });
  const { data, errors } = response.json<Answer>();
  const result = data?.[field];
  const refused = [...(errors ?? []), ...(result?.errors ?? [])];
  if (!result || refused.length > 0)
    throw new Error(`demonstration data was refused: ${refused.map(({ message }) => message).join(' ')}`);
  return result;
}
