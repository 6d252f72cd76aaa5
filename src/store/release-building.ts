// What the worker reads and writes of releases: the queue, the true counts that tables were published from, and the tables.
import type { EntityManager } from 'typeorm';
import type { Measure } from '../domain/lists/statistics.js';
import type { Source } from './sources.js';
import type { TrueCounts } from '../domain/statistics/true-counts.js';

/** A release that waits to be built, or was built. */
export interface Release {
  readonly id: string;
  readonly period: string;
  readonly measures: readonly Measure[];
  readonly revises: boolean;
  readonly parameters: ReleaseParameters | null;
}

/** What a release was built with. */
export interface ReleaseParameters {
  readonly catalogue: number;
  readonly dataset: string;
  readonly maxNoise: number;
  readonly variance: number;
  readonly threshold: number;
  /** Tells one secret of cells from another, and nothing about either. */
  readonly secretMark: string;
}

/** True counts of a table in a period, or what is published of them. */
export interface TableBasis extends TrueCounts {
  readonly name: string;
  readonly period: string;
}
export interface TableCounts {
  readonly name: string;
  readonly period: string;
  readonly counts: readonly number[];
}

/** For how many seconds a release has been asked for without being built; 0 when none waits. */
export async function waitingRelease(source: Source): Promise<number> {
  const [row] = await source.query<{ seconds: number }[]>(
    `select extract(epoch from clock_timestamp() - requested_at)::float as seconds
     from statistics.release where published_at is null`,
  );
  return row?.seconds ?? 0;
}

/** Locks the release that waits to be built; null when none does or another worker has it. */
export async function takeQueuedRelease(manager: EntityManager): Promise<Release | null> {
  const [release] = await manager.query<Release[]>(
    `select id, period, measures, revises, parameters from statistics.release where published_at is null for update skip locked`,
  );
  return release ?? null;
}

/** Every release, the oldest first. */
export function allReleases(manager: EntityManager): Promise<Release[]> {
  return manager.query(
    'select id, period, measures, revises, parameters from statistics.release order by requested_at, id',
  );
}

const NEWEST_BASIS = `select distinct on (b.name, b.period) b.name, b.period, b.n::float8[] as n, b.rk::float8[] as rk
  from cube.basis b join statistics.release r on r.id = b.release_id`;

/** The true counts that tables of a measure are published from so far. */
export function basesOf(manager: EntityManager, measure: Measure): Promise<TableBasis[]> {
  return manager.query(
    `${NEWEST_BASIS} where starts_with(b.name, $1 || '/') order by b.name, b.period, r.requested_at desc, r.id desc`,
    [measure],
  );
}

/** The true counts that the tables of one release were published from. */
export function basesOfRelease(manager: EntityManager, id: string): Promise<TableBasis[]> {
  return manager.query(
    `${NEWEST_BASIS} where (r.requested_at, r.id) <= (select requested_at, id from statistics.release where id = $1)
     order by b.name, b.period, r.requested_at desc, r.id desc`,
    [id],
  );
}

/** The tables of a release as they were published. */
export function tablesOfRelease(manager: EntityManager, id: string): Promise<TableCounts[]> {
  return manager.query('select name, period, counts from statistics.published where release_id = $1', [id]);
}

/** Keeps true counts that a release is the first to show. */
export async function insertBases(
  manager: EntityManager,
  id: string,
  bases: readonly TableBasis[],
): Promise<void> {
  await manager.query(
    `insert into cube.basis (name, period, release_id, n, rk)
     select name, period, $1, n, rk from jsonb_to_recordset($2::jsonb) as t (name text, period text, n bigint[], rk bigint[])`,
    [id, JSON.stringify(bases)],
  );
}

/** Stores the tables of a release. */
export async function insertTables(
  manager: EntityManager,
  id: string,
  tables: readonly TableCounts[],
): Promise<void> {
  await manager.query(
    `insert into statistics.published (release_id, name, period, counts)
     select $1, name, period, counts from jsonb_to_recordset($2::jsonb) as t (name text, period text, counts integer[])`,
    [id, JSON.stringify(tables)],
  );
}

const PUBLISH = `with done as (
    update statistics.release set published_at = date_trunc('milliseconds', clock_timestamp()), parameters = $2 where id = $1 returning id
  ), line as (
    insert into journal.outbox (kind, object_type, object_id) select 'buildRelease', 'Release', id from done
  )
  insert into journal.audit (client, subject, action, objects, outcome)
  select 'worker', 'clock', 'buildRelease', array['Release/' || id], 'DONE' from done`;

/** Shows a release to its readers. From here on nothing of it changes. */
export async function showRelease(
  manager: EntityManager,
  id: string,
  parameters: ReleaseParameters,
): Promise<void> {
  await manager.query(PUBLISH, [id, JSON.stringify(parameters)]);
}
