// Clients that live referrals and entries, each from its beginning to its end, one after another, while something else goes on.
import { CONTENT, UNIT } from '../../api/tools/entries.js';
import { FULL, POLICE } from '../../api/tools/flags.js';
import { SteadfastClient, type Asked, type Servers } from './steadfast-client.js';

const SOCIALJOUREN = 'socialjouren';
const SUPPORTER = 'rfsu';
const CONSENT = { ...FULL.consent, organisations: [SOCIALJOUREN, SUPPORTER] };

let loads = 0;

export interface Load {
  /** How many mutations were answered so far. */
  answered(): number;
  /** Requests that were taken and never answered, and requests that were told to come again. */
  cut(): number;
  sentAway(): number;
  /** Throws what made a client fail, if one did. */
  check(): Promise<void>;
  /** Lets every client end what it has begun; answers with everything that was asked for and answered. */
  end(): Promise<readonly Asked[]>;
}

/** Lets so many clients work, each with an entry or a referral at a time. */
export function startLoad(servers: Servers, count: number): Load {
  loads += 1;
  let isOver = false;
  const clients = Array.from(
    { length: count },
    (_, index) => new SteadfastClient(`klient ${loads} ${index}`, servers),
  );
  const live = async (client: SteadfastClient, index: number) => {
    while (!isOver) await (index % 3 === 0 ? liveEntry(client) : liveReferral(client, index % 3 === 1));
  };
  const working = Promise.all(clients.map(live));
  let failure: unknown;
  working.catch((error: unknown) => {
    failure = error;
    isOver = true;
  });
  const sum = (of: (client: SteadfastClient) => number) =>
    clients.reduce((total, client) => total + of(client), 0);
  return {
    answered: () => sum(({ asked }) => asked.length),
    cut: () => sum(({ cut }) => cut),
    sentAway: () => sum(({ sentAway }) => sentAway),
    check: async () => {
      if (failure !== undefined) await working;
    },
    async end() {
      isOver = true;
      await working;
      return clients.flatMap(({ asked }) => asked);
    },
  };
}

/** A referral that is accepted, supported and talked about; others are invited to help, and taken leave of. */
async function liveReferral(client: SteadfastClient, hasSupporter: boolean): Promise<void> {
  const flag = { ...FULL, consent: CONSENT };
  const { id } = await client.have(POLICE, 'submitReferralFlag', 'SubmitReferralFlagInput', flag);
  const step = (mutation: string, inputType: string, input: object) =>
    client.have(SOCIALJOUREN, mutation, inputType, { id, ...input });
  await step('acknowledgeReferral', 'ReferralActionInput', { expectedVersion: 1 });
  await step('acceptReferral', 'ReferralActionInput', { expectedVersion: 2 });
  const services = [{ service: 'MEDICAL', status: 'OFFERED' }];
  await step('recordServices', 'RecordServicesInput', { expectedVersion: 3, services });
  await step('sendReferralMessage', 'ReferralMessageInput', { audience: [POLICE], body: 'Hej.' });
  if (!hasSupporter) return;
  await step('inviteSupporter', 'SupporterInput', { expectedVersion: 4, organisation: SUPPORTER });
  await step('removeSupporter', 'SupporterInput', { expectedVersion: 5, organisation: SUPPORTER });
}

/** An entry that is published, corrected and withdrawn. */
async function liveEntry(client: SteadfastClient): Promise<void> {
  const act = (mutation: string, inputType: string, input: object) =>
    client.have(UNIT, mutation, inputType, input);
  const { id, version } = await act('draftTrendEntry', 'DraftTrendEntryInput', CONTENT);
  const published = await act('publishTrendEntry', 'PublishTrendEntryInput', {
    id,
    expectedVersion: version,
  });
  const revised = await act('reviseTrendEntry', 'ReviseTrendEntryInput', {
    id,
    expectedVersion: published.version,
    title: 'Rättad titel',
  });
  const corrected = await act('publishTrendEntry', 'PublishTrendEntryInput', {
    id,
    expectedVersion: revised.version,
  });
  await act('withdrawTrendEntry', 'WithdrawTrendEntryInput', {
    id,
    expectedVersion: corrected.version,
    reason: 'Fel siffror.',
  });
}
