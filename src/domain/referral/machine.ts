// The life of a referral as data: which action leads from where to where, and who may take it. Source: the domain's table.
import type { ReferralAction, ReferralStatus } from '../lists/referrals.js';

/** What an organisation is to one referral. UNIT is the coordinating unit, whatever else it may be. */
export type Role = 'SENDER' | 'RECIPIENT' | 'UNIT' | 'CLOCK';

interface Transition {
  readonly from: readonly ReferralStatus[];
  readonly to: ReferralStatus;
  readonly by: readonly Role[];
}

const OPEN_STATES = [
  'SUBMITTED',
  'ACKNOWLEDGED',
  'RETURNED',
  'ACCEPTED',
  'IN_SUPPORT',
  'DECLINED',
] as const satisfies readonly ReferralStatus[];

// prettier-ignore
export const TRANSITIONS: Readonly<Record<Exclude<ReferralAction, 'SUBMIT'>, Transition>> = {
  ACKNOWLEDGE:     { from: ['SUBMITTED'],                             to: 'ACKNOWLEDGED', by: ['RECIPIENT'] },
  ACCEPT:          { from: ['ACKNOWLEDGED'],                          to: 'ACCEPTED',     by: ['RECIPIENT'] },
  RETURN:          { from: ['ACKNOWLEDGED', 'ACCEPTED'],              to: 'RETURNED',     by: ['RECIPIENT'] },
  RESUBMIT:        { from: ['RETURNED'],                              to: 'SUBMITTED',    by: ['SENDER'] },
  DECLINE:         { from: ['ACKNOWLEDGED'],                          to: 'DECLINED',     by: ['RECIPIENT'] },
  CONFIRM_DECLINE: { from: ['DECLINED'],                              to: 'CLOSED',       by: ['UNIT'] },
  REDIRECT:        { from: ['SUBMITTED', 'ACKNOWLEDGED', 'ACCEPTED', 'DECLINED'], to: 'SUBMITTED', by: ['RECIPIENT', 'UNIT'] },
  RECORD_CONTACT:  { from: ['ACCEPTED'],                              to: 'IN_SUPPORT',   by: ['RECIPIENT'] },
  CLOSE:           { from: ['ACCEPTED', 'IN_SUPPORT'],                to: 'CLOSED',       by: ['RECIPIENT'] },
  WITHDRAW:        { from: OPEN_STATES,                               to: 'WITHDRAWN',    by: ['SENDER', 'UNIT', 'RECIPIENT'] },
  EXPIRE:          { from: OPEN_STATES,                               to: 'EXPIRED',      by: ['CLOCK'] },
};

/** The state an action leads to, or why it does not: the wrong state, or not this role's to take. */
export function nextStatus(
  status: ReferralStatus,
  action: keyof typeof TRANSITIONS,
  roles: readonly Role[],
): { to: ReferralStatus } | { refused: 'STATE' | 'ROLE' } {
  const transition = TRANSITIONS[action];
  if (!transition.by.some((role) => roles.includes(role))) return { refused: 'ROLE' };
  // A decline is reviewed by the unit: whoever declined may not pass the case on past that review.
  const reviewed = action === 'REDIRECT' && status === 'DECLINED' && !roles.includes('UNIT');
  if (reviewed) return { refused: 'ROLE' };
  return transition.from.includes(status) ? { to: transition.to } : { refused: 'STATE' };
}

/** Whether an organisation in these roles could take the action now; the one rule behind every `access` field. */
export function canTake(
  status: ReferralStatus,
  action: keyof typeof TRANSITIONS,
  roles: readonly Role[],
): boolean {
  return 'to' in nextStatus(status, action, roles);
}
