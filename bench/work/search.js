// Search over 100,000 entries, Swedish full text: 20 of a hundred matches in order of relevance, against the same SQL by hand.
import { placeOf, PLACES, seedManyEntries } from '../harness/many-entries.js';
import { line } from '../harness/report.js';
import { numbers } from '../harness/words.js';

const OURS = 'ours';
const BY_HAND = 'the same SQL, prepared';
const OPERATION = `query Search($search: String!) {
  trendEntries(first: 20, filter: { search: $search }, orderBy: RELEVANCE) { nodes { id title summary period } }
}`;

export async function search(database, { connections }) {
  await seedManyEntries(database.owner);
  const { url, loginSecret, dataDir } = database;
  const next = () => {
    const draw = numbers(7);
    return () => bodyFor(Math.floor(draw() * PLACES));
  };
  return {
    name: 'search',
    contenders: [
      {
        ...{ name: OURS, file: 'ours.js', next: next() },
        config: { url, loginSecret, dataDir, organisation: 'rfsu', poolSize: connections },
      },
      { name: BY_HAND, file: 'search-by-hand.js', next: next(), config: { url, poolSize: connections } },
    ],
    check,
    rows: (results) => [
      line('search 100,000 entries', BY_HAND, results.get(OURS), results.get(BY_HAND), { least: 0.6 }),
    ],
  };
}

function bodyFor(place) {
  return JSON.stringify({ query: OPERATION, variables: { search: placeOf(place) } });
}

/** Both must give the same answer. */
async function check(running) {
  const answers = [];
  for (const { client } of running) {
    const { json } = await client.ask(bodyFor(42));
    const { nodes } = json.data.trendEntries;
    if (nodes.length !== 20) throw new Error('not a full page');
    answers.push(JSON.stringify(nodes));
  }
  if (answers[0] !== answers[1])
    throw new Error(`not the same answer:\n${answers.join('\n').slice(0, 2_000)}`);
}
