// Steps in the life of a referral, for tests that take several: each reads the version itself, as a client would.
import type { TestApi } from '../../support/api.js';
import { FULL, submitted } from './flags.js';

export const INPUTS: Readonly<Record<string, string>> = {
  returnReferral: 'ReferralReasonInput',
  declineReferral: 'ReferralReasonInput',
  withdrawReferral: 'ReferralReasonInput',
  resubmitReferral: 'ResubmitReferralInput',
  redirectReferral: 'RedirectReferralInput',
  recordServices: 'RecordServicesInput',
  recordConsent: 'RecordConsentInput',
  recordPermit: 'RecordPermitInput',
  inviteSupporter: 'SupporterInput',
  removeSupporter: 'SupporterInput',
  closeReferral: 'CloseReferralInput',
  sendReferralMessage: 'ReferralMessageInput',
};

export interface Outcome {
  readonly referral: { readonly id: string; readonly status: string; readonly version: number } | null;
  readonly errors: readonly {
    readonly code: string;
    readonly path: readonly string[];
    readonly message: string;
  }[];
  /** The code of the GraphQL error where the operation itself was refused. */
  readonly refused: string | null;
}

/** The version of a referral as an organisation reads it; 1 where it reads none. */
export async function versionFor(api: TestApi, organisation: string, id: string): Promise<number> {
  const { data } = await api.as(organisation)('query ($id: ID!) { referral(id: $id) { version } }', { id });
  return (data?.referral?.version as number | undefined) ?? 1;
}

/** Calls a mutation of referrals and answers with what came of it. */
export async function step(
  api: TestApi,
  organisation: string,
  mutation: string,
  input: object,
): Promise<Outcome> {
  const { data, errors } = await api.as(organisation)(
    `mutation ($input: ${INPUTS[mutation] ?? 'ReferralActionInput'}!) {
       ${mutation}(input: $input) { referral { id status version } errors { code path message } } }`,
    { input },
  );
  const payload = data?.[mutation] as Outcome | undefined;
  return {
    referral: payload?.referral ?? null,
    errors: payload?.errors ?? [],
    refused: errors[0]?.extensions.code ?? null,
  };
}

/** Takes a step with the version that the organisation reads, and fails unless it is taken. */
export async function take(
  api: TestApi,
  organisation: string,
  mutation: string,
  input: { readonly id: string } & Record<string, unknown>,
): Promise<Outcome> {
  const isAddition = mutation === 'sendReferralMessage';
  const version = isAddition ? {} : { expectedVersion: await versionFor(api, organisation, input.id) };
  const outcome = await step(api, organisation, mutation, { ...version, ...input });
  if (outcome.refused !== null || outcome.errors.length > 0)
    throw new Error(`${organisation} ${mutation}: ${outcome.refused ?? JSON.stringify(outcome.errors)}`);
  return outcome;
}

export const SOCIALJOUREN = 'socialjouren';
export const BOARD = 'sodermalm';

/** What lets Socialjouren, the board of the district and RFSU take part, for whatever the person needs. */
export const CONSENT = { ...FULL.consent, organisations: [SOCIALJOUREN, BOARD, 'rfsu'], services: [] };

/** A referral under that consent, accepted by Socialjouren. */
export async function accepted(api: TestApi, consent: object = CONSENT): Promise<string> {
  const { id } = await submitted(api, { ...FULL, consent });
  await take(api, SOCIALJOUREN, 'acknowledgeReferral', { id });
  await take(api, SOCIALJOUREN, 'acceptReferral', { id });
  return id;
}

/** What an organisation reads of a referral; null where it reads nothing. */
export async function read(api: TestApi, organisation: string, id: string, fields: string) {
  const { data } = await api.as(organisation)(`query ($id: ID!) { referral(id: $id) { ${fields} } }`, { id });
  return data?.referral ?? null;
}

/** Why a step is refused: the code of the error, and for a business error its path; empty when it is taken. */
export async function refusalOf(
  api: TestApi,
  organisation: string,
  mutation: string,
  input: { readonly id: string } & Record<string, unknown>,
): Promise<string> {
  const expectedVersion = await versionFor(api, organisation, input.id);
  const { errors, refused } = await step(api, organisation, mutation, { expectedVersion, ...input });
  return refused ?? errors.map(({ code, path }) => [code, ...path].join(' ')).join();
}
