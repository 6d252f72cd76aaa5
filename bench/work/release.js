// Building a release from cubes of 1, 10 and 100 million observations, against one GROUP BY per table over the same cells. The cubes
// are made of cells at once: what a release costs grows with the cells, and a hundred times the observations in the same cells
// must cost the same.
import { Sources } from '../../dist/store/sources.js';
import { CATALOGUE } from '../../dist/domain/statistics/catalogue.js';
import { CATEGORIES } from '../../dist/domain/statistics/dimensions.js';
import { buildRelease } from '../../dist/worker/releases.js';
import { line } from '../harness/report.js';

const SECRET = 'the secret of cells of a benchmark, which guards nothing';
const ROUNDS = 3;
const CODES = {
  arena: ['ESCORT_SITE', 'CLASSIFIED_ADS', 'SOCIAL_MEDIA', 'MESSAGING_APP', 'DATING_APP', 'SUGAR_DATING'],
  age_band: ['AGE_15_17', 'AGE_18_20', 'AGE_21_24', 'AGE_25_34', 'AGE_35_PLUS', 'UNKNOWN'],
  gender: ['WOMAN', 'MAN', 'UNKNOWN'],
  change: ['APPEARED', 'PRESENT', 'REMOVED'],
};
const COLUMN_OF = {
  COUNTY: 'left(municipality, 2)',
  MUNICIPALITY: 'municipality',
  ARENA: 'arena',
  AGE_GROUP: 'age_band',
  GENDER: 'gender',
  CHANGE: 'change',
};

/** A year of weeks; `each` observations in a cell on average. */
const CUBES = [
  { name: '1 million in 1 million cells', cells: 1_000_000, each: 1 },
  { name: '10 million in 1 million cells', cells: 1_000_000, each: 10 },
  { name: '100 million in 1 million cells', cells: 1_000_000, each: 100 },
  { name: '10 million in 4 million cells', cells: 4_000_000, each: 2.5 },
];

export async function release(database) {
  return {
    async measure() {
      const rows = [];
      for (const cube of CUBES) rows.push(await measureCube(database, cube));
      return rows;
    },
  };
}

async function measureCube({ owner, url, loginSecret }, { name, cells, each }) {
  await fill(owner, cells, each);
  const sources = new Sources({ databaseUrl: url, loginSecret, poolSize: 1 });
  try {
    const ours = [];
    const byHand = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await forgetReleases(owner);
      await owner.query(
        `insert into statistics.release (period, measures, revises) values ('2025', '{ADVERTS}', true)`,
      );
      ours.push(await timed(async () => buildRelease(await sources.releases(), SECRET)));
      byHand.push(await timed(() => groupBys(owner)));
    }
    return line(`release from ${name}`, 'a GROUP BY per table', ours, byHand, { least: 0.5 });
  } finally {
    await sources.close();
  }
}

/** Nothing but the owner of a benchmark can do this: what is published never changes. */
async function forgetReleases(owner) {
  await owner.query(`set session_replication_role = replica`);
  await owner.query('truncate statistics.published, cube.basis, statistics.release');
  await owner.query(`set session_replication_role = default`);
}

/** One GROUP BY per table and granularity over the cells of the year. */
async function groupBys(owner) {
  const tables = CATALOGUE.filter(({ measure }) => measure === 'ADVERTS');
  for (const { granularity, groupings } of tables) {
    const period =
      granularity === 'YEAR' ? `left(week, 4)` : `left(week, 4) || (right(week, 2)::int - 1) / 13`;
    const keys = [period, ...groupings.map((grouping) => COLUMN_OF[grouping])];
    await owner.query(
      `select ${keys.join(', ')}, sum(n), sum(rk) from cube.cell where week like '2025%' group by ${keys.map((_, k) => k + 1).join(', ')}`,
    );
  }
}

async function fill(owner, cells, each) {
  await owner.query('truncate cube.cell');
  const { rows } = await owner.query(
    `insert into statistics.batch (organisation_id, source, digest)
     select id, 'benchmark', gen_random_uuid()::text::bytea from directory.organisation where code = 'prostitutionsenheten' returning id`,
  );
  const one = (parameter) => `(${parameter})[1 + floor(random() * array_length(${parameter}, 1))::int]`;
  await owner.query(
    `insert into cube.cell (batch_id, week, municipality, arena, age_band, gender, change, count_unit, n, rk)
     select $1, '2025-W' || lpad((1 + floor(random() * 52))::int::text, 2, '0'), ${one('$4::text[]')}, ${one('$5::text[]')},
       ${one('$6::text[]')}, ${one('$7::text[]')}, ${one('$8::text[]')}, 'ADVERTS', ceil($3::float8 * (0.5 + random()))::bigint,
       floor(random() * 4294967296)::bigint
     from generate_series(1, $2::int)`,
    [rows[0].id, cells, each, CATEGORIES.MUNICIPALITY, ...Object.values(CODES)],
  );
  await owner.query('vacuum analyze cube.cell');
}

async function timed(work) {
  const started = performance.now();
  await work();
  return { rate: 1_000 / (performance.now() - started), serverCpu: Number.NaN, databaseCpu: Number.NaN };
}
