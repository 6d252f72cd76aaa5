// Many referrals at once, by SQL: what a test of quantities needs is not worth a request each.
import type { DataSource } from 'typeorm';

/** Adds copies of a referral; `reference` says in SQL what the copy `n` is called. */
export async function copyReferral(
  owner: DataSource,
  id: string,
  many: number,
  reference: string,
): Promise<void> {
  await owner.query(
    `insert into referrals.referral (reference, route, status, flagged_by_id, recipient_id, urgency, encounter_week,
       encounter_municipality, age_band, gender, exploitation_form, consent_state)
     select ${reference}, route, status, flagged_by_id, recipient_id, urgency, encounter_week,
       encounter_municipality, age_band, gender, exploitation_form, consent_state
     from referrals.referral, generate_series(1, $2::int) n where id = $1`,
    [id, many],
  );
}
