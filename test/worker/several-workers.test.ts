// Several workers at once do everything exactly once: nothing twice, nothing left, and no round fails.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import type { Sources } from '../../src/store/sources.js';
import { runClocks } from '../../src/worker/clocks.js';
import { startTestApi, type TestApi } from '../support/api.js';
import { openSources } from '../support/database.js';
import { submitted } from '../api/tools/flags.js';
import { copyReferral } from './tools/copies.js';

let api: TestApi;
let workers: Sources[];
let model: string;
beforeAll(async () => {
  api = await startTestApi();
  workers = [openSources(api.database.url, 2), openSources(api.database.url, 2)];
  model = (await submitted(api)).id.slice(4);
});
afterAll(async () => {
  await Promise.all(workers.map((sources) => sources.close()));
  await api.close();
});

// What fifty referrals are when a round begins, and how many of each; the last are of seven kinds in the count.
const RIPE = [
  { many: 15, set: `changed_at = now() - interval '181 days'`, action: 'expireReferral' },
  { many: 10, set: `changed_at = now() - interval '15 days'`, action: 'escalateReferral' },
  {
    many: 10,
    set: `permit_status = 'TEMPORARY_PERMIT_GRANTED', permit_until = current_date - 1`,
    action: 'endPermit',
  },
  {
    many: 15,
    set: `status = 'CLOSED', outcome = 'MOVED_AWAY', status_since = now() - interval '91 days',
      encounter_municipality = lpad((1 + right(reference, 1)::int % 7)::text, 2, '0') || '80'`,
    action: 'eraseReferral',
  },
] as const;

/** Fifty copies of a referral that are due for something, and the number of each kind by what is due. */
async function arrange(round: number): Promise<void> {
  const { owner } = api.database;
  await owner.query(`truncate referrals.erased, journal.outbox, journal.audit`);
  await owner.query(`delete from referrals.referral where id <> $1`, [model]);
  for (const [kind, { many, set }] of RIPE.entries()) {
    const prefix = `SV-${String(round).padStart(3, '0')}${kind}-00`;
    await copyReferral(owner, model, many, `'${prefix}' || lpad(n::text, 2, '0')`);
    await owner.query(`update referrals.referral set ${set} where reference like $1 || '%'`, [prefix]);
  }
}

const countOf = async (statement: string) => {
  const rows = await api.database.owner.query<{ name: string; count: number }[]>(statement);
  return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
};
const DUE = Object.fromEntries(RIPE.map(({ action, many }) => [action, many]));

test('twenty times fifty referrals, four rounds of two workers at the same time', async () => {
  const lengths = readConfig({}).clocks;
  for (let round = 0; round < 20; round += 1) {
    await arrange(round);
    const sources = await Promise.all([...workers, ...workers].map((each) => each.worker()));
    const rounds = await Promise.all(sources.map((source) => runClocks(source, lengths, new Date())));
    const sum = (of: keyof (typeof rounds)[number]) => rounds.reduce((total, each) => total + each[of], 0);
    expect({
      expireReferral: sum('expired'),
      escalateReferral: sum('escalated'),
      endPermit: sum('permitsEnded'),
      eraseReferral: sum('erased'),
    }).toEqual(DUE);
    const lines = 'count(*)::int as count, count(distinct object)::int as objects';
    for (const [journal, action, object] of [
      ['outbox', 'kind', 'object_id::text'],
      ['audit', 'action', 'objects[1]'],
    ]) {
      const rows = await api.database.owner.query<{ action: string; count: number; objects: number }[]>(
        `select action, ${lines} from (select ${action} as action, ${object} as object from journal.${journal}) l group by 1`,
      );
      const each = Object.fromEntries(rows.map((row) => [row.action, [row.count, row.objects]]));
      expect(each).toEqual(Object.fromEntries(RIPE.map(({ action, many }) => [action, [many, many]])));
    }
    expect(await countOf(`select action as name, count(*)::int from referrals.event group by 1`)).toEqual({
      SUBMIT: 1,
      EXPIRE: 15,
    });
    expect(await countOf(`select 'all' as name, sum(count)::int as count from referrals.erased`)).toEqual({
      all: 15,
    });
    expect(await countOf(`select status as name, count(*)::int from referrals.referral group by 1`)).toEqual({
      SUBMITTED: 21,
      EXPIRED: 15,
    });
  }
});

test('a thousand that ended are erased and counted once each, in batches that do not wait for each other', async () => {
  await arrange(99);
  await api.database.owner.query(
    `insert into referrals.referral (reference, route, status, status_since, flagged_by_id, recipient_id, urgency, encounter_week,
       encounter_municipality, age_band, gender, exploitation_form, consent_state)
     select 'SV-' || lpad(n::text, 4, '0') || '-1111', route, 'WITHDRAWN', now() - interval '100 days', flagged_by_id, recipient_id,
       urgency, encounter_week, lpad((n % 23)::text, 2, '0') || '80', age_band, gender, exploitation_form, consent_state
     from referrals.referral, generate_series(1, 1000) n where id = $1`,
    [model],
  );
  const lengths = readConfig({}).clocks;
  const sources = await Promise.all([...workers, ...workers].map((each) => each.worker()));
  const rounds = await Promise.all(sources.map((source) => runClocks(source, lengths, new Date())));
  expect(rounds.reduce((total, { erased }) => total + erased, 0)).toBe(1_015);
  expect(rounds.filter(({ erased }) => erased > 0).length).toBeGreaterThan(1);
  expect(await countOf(`select 'all' as name, sum(count)::int as count from referrals.erased`)).toEqual({
    all: 1_015,
  });
});
