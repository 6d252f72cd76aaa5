// Two databases that are equal but for one record: the second is a copy of the first, gets the record, and publishes its releases
// again from its own true counts, under the same keys and dates.
import type { EntityManager } from 'typeorm';
import { CELL_SECRET } from '../../api/tools/statistics.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { buildRelease } from '../../../src/worker/releases.js';

/** Changes a copy, as the owner. */
export type Change = (owner: EntityManager) => Promise<unknown>;

/** A copy of a database that nobody is connected to, changed, and with its releases built anew from the given one on. */
export async function copyWith(original: TestDatabase, change: Change, first = 0): Promise<TestDatabase> {
  const copy = await cloneDatabase(original.name);
  await copy.owner.transaction(change);
  await publishAgain(copy, first);
  return copy;
}

/** Does what no operator may: the triggers that keep what is published do not run. */
export async function againstTheRules(database: TestDatabase, work: Change): Promise<void> {
  await database.owner.transaction(async (owner) => {
    await owner.query(`set local session_replication_role = 'replica'`);
    await work(owner);
  });
}

async function publishAgain(database: TestDatabase, first: number): Promise<void> {
  const all = await database.owner.query<{ id: string }[]>(
    'select id, to_jsonb(r) as row from statistics.release r order by requested_at',
  );
  const releases = all.slice(first) as { id: string; row: object }[];
  const ids = releases.map(({ id }) => id);
  await againstTheRules(database, async (owner) => {
    for (const table of ['statistics.published', 'cube.basis'])
      await owner.query(`delete from ${table} where release_id = any ($1)`, [ids]);
    await owner.query('delete from statistics.release where id = any ($1)', [ids]);
  });
  for (const { id, row } of releases) {
    await againstTheRules(database, (owner) =>
      insert(owner, { ...row, published_at: null, parameters: null }),
    );
    if (!(await buildRelease(await database.sources.worker(), CELL_SECRET)))
      throw new Error('nothing was built');
    await againstTheRules(database, async (owner) => {
      await owner.query('delete from statistics.release where id = $1', [id]);
      await insert(owner, row);
    });
  }
}

const insert = (owner: EntityManager, release: object) =>
  owner.query(
    'insert into statistics.release select * from jsonb_populate_record(null::statistics.release, $1)',
    [JSON.stringify(release)],
  );
