// What each mutation does to the model of a referral, and what it refuses beside a wrong state or role.
import { gives } from '../../security/support/agreement.js';
import { ORGANISATIONS } from '../../security/support/organisations.js';
import { SENDER, UNIT, partyOf, type Count } from './referral-rules.js';
import type { ReferralModel } from './referral-model.js';

/** The input of a mutation without the identifier and the version. */
export type Input = Readonly<Record<string, unknown>>;

/** Everybody sees a move and where consent stands. */
export const MOVED: readonly Count[] = ['all', 'police', 'supporters'];
const SEEN_BY_POLICE: readonly Count[] = ['all', 'police'];
const INSIDE: readonly Count[] = ['all'];
/** What is added beside others' additions changes nothing that somebody decided on. */
const ADDED: readonly Count[] = [];

/** Changes the model and tells who counts the change, or gives the code of a refusal. */
type Effect = (model: ReferralModel, input: Input, by: string) => readonly Count[] | string;

const isKnown = (organisation: string) => organisation in ORGANISATIONS;
const isGiven = (state: string) => state === 'GIVEN' || state === 'LIMITED';
const move: Effect = () => MOVED;

const resubmit: Effect = ({ route }, { note, languages }) => {
  if ((languages as string[] | undefined)?.includes('xx')) return 'INVALID_VALUE';
  return route === 'NOTIFICATION' && (note !== undefined || languages !== undefined)
    ? 'INVALID_VALUE'
    : MOVED;
};

const redirect: Effect = (model, { recipient }) => {
  const to = (recipient as string | undefined) ?? model.board;
  if (to === null) return 'INVALID_VALUE';
  if (!isKnown(to)) return 'UNKNOWN_ORGANISATION';
  if (to === SENDER || to === model.recipient) return 'INVALID_VALUE';
  if (model.reach(to) === null) return 'CONSENT_LIMITED';
  model.recipient = to;
  return MOVED;
};

/** Only the unit confirms a decline. */
const close: Effect = (_model, { outcome }) => (outcome === 'DECLINE_CONFIRMED' ? 'INVALID_VALUE' : MOVED);

const recordServices: Effect = (model, { services, caseworkerNote }, by) => {
  const given = services as { service: string }[];
  if (given.length === 0 && caseworkerNote === undefined) return 'INVALID_VALUE';
  const reach = model.reach(by);
  if (reach === null) return 'CONSENT_REQUIRED';
  if (reach.length > 0 && given.some(({ service }) => !reach.includes(service))) return 'CONSENT_LIMITED';
  const isRecipient = by === model.recipient;
  if (caseworkerNote !== undefined && !isRecipient) return 'INVALID_VALUE';
  model.services.push(...given.map(({ service }) => ({ service, organisation: by })));
  return isRecipient ? INSIDE : ADDED;
};

const inviteSupporter: Effect = (model, input) => {
  const organisation = input['organisation'] as string;
  if (!isKnown(organisation)) return 'UNKNOWN_ORGANISATION';
  if (organisation === SENDER) return 'INVALID_VALUE';
  if (organisation === model.recipient || model.supporters.has(organisation)) return 'DUPLICATE';
  if (model.reach(organisation) === null) return 'CONSENT_REQUIRED';
  model.supporters.add(organisation);
  return INSIDE;
};

const removeSupporter: Effect = (model, input) => {
  const organisation = input['organisation'] as string;
  if (!isKnown(organisation)) return 'UNKNOWN_ORGANISATION';
  return model.supporters.delete(organisation) ? INSIDE : 'INVALID_VALUE';
};

const recordConsent: Effect = (model, input) => {
  const {
    state,
    services = [],
    override,
    overrideReason,
  } = input as {
    state: string;
    services?: string[];
    override?: string;
    overrideReason?: string;
  };
  const named = input['organisations'] as string[];
  const isOverridden = override !== undefined;
  // Consent is either what the person decided or, with a reason, what stands above it.
  const states = isOverridden
    ? ['NOT_ASKED', 'REFUSED', 'WITHDRAWN']
    : ['GIVEN', 'LIMITED', 'REFUSED', 'WITHDRAWN'];
  if (!states.includes(state) || isOverridden !== (overrideReason !== undefined)) return 'INVALID_VALUE';
  if (isOverridden && named.length === 0) return 'INVALID_VALUE';
  if (!named.every(isKnown)) return 'UNKNOWN_ORGANISATION';

  const everybody = [model.recipient, ...model.supporters, ...model.consents.keys()];
  const meant = named.length > 0 ? named : isGiven(state) ? [model.recipient] : everybody;
  for (const organisation of meant) model.consents.set(organisation, { state, services, isOverridden });
  const before = model.consentState;
  const isAboutRecipient = meant.includes(model.recipient);
  if (!isOverridden && isAboutRecipient) model.consentState = state;
  else if (!isOverridden && !isGiven(state) && before === 'GIVEN') model.consentState = 'LIMITED';
  // Its withdrawal closes the supporters' access at once.
  for (const supporter of model.supporters)
    if (model.reach(supporter) === null) model.supporters.delete(supporter);
  return model.consentState === before ? INSIDE : MOVED;
};

const recordPermit: Effect = (model, { status, until }) => {
  const isGranted = status === 'REFLECTION_PERIOD_GRANTED' || status === 'TEMPORARY_PERMIT_GRANTED';
  if (until !== undefined && (!isGranted || (until as string) < '2026')) return 'INVALID_VALUE';
  if (status === 'TEMPORARY_PERMIT_GRANTED' && until === undefined) return 'INVALID_VALUE';
  const permit = `${String(status)} ${String(until)}`;
  if (permit === model.permit) return INSIDE;
  model.permit = permit;
  return SEEN_BY_POLICE;
};

const sendReferralMessage: Effect = (model, input, by) => {
  const audience = input['audience'] as string[];
  if (!audience.every(isKnown)) return 'UNKNOWN_ORGANISATION';
  // Nobody can be addressed whose part the author cannot see.
  const participants = [
    model.recipient,
    UNIT,
    ...(gives('Referral.flaggedBy', partyOf(by)) ? [SENDER] : []),
    ...(gives('Referral.supporters', partyOf(by)) ? model.supporters : []),
  ];
  const isOpenTo = (one: string) => one !== by && participants.includes(one);
  if (audience.length === 0 || !audience.every(isOpenTo)) return 'INVALID_VALUE';
  model.messages.push({ author: by, audience, body: input['body'] as string });
  return ADDED;
};

export const EFFECTS: Readonly<Record<string, Effect>> = {
  acknowledgeReferral: move,
  acceptReferral: move,
  returnReferral: move,
  resubmitReferral: resubmit,
  declineReferral: move,
  redirectReferral: redirect,
  confirmDecline: move,
  recordContact: move,
  closeReferral: close,
  withdrawReferral: move,
  recordServices,
  inviteSupporter,
  removeSupporter,
  recordConsent,
  recordPermit,
  sendReferralMessage,
};
