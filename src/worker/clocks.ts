// One round of everything that happens without a request, at a moment that the caller names.
import { daysBefore, type ClockLengths } from '../domain/referral/clocks.js';
import { removeWithdrawnCells } from '../store/cube.js';
import { endPermits, eraseReferrals, escalateReferrals, expireReferrals } from '../store/referral-clocks.js';
import type { Source } from '../store/sources.js';

/** How many referrals, and cells of withdrawn batches, a round has touched. */
export interface Round {
  readonly expired: number;
  readonly escalated: number;
  readonly permitsEnded: number;
  readonly erased: number;
  readonly cellsRemoved: number;
}

/** Does everything that is due at `now`. Safe with several workers, and to repeat. */
export async function runClocks(source: Source, lengths: ClockLengths, now: Date): Promise<Round> {
  return {
    permitsEnded: await endPermits(source, now),
    expired: await expireReferrals(source, daysBefore(now, lengths.expireDays), now),
    escalated: await escalateReferrals(source, daysBefore(now, lengths.idleDays), now),
    erased: await eraseReferrals(source, daysBefore(now, lengths.eraseDays)),
    cellsRemoved: await removeWithdrawnCells(source),
  };
}
