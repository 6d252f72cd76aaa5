// Records that a test knows, as `published-cells` counts them: numbers from what was sent, keys as the owner finds them.
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { ObservationRow } from './statistics.js';
import { quarterOfWeek, type Counted } from './published-cells.js';

const GROUP_OF: Readonly<Record<string, string>> = {
  UNDER_15: 'UNDER_18',
  AGE_15_17: 'UNDER_18',
  AGE_18_20: 'AGE_18_24',
  AGE_21_24: 'AGE_18_24',
  AGE_25_34: 'AGE_25_PLUS',
  AGE_35_PLUS: 'AGE_25_PLUS',
  UNKNOWN: 'UNKNOWN',
};

/** The observations of batches that were sent, by identifier of the batch. */
export type Sent = ReadonlyMap<string, readonly ObservationRow[]>;

/** Observations of batches: the numbers that were sent, and beside them the keys that were drawn. */
export async function observed(owner: DataSource, sent: Sent): Promise<Counted[]> {
  const rows = [...sent.values()].flat().map((row) => ({ ...row, n: row.count, rk: 0 }));
  const cells = await owner.query<(ObservationRow & { batch: string; rk: string })[]>(
    `select 'batch_' || batch_id as batch, week, municipality, arena, age_band as "ageBand", gender, change,
       count_unit as "countUnit", rk from cube.cell`,
  );
  const keys = cells
    .filter(({ batch }) => sent.has(batch))
    .map((cell) => ({ ...cell, n: 0, rk: Number(cell.rk) }));
  return [...rows, ...keys].map(
    ({ week, municipality, arena, ageBand, gender, change, countUnit, n, rk }) => {
      const region = { COUNTY: municipality.slice(0, 2), MUNICIPALITY: municipality };
      const at = { ...region, ARENA: arena, AGE_GROUP: GROUP_OF[ageBand]!, GENDER: gender, CHANGE: change };
      return { measure: countUnit, quarter: quarterOfWeek(week), at, n, rk };
    },
  );
}

export interface FlaggedReferral {
  readonly submittedAt: string;
  readonly municipality: string;
  readonly form: string;
  readonly gender: string;
  readonly ageBand: string;
  readonly status: string;
  readonly outcome: string | null;
  /** Since when it has that status. */
  readonly statusSince: string;
}

/** Stores referrals as the owner, so that they may lie in the past, and answers with their keys. */
export async function storeReferrals(
  owner: DataSource,
  referrals: readonly FlaggedReferral[],
): Promise<Counted[]> {
  const keys = await owner.query<{ reference: string; key: string }[]>(
    `insert into referrals.referral (reference, route, status, outcome, status_since, submitted_at, flagged_by_id, recipient_id,
       urgency, encounter_week, encounter_municipality, age_band, gender, exploitation_form, consent_state, minor_reported)
     select 'SV-0000-' || lpad((t.place - 1)::text, 4, '0'), 'REFERRAL', r.status, r.outcome, r."statusSince", r."submittedAt", police.id, recipient.id,
       'ROUTINE', '2021-W01', r.municipality, r."ageBand", r.gender, r.form, 'GIVEN', true
     from jsonb_array_elements($1::jsonb) with ordinality t (referral, place),
       jsonb_to_record(referral) as r (status text, outcome text, "statusSince" timestamptz, "submittedAt" timestamptz,
         municipality text, "ageBand" text, gender text, form text),
       directory.organisation police, directory.organisation recipient
     where police.code = 'polisen-stockholm' and recipient.code = 'socialjouren'
     returning reference, record_key as key`,
    [JSON.stringify(referrals)],
  );
  const keyOf = new Map(keys.map(({ reference, key }) => [Number(reference.slice(-4)), Number(key)]));
  return referrals.map(({ submittedAt, municipality, form, gender, ageBand, outcome }, place) => {
    const county = municipality.slice(0, 2);
    const group = GROUP_OF[ageBand]!;
    return {
      measure: 'REFERRALS',
      quarter: `${submittedAt.slice(0, 4)}-Q1`, // only whole years are published
      at: { COUNTY: county, EXPLOITATION_FORM: form, GENDER: gender, AGE_GROUP: group, OUTCOME: outcome },
      isMinor: group === 'UNDER_18',
      n: 1,
      rk: keyOf.get(place)!,
    };
  });
}

/** Activity reports as they are stored: each has one key, made of its seed and its count. */
export async function reported(owner: DataSource): Promise<Counted[]> {
  const rows = await owner.query<
    { month: string; municipality: string; kind: string; count: number; seed: string; party: string }[]
  >(
    `select month, municipality, kind, count, record_seed as seed, party
     from activity.report join directory.organisation o on o.id = organisation_id`,
  );
  return rows.map(({ month, municipality, kind, count, seed, party }) => ({
    measure: 'ACTIVITIES',
    quarter: `${month.slice(0, 4)}-Q${Math.ceil(Number(month.slice(5)) / 3)}`,
    at: { ACTIVITY_KIND: kind, COUNTY: municipality.slice(0, 2), PARTY: party },
    n: count,
    rk: count === 0 ? 0 : createHash('sha256').update(`${seed}|${count}`).digest().readUInt32BE(0),
  }));
}

/** What a release shows, by name of the table and period, as the owner finds it. */
export async function tablesOf(owner: DataSource, release: string): Promise<Map<string, number[]>> {
  const rows = await owner.query<{ name: string; period: string; counts: number[] }[]>(
    'select name, period, counts from statistics.published where release_id = $1',
    [release.slice(4)],
  );
  return new Map(rows.map(({ name, period, counts }) => [`${name} ${period}`, counts]));
}
