// The data set: trend entries with one to three published revisions each, written as the owner.
import { numbers, one, prose, some } from './words.js';
import * as lists from '../../dist/domain/lists/trends.js';
import { codesOf } from '../../dist/domain/code-list.js';

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(2022, 0, 3);
const REGIONS = ['01', '0180', '0184', '0126', '12', '1280', '14', '1480', 'jarva', 'sodermalm'];
const TOPICS = [
  'sugardejting',
  'massage',
  'unga',
  'hotell',
  'resande',
  'skulder',
  'hälsa',
  'bostad',
  'plattformar',
];

const COLUMNS = `entry_id uuid, number int, drafted_by text, published_at timestamptz, kind text, title text, summary text,
  body text, language text, period text, period_from date, period_to date, regions text[], arenas text[], age_bands text[],
  genders text[], topics text[], direction text, confidence text, count_unit text, method text, coverage text,
  method_notes text, sources text[], policing_notes text, health_notes text, outreach_guidance text`;
const NAMES = [...COLUMNS.matchAll(/(\w+) \w+(?:\[\])?(?:,|$)/g)].map(([, name]) => name).join(', ');

/** Publishes `count` entries. Publishers vary, so that no peer can live off one remembered row. */
export async function seedEntries(client, count) {
  const next = numbers(20_261_121);
  const { rows: publishers } = await client.query('select id from directory.organisation order by code');
  const size = 250;
  for (let done = 0; done < count; done += size) {
    const entries = Array.from({ length: Math.min(size, count - done) }, (_, index) =>
      entry(next, done + index, one(next, publishers).id),
    );
    await client.query(
      `insert into trends.entry (id, status, version, revision, publisher_id, listed_at)
       select * from jsonb_to_recordset($1) as e (id uuid, status text, version int, revision int, publisher_id uuid, listed_at timestamptz)`,
      [JSON.stringify(entries.map(({ head }) => head))],
    );
    await client.query(
      `insert into trends.revision (${NAMES}) select ${NAMES} from jsonb_to_recordset($1) as r (${COLUMNS})`,
      [JSON.stringify(entries.flatMap(({ revisions }) => revisions))],
    );
  }
  await client.query('vacuum analyze');
}

function entry(next, index, publisher) {
  const id = uuid(next);
  const last = 1 + Math.floor(next() * 3);
  const revisions = Array.from({ length: last }, (_, number) => revision(next, id, number + 1, index));
  const head = {
    id,
    status: 'PUBLISHED',
    version: last * 2,
    revision: last,
    publisher_id: publisher,
    listed_at: revisions.at(-1).published_at,
  };
  return { head, revisions };
}

function revision(next, id, number, index) {
  const year = 2022 + (index % 5);
  const quarter = 1 + (index % 4);
  return {
    entry_id: id,
    number,
    drafted_by: 'benchmark',
    published_at: new Date(
      FIRST_DAY + index * DAY * 0.8 + number * 7 * DAY + Math.floor(next() * DAY),
    ).toISOString(),
    kind: one(next, codesOf(lists.TREND_KIND)),
    title: prose(next, 60).replace(/\s+/g, ' '),
    summary: prose(next, 300).replace(/\s+/g, ' '),
    body: prose(next, 1_500),
    language: 'sv',
    period: `${year}-Q${quarter}`,
    period_from: `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`,
    period_to: `${year}-${String(quarter * 3).padStart(2, '0')}-30`,
    regions: some(next, REGIONS, 4),
    arenas: some(next, codesOf(lists.ARENA), 4),
    age_bands: some(next, codesOf(lists.AGE_BAND), 4),
    genders: some(next, codesOf(lists.GENDER), 3),
    topics: some(next, TOPICS, 4),
    direction: one(next, codesOf(lists.DIRECTION)),
    confidence: one(next, codesOf(lists.CONFIDENCE)),
    count_unit: next() < 0.3 ? null : one(next, codesOf(lists.COUNT_UNIT)),
    method: prose(next, 120).replace(/\s+/g, ' '),
    coverage: prose(next, 120).replace(/\s+/g, ' '),
    method_notes: next() < 0.5 ? null : prose(next, 200),
    sources: some(next, ['https://example.org/rapport/1', 'Länsstyrelsen 2024:12', 'Brå 2022:3'], 3),
    policing_notes: next() < 0.5 ? null : prose(next, 200),
    health_notes: next() < 0.3 ? null : prose(next, 200),
    outreach_guidance: next() < 0.3 ? null : prose(next, 200),
  };
}

function uuid(next) {
  const hex = Array.from({ length: 32 }, () => Math.floor(next() * 16).toString(16)).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}
