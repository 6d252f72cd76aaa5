// Leaks that a careless edit could bring, planted in both worlds to see that the comparison catches them: a rule on rows that lets too
// much through, a count of what is hidden, an order that it decides, a word that finds it.
import { withoutTriggers } from './small-world.js';
import type { Plant } from '../two-worlds/asking.js';
import type { TestDatabase } from '../../support/database.js';
import type { Party } from '../support/agreement.js';

interface Leak {
  /** Who would learn something. */
  readonly party: Party;
  readonly plant: string;
  readonly undo: string;
  /** Where it would be looked for, when it is rare elsewhere. */
  readonly roots?: RegExp;
  /** The texts whose words would be looked for, as a query, when few words of many tell. */
  readonly texts?: string;
}

const seeingAll = (table: string): Pick<Leak, 'plant' | 'undo'> => ({
  plant: `create policy leak on ${table} for select using (true)`,
  undo: `drop policy leak on ${table}`,
});

/** Changes a column in every row, and remembers what was there. */
const telling = (
  table: string,
  key: string,
  column: string,
  value: string,
): Pick<Leak, 'plant' | 'undo'> => ({
  plant: `create table public.kept as select ${key} as key, ${column} as value from ${table};
    update ${table} t set ${column} = ${value}`,
  undo: `update ${table} t set ${column} = k.value from public.kept k where t.${key} = k.key;
    drop table public.kept`,
});

export const LEAKS: Readonly<Record<string, Leak>> = {
  'a rule that shows the referrals of others': { party: 'RFSU', ...seeingAll('referrals.referral') },
  'a rule that shows messages for others': { party: 'POLICE', ...seeingAll('referrals.message') },
  'a rule that shows contributions of others': { party: 'RFSL', ...seeingAll('trends.contribution') },
  'a rule that shows reports of others': { party: 'DISTRICT', ...seeingAll('activity.report') },
  'a rule that shows batches of others': { party: 'MUNICIPALITY', ...seeingAll('statistics.batch') },
  'a rule that shows releases that are not published': {
    party: 'SMITTSKYDD',
    ...seeingAll('statistics.release'),
  },
  'a feed with the lines of others': { party: 'RFSU', ...seeingAll('journal.change') },
  'a version that counts the support given': {
    party: 'POLICE',
    ...telling('referrals.referral', 'id', 'version_for_police', 't.version'),
  },
  'a time of the last change': {
    party: 'RFSL',
    ...telling('referrals.referral', 'id', 'status_since', 't.changed_at'),
  },
  'a day that tells whose verdict it is': {
    party: 'RFSL',
    ...telling(
      'trends.corroboration',
      'id',
      'at',
      `date '2026-01-01' + ('x' || left(t.organisation_id::text, 2))::bit(8)::int`,
    ),
  },
  'a search that looks into notes for others': {
    party: 'RFSU',
    roots: /^trendEntries$/,
    texts: 'select policing_notes as text from trends.revision where policing_notes is not null',
    plant: `alter table trends.revision alter column search_rfsu drop expression;
      update trends.revision set search_rfsu = search_unit`,
    // The two parties may read the same.
    undo: 'update trends.revision set search_rfsu = search_rfsl',
  },
};

/** While a leak is planted in both worlds. */
export async function whilePlanted<T>(
  worlds: readonly TestDatabase[],
  { plant, undo }: Leak,
  work: () => Promise<T>,
): Promise<T> {
  const run = async (sql: string) => {
    for (const world of worlds) await withoutTriggers(world, async (owner) => void (await owner.query(sql)));
  };
  await run(plant);
  try {
    return await work();
  } finally {
    await run(undo);
  }
}

const hiddenRows = async ({ owner }: TestDatabase): Promise<number> => {
  const [row] = await owner.query<{ n: number }[]>('select count(*)::int as n from referrals.referral');
  return row!.n;
};

/** What a server could tell beside its answers. */
export const TALES: Readonly<Record<string, (database: TestDatabase) => Plant>> = {
  'a header that counts': (database) => (app) => {
    app.addHook('onSend', async (_request, reply) => void reply.header('x-rows', await hiddenRows(database)));
  },
  'a line of the log': (database) => (app) => {
    app.addHook(
      'onSend',
      async () => app.log.warn({ milliseconds: await hiddenRows(database) }) /* what a line may hold */,
    );
  },
  'a metric': (database) => async (app) => {
    for (let left = await hiddenRows(database); left > 0; left -= 1)
      await app.inject({ method: 'GET', url: '/health/live' });
  },
};
