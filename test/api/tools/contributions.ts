// Contributions and verdicts as organisations make them, for tests that need some.
import type { Answer, TestApi } from '../../support/api.js';
import { UNIT } from './entries.js';

export const FIELDS =
  'id organisation { code } attribution status title text period regions arenas submittedAt decidedAt decisionNote';
const CONTRIBUTE = `mutation ($input: ContributeInput!) {
  contribute(input: $input) { contribution { ${FIELDS} } errors { code path message } } }`;
const RESOLVE = `mutation ($input: ResolveContributionInput!) {
  resolveContribution(input: $input) { contribution { ${FIELDS} } errors { code path message } } }`;
const CORROBORATE = `mutation ($input: CorroborateInput!) {
  corroborateTrendEntry(input: $input) { corroboration { id verdict at } errors { code path message } } }`;

/** What an organisation has seen, in words. */
export const SEEN = {
  title: 'Fler frågar om resor',
  text: 'De som hör av sig frågar oftare än förr om någon kan ordna en resa.',
  period: '2026-07',
  regions: ['0180'],
  arenas: ['MESSAGING_APP'],
};

export interface Contribution {
  readonly id: string;
  readonly status: string;
  readonly decidedAt: string | null;
  readonly decisionNote: string | null;
}

export const offer = (api: TestApi, organisation: string, input: object = {}): Promise<Answer> =>
  api.as(organisation)(CONTRIBUTE, { input: { ...SEEN, ...input } });

/** Offers what must be taken. */
export async function offered(api: TestApi, organisation: string, input: object = {}): Promise<Contribution> {
  const { data, text } = await offer(api, organisation, input);
  if (!data?.contribute.contribution) throw new Error(text);
  return data.contribute.contribution as Contribution;
}

export const resolve = (api: TestApi, input: object, organisation = UNIT): Promise<Answer> =>
  api.as(organisation)(RESOLVE, { input });

/** Decides as the unit, which must be possible. */
export async function resolved(api: TestApi, input: object): Promise<Contribution> {
  const { data, text } = await resolve(api, input);
  if (!data?.resolveContribution.contribution) throw new Error(text);
  return data.resolveContribution.contribution as Contribution;
}

export interface Verdict {
  readonly id: string;
  readonly verdict: string;
  readonly at: string;
}

export const say = (api: TestApi, organisation: string, id: string, verdict: string, more: object = {}) =>
  api.as(organisation)(CORROBORATE, { input: { id, verdict, ...more } });

/** Says of an entry what must be taken. */
export async function said(
  api: TestApi,
  organisation: string,
  id: string,
  verdict: string,
  more: object = {},
): Promise<Verdict> {
  const { data, text } = await say(api, organisation, id, verdict, more);
  if (!data?.corroborateTrendEntry.corroboration) throw new Error(text);
  return data.corroborateTrendEntry.corroboration as Verdict;
}
