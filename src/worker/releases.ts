// Builds the release that waits, if one does: every table of the catalogue for every frozen period, from true counts to published ones,
// in one transaction on one snapshot.
import { createHmac } from 'node:crypto';
import type { Measure } from '../domain/lists/statistics.js';
import { CATALOGUE, CATALOGUE_VERSION, cellsIn } from '../domain/statistics/catalogue.js';
import { DATASET, LIMITS } from '../domain/statistics/parameters.js';
import { periodOf, wholePeriods } from '../domain/statistics/periods.js';
import { ALL_MEASURES, frozenQuarters } from '../domain/statistics/release.js';
import {
  isSame,
  perturbation,
  revised,
  together,
  type TrueCounts,
} from '../domain/statistics/true-counts.js';
import * as store from '../store/release-building.js';
import { countRecords } from '../store/true-counts.js';
import { withTransaction, type Transaction } from '../store/transaction.js';
import type { Source } from '../store/sources.js';

/** The shortest periods that a measure has tables for; the longer ones are made of them. */
const FINEST = {
  ADVERTS: 'QUARTER',
  PERSONS_MET: 'QUARTER',
  REFERRALS: 'YEAR',
  ACTIVITIES: 'QUARTER',
} as const;

/** Makes published counts of true ones. */
type Publish = (counts: TrueCounts) => number[];

/** Builds the release that waits. Answers whether there was one; several workers at once build it once. */
export function buildRelease(source: Source, cellSecret: string): Promise<boolean> {
  return withTransaction(source, async (manager) => {
    await manager.query('set transaction isolation level repeatable read');
    const release = await store.takeQueuedRelease(manager);
    if (!release) return false;
    // A cube may be large, and has often grown more than PostgreSQL knows: it would then go through all weeks for every cell.
    await manager.query(
      `set local statement_timeout = 0; set local enable_nestloop = off; set local work_mem = '64MB'`,
    );
    const releases = await store.allReleases(manager);
    refuseOtherSecret(releases, cellSecret);
    for (const measure of ALL_MEASURES) {
      const quarters = frozenQuarters(releases, measure);
      if (quarters.length > 0) await buildMeasure(manager, release, measure, quarters, publisher(cellSecret));
    }
    await store.showRelease(manager, release.id, parametersOf(cellSecret));
    return true;
  });
}

/** The tables of a release that would come out otherwise if they were built again, by name and period: none, or something is wrong. */
export async function checkRelease(manager: Transaction, id: string, cellSecret: string): Promise<string[]> {
  const publish = publisher(cellSecret);
  const bases = await store.basesOfRelease(manager, id);
  const again = new Map(bases.map((basis) => [`${basis.name} ${basis.period}`, publish(basis).join()]));
  const tables = await store.tablesOfRelease(manager, id);
  const shown = new Map(tables.map(({ name, period, counts }) => [`${name} ${period}`, counts.join()]));
  // A table that is gone is different, too.
  return [...new Set([...again.keys(), ...shown.keys()])].filter((key) => again.get(key) !== shown.get(key));
}

async function buildMeasure(
  manager: Transaction,
  release: store.Release,
  measure: Measure,
  quarters: readonly string[],
  publish: Publish,
): Promise<void> {
  const tables = CATALOGUE.filter((table) => table.measure === measure);
  const finest = wholePeriods(quarters, FINEST[measure]);
  const countsOf = await countRecords(manager, measure, finest, tables);
  const earlier = await store.basesOf(manager, measure);
  const before = new Map(earlier.map((basis) => [`${basis.name} ${basis.period}`, basis]));
  const bases = tables.flatMap((table) =>
    wholePeriods(quarters, table.granularity).map((period) => {
      const parts = finest.filter((part) => periodOf(part, table.granularity) === period);
      const fresh = together(
        parts.map((part) => countsOf(table, part)),
        cellsIn(table),
      );
      const known = before.get(`${table.name} ${period}`);
      const counts = !known ? fresh : release.revises ? revised(known, fresh) : known;
      return {
        name: table.name,
        period,
        n: counts.n,
        rk: counts.rk,
        isNew: !known || !isSame(known, counts),
      };
    }),
  );
  await store.insertBases(
    manager,
    release.id,
    bases.filter(({ isNew }) => isNew),
  );
  await store.insertTables(
    manager,
    release.id,
    bases.map(({ name, period, ...counts }) => ({ name, period, counts: publish(counts) })),
  );
}

function publisher(cellSecret: string): Publish {
  return perturbation((message) => createHmac('sha256', cellSecret).update(message).digest());
}

function parametersOf(cellSecret: string): store.ReleaseParameters {
  const secretMark = createHmac('sha256', cellSecret)
    .update('mark of the secret of cells')
    .digest('hex')
    .slice(0, 16);
  return { catalogue: CATALOGUE_VERSION, dataset: DATASET, ...LIMITS, secretMark };
}

/** Another secret would be a second draw of noise for the same people. */
export function refuseOtherSecret(releases: readonly store.Release[], cellSecret: string): void {
  const { secretMark } = parametersOf(cellSecret);
  if (releases.some(({ parameters }) => parameters && parameters.secretMark !== secretMark))
    throw new OtherCellSecret();
}

class OtherCellSecret extends Error {
  override readonly name = 'OtherCellSecret';
  override readonly message = 'CELL_SECRET is not the one that earlier releases were built with.';
}
