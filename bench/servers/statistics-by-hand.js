// The yardstick of statistics: `pg` and `node:http`, one prepared statement, the cells written out. No permissions, no rules.
import http from 'node:http';
import pg from 'pg';
import { answer, bodyOf, listen, sendJson } from './answer.js';

const STATEMENT = `select 'rel_' || r.id, r.period,
    to_char(r.published_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), t.period, t.counts
  from statistics.release r join statistics.published t on t.release_id = r.id
  where r.id = (select id from statistics.release where published_at is not null order by published_at desc, id desc limit 1)
    and t.name = 'ADVERTS/QUARTER/COUNTY'
  order by t.period`;

await answer(async ({ url, poolSize, categories, guarantee }) => {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  const query = { text: STATEMENT, rowMode: 'array', name: 'statistics' };
  const server = http.createServer(async (request, response) => {
    await bodyOf(request);
    const { rows } = await pool.query(query);
    const [id, period, publishedAt] = rows[0];
    const cells = rows.flatMap(([, , , quarter, counts]) =>
      categories.map((county, place) => ({
        coordinates: [quarter, county],
        count: counts[place],
        status: 'ESTIMATED',
      })),
    );
    const statistics = {
      release: { id, period, publishedAt },
      measure: 'ADVERTS',
      dimensions: ['PERIOD', 'COUNTY'],
      cells,
      guarantee,
    };
    sendJson(response, JSON.stringify({ data: { statistics } }));
  });
  return { url: `http://127.0.0.1:${await listen(server)}/` };
});
