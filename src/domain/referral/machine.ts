// The life of a referral as data: which action is possible in which state, for whom, and where it leads. Source: the domain's
// table "States and who moves them"; actions that record something beside the state follow the agreement's notes.
import type { ConsentState, ReferralAction, ReferralRoute, ReferralStatus } from '../lists/referrals.js';

/**
 * What an organisation is to one referral. UNIT is the coordinating unit, whatever else it may be. Nobody is CLOCK, which ends what
 * stands still, or OPERATOR, which carries out that an organisation leaves.
 */
export type Role = 'SENDER' | 'RECIPIENT' | 'SUPPORTER' | 'UNIT' | 'CLOCK' | 'OPERATOR';

/** What can be done with a referral: the steps that move it, and what is recorded without moving it. */
export type Action =
  | Exclude<ReferralAction, 'SUBMIT'>
  | 'RECORD_SERVICES'
  | 'RECORD_CONSENT'
  | 'RECORD_PERMIT'
  | 'INVITE_SUPPORTER'
  | 'REMOVE_SUPPORTER'
  | 'SEND_MESSAGE';

/** What the rules look at in a referral. */
export interface Standing {
  readonly status: ReferralStatus;
  readonly route: ReferralRoute;
  readonly consentState: ConsentState;
}

interface Rule {
  readonly from: readonly ReferralStatus[];
  /** Where it leads; null leaves the state as it is. */
  readonly to: ReferralStatus | null;
  readonly by: readonly Role[];
  /** A notification carries nothing but a few facts: no texts, no consent, no support, and nobody but the unit. */
  readonly route?: ReferralRoute;
  readonly consent?: readonly ConsentState[];
}

export const OPEN_STATES = [
  'SUBMITTED',
  'ACKNOWLEDGED',
  'RETURNED',
  'ACCEPTED',
  'IN_SUPPORT',
  'DECLINED',
] as const satisfies readonly ReferralStatus[];
export const ENDED_STATES = ['CLOSED', 'WITHDRAWN', 'EXPIRED'] as const satisfies readonly ReferralStatus[];
const CARRIED = ['ACCEPTED', 'IN_SUPPORT'] as const;
const ASKED = ['NOT_ASKED', 'GIVEN', 'LIMITED', 'REFUSED', 'WITHDRAWN'] as const;

// prettier-ignore
export const RULES: Readonly<Record<Action, readonly Rule[]>> = {
  ACKNOWLEDGE:      [{ from: ['SUBMITTED'],                to: 'ACKNOWLEDGED', by: ['RECIPIENT'] }],
  ACCEPT:           [{ from: ['ACKNOWLEDGED'],             to: 'ACCEPTED',     by: ['RECIPIENT'] }],
  RETURN:           [{ from: ['ACKNOWLEDGED', 'ACCEPTED'], to: 'RETURNED',     by: ['RECIPIENT'] }],
  RESUBMIT:         [{ from: ['RETURNED'],                 to: 'SUBMITTED',    by: ['SENDER'] }],
  DECLINE:          [{ from: ['ACKNOWLEDGED'],             to: 'DECLINED',     by: ['RECIPIENT'] }],
  CONFIRM_DECLINE:  [{ from: ['DECLINED'],                 to: 'CLOSED',       by: ['UNIT'] }],
  // A decline is reviewed by the unit: whoever declined may not pass the case on past that review.
  REDIRECT:         [{ from: ['SUBMITTED', 'ACKNOWLEDGED', 'ACCEPTED'], to: 'SUBMITTED', by: ['RECIPIENT', 'UNIT'], route: 'REFERRAL' },
                     { from: ['DECLINED'],                 to: 'SUBMITTED',    by: ['UNIT'], route: 'REFERRAL' },
                     // Whoever carries it is not there any more, so it begins anew, whatever had been reached.
                     { from: OPEN_STATES,                  to: 'SUBMITTED',    by: ['OPERATOR'], route: 'REFERRAL' }],
  RECORD_CONTACT:   [{ from: ['ACCEPTED'],                 to: 'IN_SUPPORT',   by: ['RECIPIENT'] }],
  CLOSE:            [{ from: CARRIED,                      to: 'CLOSED',       by: ['RECIPIENT'] }],
  WITHDRAW:         [{ from: OPEN_STATES,                  to: 'WITHDRAWN',    by: ['SENDER'] },
                     { from: OPEN_STATES,                  to: 'WITHDRAWN',    by: ['UNIT', 'RECIPIENT'], consent: ['WITHDRAWN'] }],
  EXPIRE:           [{ from: OPEN_STATES,                  to: 'EXPIRED',      by: ['CLOCK'] }],
  RECORD_SERVICES:  [{ from: CARRIED,                      to: null, by: ['RECIPIENT', 'SUPPORTER'], route: 'REFERRAL' }],
  RECORD_CONSENT:   [{ from: OPEN_STATES,                  to: null, by: ['RECIPIENT'], route: 'REFERRAL', consent: ASKED }],
  RECORD_PERMIT:    [{ from: OPEN_STATES,                  to: null, by: ['RECIPIENT', 'SENDER'], route: 'REFERRAL' }],
  INVITE_SUPPORTER: [{ from: CARRIED,                      to: null, by: ['RECIPIENT'], route: 'REFERRAL' }],
  REMOVE_SUPPORTER: [{ from: OPEN_STATES,                  to: null, by: ['RECIPIENT'], route: 'REFERRAL' }],
  SEND_MESSAGE:     [{ from: OPEN_STATES,                  to: null, by: ['SENDER', 'RECIPIENT', 'SUPPORTER', 'UNIT'], route: 'REFERRAL' }],
};

/** Why an action is refused: first what never changes for this organisation, then what may. */
export type Refusal = 'ROLE' | 'ROUTE' | 'STATE' | 'CONSENT';

/** The state that an action leads to, or the first rule that it breaks. */
export function decide(
  standing: Standing,
  action: Action,
  roles: readonly Role[],
): { readonly to: ReferralStatus } | { readonly refused: Refusal } {
  const { status, route, consentState } = standing;
  const own = RULES[action].filter(({ by }) => by.some((role) => roles.includes(role)));
  if (own.length === 0) return { refused: 'ROLE' };
  const onRoute = own.filter((rule) => (rule.route ?? route) === route);
  if (onRoute.length === 0) return { refused: 'ROUTE' };
  const here = onRoute.filter(({ from }) => from.includes(status));
  if (here.length === 0) return { refused: 'STATE' };
  const allowed = here.find(({ consent }) => consent?.includes(consentState) ?? true);
  return allowed ? { to: allowed.to ?? status } : { refused: 'CONSENT' };
}

/** Whether an organisation in these roles could take the action now; the one rule behind every `access` field. */
export function canTake(standing: Standing, action: Action, roles: readonly Role[]): boolean {
  return 'to' in decide(standing, action, roles);
}
