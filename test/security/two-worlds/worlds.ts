// The world that all pairs share: a year of observations, referrals, reported work and releases, with an entry that refers to a table;
// and what each second world has more.
import { ROW, release, send } from '../../api/tools/statistics.js';
import { UNIT, publish } from '../../api/tools/entries.js';
import { submitted } from '../../api/tools/flags.js';
import { startTestApi } from '../../support/api.js';
import type { TestDatabase } from '../../support/database.js';
import { againstTheRules, type Change } from './databases.js';
import { drawn, unseen } from './unseen.js';
import { createHash } from 'node:crypto';

const WEEKS = Array.from({ length: 52 }, (_, index) => `2025-W${String(index + 1).padStart(2, '0')}`);
const GENDERS = ['WOMAN', 'MAN', 'UNKNOWN'];
const ARENAS = ['ESCORT_SITE', 'STREET', 'COMMUNITY', 'SOCIAL_MEDIA'];
export const MALMO = 'socialtjansten-malmo';
const KIND_OF_WORK = 'CLINIC_VISIT';

/** Makes it, through the API and the worker; nobody is connected to it afterwards. */
export async function arrangeWorld(): Promise<TestDatabase> {
  const api = await startTestApi();
  const { database } = api;
  const observed = WEEKS.flatMap((week, at) =>
    GENDERS.map((gender, index) => ({
      ...ROW,
      week,
      gender,
      arena: ARENAS[(at + index) % 4]!,
      count: 2 + index,
    })),
  );
  await send(api, observed);
  await send(
    api,
    WEEKS.map((week) => ({ ...ROW, week, municipality: '1280', count: 5 })),
    MALMO,
  );
  await send(
    api,
    WEEKS.slice(0, 20).map((week) => ({ ...ROW, week, countUnit: 'PERSONS_MET', count: 4 })),
  );
  const flagged = await submitted(api);
  await database.owner.query(
    `update referrals.referral set submitted_at = '2025-05-20', record_key = 77 where id = $1`,
    [flagged.id.slice(4)],
  );
  // Of years that are over most is erased, which is where most of what is counted comes from.
  await database.owner.query(
    `insert into referrals.erased (year, county, exploitation_form, gender, age_band, route, outcome, count, record_keys)
     values (2025, '01', 'SEXUAL', 'WOMAN', 'AGE_25_34', 'REFERRAL', 'MOVED_AWAY', 41, 12345),
            (2025, '12', 'FORCED_LABOUR', 'MAN', 'AGE_21_24', 'REFERRAL', 'SUPPORT_COMPLETED', 38, 54321)`,
  );
  await database.owner.query(
    `insert into activity.report (organisation_id, month, municipality, kind, count)
     select id, '2025-0' || m, '0180', 'OUTREACH_CONTACT', 10 + m from directory.organisation, generate_series(1, 9) m
     where code in ('prostitutionsenheten', 'rfsu')`,
  );
  await release(api, '2025', { notes: 'Hela året.' });
  // So that the second one may revise: that is done once in a calendar quarter.
  await againstTheRules(database, (owner) =>
    owner.query(`update statistics.release set requested_at = requested_at - interval '100 days'`),
  );
  await release(api, '2025', { notes: 'Reviderad.' });
  const measured = { measure: 'ADVERTS', granularity: 'YEAR' };
  await publish(api, { statistics: { ...measured, groupBy: ['PERIOD', 'GENDER'] } });
  await publish(api, { statistics: { ...measured, filter: { county: '12' } } });
  await api.app.close();
  await database.disconnect();
  return database;
}

export interface SecondWorld {
  readonly change: Change;
  /** How many releases were published before the record came. */
  readonly before: number;
  /** Who may see the record itself. */
  readonly owners: readonly string[];
  /** Where the record is. */
  readonly table: string;
}

/** One observation more, in a batch of Malmö's, which it and the unit see grow. */
async function oneObservation(world: TestDatabase): Promise<SecondWorld> {
  const rare = { ARENA: 'GAMING', AGE_GROUP: 'UNKNOWN', GENDER: 'WOMAN', CHANGE: 'REMOVED' };
  const records = ['2380', '0880', '1080', '0980', '2180', '2080', '1980'].map((MUNICIPALITY) => ({
    ...({ measure: 'ADVERTS', periods: ['2025', '2025-Q3'] } as const),
    categories: { COUNTY: MUNICIPALITY.slice(0, 2), MUNICIPALITY, ...rare },
  }));
  const { record, key: rk } = await unseen(world.owner, records, (attempt) => {
    const key = drawn(`observation ${attempt}`);
    return { key, rk: key };
  });
  const change: Change = async (owner) => {
    await owner.query(
      `with batch as (
         update statistics.batch set row_count = row_count + 1
         where organisation_id = (select id from directory.organisation where code = $1) returning id)
       insert into cube.cell
       select id, '2025-W33', $3, 'GAMING', 'UNKNOWN', 'WOMAN', 'REMOVED', 'ADVERTS', 1, $2 from batch`,
      [MALMO, rk, record.categories.MUNICIPALITY],
    );
  };
  return { change, before: 0, owners: [UNIT, MALMO], table: 'cube.cell' };
}

/** One observation that came after its period was released: too few to revise anything. */
async function oneLateObservation(): Promise<SecondWorld> {
  const change: Change = (owner) =>
    owner.query(
      `insert into cube.cell select id, '2025-W33', '0180', 'STREET', 'AGE_21_24', 'WOMAN', 'PRESENT', 'ADVERTS', 1, 4711
       from statistics.batch order by id limit 1`,
    );
  return { change, before: 1, owners: [], table: 'cube.cell' };
}

/** One referral more, from one police to another organisation; both and the unit see it. */
async function oneReferral(world: TestDatabase): Promise<SecondWorld> {
  const forms = ['FORCED_BEGGING', 'FORCED_CRIMINALITY', 'FORCED_MARRIAGE', 'FORCED_LABOUR', 'OTHER'];
  const records = forms.map((EXPLOITATION_FORM) => ({
    ...({ measure: 'REFERRALS', periods: ['2025'] } as const),
    categories: { COUNTY: '01', EXPLOITATION_FORM, GENDER: 'WOMAN', AGE_GROUP: 'AGE_25_PLUS' },
  }));
  const { record, key } = await unseen(world.owner, records, (attempt) => {
    const drawnKey = drawn(`referral ${attempt}`);
    return { key: drawnKey, rk: drawnKey };
  });
  const of = (code: string) => `(select id from directory.organisation where code = '${code}')`;
  const change: Change = (owner) =>
    owner.query(
      `insert into referrals.referral (reference, route, status, flagged_by_id, recipient_id, urgency, encounter_week,
         encounter_municipality, age_band, gender, exploitation_form, consent_state, submitted_at, record_key)
       values ('SV-9999-9999', 'REFERRAL', 'SUBMITTED', ${of('polisen-stockholm')}, ${of('socialjouren')}, 'ROUTINE', '2025-W20',
         '0180', 'AGE_25_34', 'WOMAN', $2, 'GIVEN', '2025-05-20', $1)`,
      [key, record.categories.EXPLOITATION_FORM],
    );
  return {
    change,
    before: 0,
    owners: [UNIT, 'polisen-stockholm', 'socialjouren'],
    table: 'referrals.referral',
  };
}

/** One clinic visit, reported by RFSL; it and the unit see the report. */
async function oneVisit(world: TestDatabase): Promise<SecondWorld> {
  const records = ['0180', '1280', '1480', '0380', '1880'].map((municipality) => ({
    ...({ measure: 'ACTIVITIES', periods: ['2025', '2025-Q2'], municipality } as const),
    categories: { ACTIVITY_KIND: KIND_OF_WORK, COUNTY: municipality.slice(0, 2), PARTY: 'RFSL' },
  }));
  const { record, key: seed } = await unseen(world.owner, records, (attempt) => {
    const key = `00000000-0000-4000-8000-${String(attempt).padStart(12, '0')}`;
    return { key, rk: createHash('sha256').update(`${key}|1`).digest().readUInt32BE(0) };
  });
  const change: Change = (owner) =>
    owner.query(
      `insert into activity.report (organisation_id, month, municipality, kind, count, record_seed)
       select id, '2025-05', $3, $1, 1, $2 from directory.organisation where code = 'rfsl'`,
      [KIND_OF_WORK, seed, record.municipality],
    );
  return { change, before: 0, owners: [UNIT, 'rfsl'], table: 'activity.report' };
}

export const SECOND_WORLDS = {
  'one observation': oneObservation,
  'one observation that came late': oneLateObservation,
  'one referral': oneReferral,
  'one visit that was reported': oneVisit,
};
