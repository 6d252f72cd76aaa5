// The life of a trend entry: drafted, published, corrected by further revisions, withdrawn. Source: the domain.
import type { TrendStatus } from './lists/trends.js';

/** What the rules look at: where the entry stands, and whether a draft is open on it. */
export interface EntryState {
  readonly status: TrendStatus;
  readonly isDraft: boolean;
}

/** A draft can be changed; a published entry can be corrected; what is withdrawn stays as it is. */
export function canRevise({ status }: EntryState): boolean {
  return status !== 'WITHDRAWN';
}

/** Only what has an open draft can be published. */
export function canPublish({ status, isDraft }: EntryState): boolean {
  return isDraft && status !== 'WITHDRAWN';
}

/** Only what readers can see can be taken back. */
export function canWithdraw({ status }: EntryState): boolean {
  return status === 'PUBLISHED';
}
