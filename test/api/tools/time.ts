// Time that goes by: either the clocks are run at a later moment, or everything that happened moves into the past.
import type { DataSource } from 'typeorm';

export const DAY_MS = 24 * 3_600_000;

/** A moment so many days from now. */
export function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY_MS);
}

/** Moves what is noted of every referral so many days into the past, as if it had happened then. Counts no change. */
export async function letPass(owner: DataSource, days: number): Promise<void> {
  const columns = [
    'submitted_at',
    'status_since',
    'changed_at',
    'escalated_at',
    'acknowledge_by',
    'decide_by',
  ];
  const moved = columns.map((column) => `${column} = ${column} - interval '${days} days'`);
  await owner.transaction(async (manager) => {
    // As a replica, so that the trigger that counts versions rests.
    await manager.query('set local session_replication_role = replica');
    await manager.query(`update referrals.referral
      set ${moved.join(', ')}, permit_until = permit_until - ${Math.floor(days)}`);
  });
}
