// 100,000 published entries, most of them short: enough for search and for long lists. Written as the owner.
const ENTRIES = 100_000;

/** Every entry names one of so many places, so that a search for a place finds a hundred. */
export const PLACES = 1_000;
/** The place of a number: no word of the prose, and no form of another place. */
export const placeOf = (number) => `plats${String(number).padStart(4, '0')}x`;

/** Fills the list up to 100,000 entries, once. */
export async function seedManyEntries(owner) {
  const { rows } = await owner.query(
    `select count(*)::int as entries from trends.entry where status <> 'DRAFT'`,
  );
  const missing = ENTRIES - rows[0].entries;
  if (missing <= 0) return;
  await owner.query('begin');
  await owner.query(
    `create temporary table made on commit drop as
     select g, gen_random_uuid() as id, timestamptz '2021-12-31' - g * interval '10 minutes' as listed_at,
       ids[1 + g % cardinality(ids)] as publisher_id
     from generate_series(1, $1::int) g, (select array_agg(id order by code) as ids from directory.organisation) o`,
    [missing],
  );
  await owner.query(
    `insert into trends.entry (id, status, version, revision, publisher_id, listed_at)
     select id, 'PUBLISHED', 2, 1, publisher_id, listed_at from made`,
  );
  await owner.query(
    `insert into trends.revision (entry_id, number, drafted_by, published_at, kind, title, summary, body, language, period, period_from,
       period_to, regions, arenas, age_bands, genders, topics, direction, confidence, method, coverage, sources)
     select id, 1, 'benchmark', listed_at, 'TREND', 'Läget i plats' || lpad((g % $1::int)::text, 4, '0') || 'x', 'Fler annonser än förut.',
       'Enheten ser fler annonser än för ett år sedan.', 'sv', '2021-Q4', '2021-10-01', '2021-12-31', '{0180}', '{}', '{}', '{}', '{}',
       'RISING', 'MEDIUM', 'Räkning.', 'Länet.', '{}'
     from made`,
    [PLACES],
  );
  await owner.query('commit');
  await owner.query('vacuum analyze trends.entry, trends.revision');
}
