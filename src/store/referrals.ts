// Reads of referrals. Which rows an organisation sees is PostgreSQL's to decide (migrations: referrals).
import { findObject } from './find-object.js';
import { queryPage, type PageRow } from './page.js';
import { selectList, type Selection } from './select.js';
import { readingByKey, readingOf } from './readings.js';
import type { TrackedReader } from './reader.js';

export interface ReferralConditions {
  readonly status?: readonly string[] | null;
  readonly urgency?: readonly string[] | null;
  readonly late?: boolean | null;
}

/** Not acknowledged or decided in time, or unchanged since the unit was told that nothing happens. */
const LATE = `coalesce(
  (f0.status = 'SUBMITTED' and f0.acknowledge_by < now())
  or (f0.status = 'ACKNOWLEDGED' and f0.decide_by < now())
  or f0.escalated_at >= f0.changed_at, false)`;

/** A page of the referrals that an organisation takes part in, newest first. */
export function listReferrals(
  reader: TrackedReader,
  selection: Selection,
  conditions: ReferralConditions,
  page: { first: number; after: readonly (string | number)[] | null },
): Promise<PageRow[]> {
  const values: unknown[] = [];
  const where: string[] = [];
  if (conditions.status) where.push(`f0.status = any ($${values.push(conditions.status)}::text[])`);
  if (conditions.urgency) where.push(`f0.urgency = any ($${values.push(conditions.urgency)}::text[])`);
  if (conditions.late != null) where.push(conditions.late ? LATE : `not ${LATE}`);
  return queryPage(reader.source, {
    columns: selectList('Referral', selection, reader.party),
    from: 'from referrals.referral f0',
    where,
    values,
    order: [
      { sql: 'f0.submitted_at', type: 'timestamptz' },
      { sql: 'f0.id', type: 'uuid' },
    ],
    direction: 'desc',
    reading: readingOf(reader, 'Referral', selection),
    ...page,
  });
}

/** One referral by its key or its reference; null when it is absent or hidden. */
export function findReferral<T>(
  reader: TrackedReader,
  selection: Selection,
  by: { uuid: string } | { reference: string },
): Promise<T | null> {
  const [condition, value] =
    'uuid' in by ? ['f0.id = $1::uuid', by.uuid] : ['f0.reference = $1::text', by.reference];
  const reading = ('uuid' in by ? readingByKey : readingOf)(reader, 'Referral', selection);
  return findObject(reader, 'Referral', selection, 'from referrals.referral f0', condition, value, reading);
}
