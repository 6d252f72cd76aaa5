// A published release with every table of adverts by quarter, filled with numbers that are large enough to be shown.
import { numbers } from './words.js';
import { CATALOGUE, cellsIn } from '../../dist/domain/statistics/catalogue.js';

/** Publishes it; it is the newest. */
export async function seedRelease(owner, years) {
  const next = numbers(11);
  const quarters = years.flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`));
  const tables = CATALOGUE.filter(
    ({ measure, granularity }) => measure === 'ADVERTS' && granularity === 'QUARTER',
  );
  const rows = tables.flatMap((table) =>
    quarters.map((period) => {
      const counts = Array.from({ length: cellsIn(table) }, () => 30 + Math.floor(next() * 500));
      return { name: table.name, period, counts };
    }),
  );
  await owner.query('begin');
  const { rows: releases } = await owner.query(
    `insert into statistics.release (period, measures, revises, published_at, parameters)
     values ($1, '{ADVERTS}', true, date_trunc('milliseconds', now()), '{}') returning id`,
    [String(years.at(-1))],
  );
  await owner.query(
    `insert into statistics.published select $1, name, period, counts
     from jsonb_to_recordset($2) as t (name text, period text, counts integer[])`,
    [releases[0].id, JSON.stringify(rows)],
  );
  await owner.query('commit');
  await owner.query('analyze statistics.release, statistics.published');
}
