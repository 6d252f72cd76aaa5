// The life of a contribution: offered by a partner, then incorporated into a draft or declined by the unit. Pure.
import { periodRange } from './period.js';
import type { ContributionDecision } from './lists/contributions.js';
import { invalid, type UserError } from './user-error.js';

/** Every rule that an offer breaks, none if it may be stored. `now` bounds the period. */
export function contributionErrors({ period }: { readonly period?: string | null }, now: Date): UserError[] {
  const isAhead = period != null && periodRange(period).from > now.toISOString().slice(0, 10);
  return isAhead ? [invalid('period', 'not in the future.')] : [];
}

/** What the unit decides, and what goes with it. */
export interface Resolution {
  readonly decision: ContributionDecision;
  /** The entry whose draft takes it up. */
  readonly trendEntry?: string | null;
  readonly note?: string | null;
}

/** Every rule that a decision breaks: what is incorporated goes somewhere, what is declined is told why. */
export function resolutionErrors({ decision, trendEntry, note }: Resolution): UserError[] {
  if (decision === 'INCORPORATE')
    return trendEntry == null ? [invalid('trendEntry', 'the entry whose draft takes it up.')] : [];
  return [
    ...(trendEntry == null ? [] : [invalid('trendEntry', 'leave it out when you decline.')]),
    ...(note == null ? [invalid('note', 'why it is declined; the contributor reads it.')] : []),
  ];
}
