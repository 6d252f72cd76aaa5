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

/** Only what has an open draft can be published, and only into such a draft goes what partners contribute. */
export function canPublish({ status, isDraft }: EntryState): boolean {
  return isDraft && status !== 'WITHDRAWN';
}

/** Only what readers can see can be taken back. */
export function canWithdraw({ status }: EntryState): boolean {
  return status === 'PUBLISHED';
}

/** A verdict is about what readers can see and rely on. */
export function canCorroborate(status: TrendStatus): boolean {
  return status === 'PUBLISHED';
}
