// The reflection period and the temporary permit: what is granted has a last day, what is not has none.
import { reflectionUntil } from './clocks.js';
import type { PermitStatus } from '../lists/support.js';
import { invalid, type UserError } from '../user-error.js';

/** What has a last day, after which the clock ends it. */
export const GRANTED = [
  'REFLECTION_PERIOD_GRANTED',
  'TEMPORARY_PERMIT_GRANTED',
] as const satisfies readonly PermitStatus[];

/** Every rule that a permit breaks; `until` is a date or null. */
export function permitErrors(status: PermitStatus, until: string | null, now: Date): UserError[] {
  const isGranted = (GRANTED as readonly PermitStatus[]).includes(status);
  if (!isGranted && until !== null) return [invalid('until', 'only what is granted has a last day.')];
  if (status === 'TEMPORARY_PERMIT_GRANTED' && until === null)
    return [invalid('until', 'the last day of the permit.')];
  if (until !== null && until < now.toISOString().slice(0, 10)) return [invalid('until', 'not in the past.')];
  return [];
}

/** The last day of what is granted, null for everything else. */
export function permitUntil(status: PermitStatus, until: string | null, now: Date): string | null {
  return status === 'REFLECTION_PERIOD_GRANTED' ? (until ?? reflectionUntil(now)) : until;
}
