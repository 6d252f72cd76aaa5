// The statistics query: a table by quarter and county from a release of eight quarters, against the same rows served by hand.
import { line } from '../harness/report.js';
import { seedRelease } from '../harness/release.js';
import { CATEGORIES } from '../../dist/domain/statistics/dimensions.js';
import { GUARANTEE } from '../../dist/domain/statistics/guarantee.js';

const OURS = 'ours';
const BY_HAND = 'hand-written, prepared';
const YEARS = [2025, 2026];
const OPERATION = `query Statistics($input: StatisticsInput!) { statistics(input: $input) {
  release { id period publishedAt } measure dimensions cells { coordinates count status }
  guarantee { text method standardDeviation threshold } } }`;
const input = { measure: 'ADVERTS', granularity: 'QUARTER', groupBy: ['PERIOD', 'COUNTY'] };

export async function statistics(database, { connections }) {
  await seedRelease(database.owner, YEARS);
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
