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

/** What made clocks fail; the others have done what was due. */
export class ClocksFailed extends AggregateError {
  override readonly name = 'ClocksFailed';
}

/** Does everything that is due at `now`. Safe with several workers, and to repeat. A clock that fails keeps no other from running. */
export async function runClocks(source: Source, lengths: ClockLengths, now: Date): Promise<Round> {
  const failures: unknown[] = [];
  const attempt = (clock: Promise<number>) => clock.catch((error: unknown) => (failures.push(error), 0));
  const round = {
    permitsEnded: await attempt(endPermits(source, now)),
    expired: await attempt(expireReferrals(source, daysBefore(now, lengths.expireDays), now)),
    escalated: await attempt(escalateReferrals(source, daysBefore(now, lengths.idleDays), now)),
    erased: await attempt(eraseReferrals(source, daysBefore(now, lengths.eraseDays))),
    cellsRemoved: await attempt(removeWithdrawnCells(source)),
  };
  if (failures.length > 0) throw new ClocksFailed(failures);
  return round;
}
