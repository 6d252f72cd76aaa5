// The statistics query: a table by quarter and county from a release of eight quarters, against the same rows served by hand.
import { line } from '../harness/report.js';
import { numbers } from '../harness/words.js';
import { CATEGORIES } from '../../dist/domain/statistics/dimensions.js';
import { CATALOGUE, cellsIn } from '../../dist/domain/statistics/catalogue.js';
import { GUARANTEE } from '../../dist/domain/statistics/guarantee.js';

const OURS = 'ours';
const BY_HAND = 'hand-written, prepared';
const QUARTERS = [2025, 2026].flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-Q${quarter}`));
const OPERATION = `query Statistics($input: StatisticsInput!) { statistics(input: $input) {
  release { id period publishedAt } measure dimensions cells { coordinates count status }
  guarantee { text method standardDeviation threshold } } }`;
const input = { measure: 'ADVERTS', granularity: 'QUARTER', groupBy: ['PERIOD', 'COUNTY'] };

export async function statistics(database, { connections }) {
  await seedRelease(database.owner);
  const { url, loginSecret, dataDir } = database;
  const body = JSON.stringify({ query: OPERATION, variables: { input } });
  const contender = (name, file, config) => ({ name, file, config, next: () => body });
  return {
    name: 'statistics',
    contenders: [
      contender(OURS, 'ours.js', { url, loginSecret, dataDir, organisation: 'rfsu', poolSize: connections }),
      contender(BY_HAND, 'statistics-by-hand.js', {
        url,
        poolSize: connections,
        categories: CATEGORIES.COUNTY,
        guarantee: GUARANTEE,
      }),
    ],
    check,
    rows: (results) => [
      line('statistics, 168 cells', BY_HAND, results.get(OURS), results.get(BY_HAND), { least: 0.6 }),
    ],
  };
}

/** Both must give the same answer. */
async function check(running) {
  const answers = [];
  for (const { contender, client } of running) {
    const { json } = await client.ask(contender.next());
    if (json.errors) throw new Error(JSON.stringify(json.errors));
    answers.push(JSON.stringify(json.data));
  }
  if (answers[0] !== answers[1])
    throw new Error(`not the same answer:\n${answers.join('\n').slice(0, 2_000)}`);
}

/** A release with every table of adverts by quarter, filled with numbers that are large enough to be shown. */
async function seedRelease(owner) {
  const next = numbers(11);
  const tables = CATALOGUE.filter(
    ({ measure, granularity }) => measure === 'ADVERTS' && granularity === 'QUARTER',
  );
  const rows = tables.flatMap((table) =>
    QUARTERS.map((period) => {
      const counts = Array.from({ length: cellsIn(table) }, () => 30 + Math.floor(next() * 500));
      return { name: table.name, period, counts };
    }),
  );
  await owner.query('begin');
  const { rows: releases } = await owner.query(
    `insert into statistics.release (period, measures, revises, published_at, parameters)
     values ('2026', '{ADVERTS}', true, date_trunc('milliseconds', now()), '{}') returning id`,
  );
  await owner.query(
    `insert into statistics.published select $1, name, period, counts
     from jsonb_to_recordset($2) as t (name text, period text, counts integer[])`,
    [releases[0].id, JSON.stringify(rows)],
  );
  await owner.query('commit');
  await owner.query('analyze statistics.release, statistics.published');
}
