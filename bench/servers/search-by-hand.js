// The yardstick of search: `pg` and `node:http`, the SQL written by hand, prepared, its text passed through unparsed. Superuser.
import http from 'node:http';
import pg from 'pg';
import { answer, bodyOf, listen, sendJson } from './answer.js';

const STATEMENT = `
  select '{"data":{"trendEntries":{"nodes":[' || string_agg(row_to_json(n)::text, ',') || ']}}}'
  from (
    select 'trend_' || e.id as id, r.title, r.summary, r.period
    from trends.entry e
    join trends.revision r on r.entry_id = e.id and r.number = e.revision,
      websearch_to_tsquery('pg_catalog.swedish', $1) query
    where r.search_rfsu @@ query and e.status <> 'DRAFT'
    order by ts_rank(r.search_rfsu, query) desc, e.listed_at desc, e.id desc
    limit 20
  ) n`;

await answer(async ({ url, poolSize }) => {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  const server = http.createServer(async (request, response) => {
    const { variables } = JSON.parse(await bodyOf(request));
    const query = { name: 'search', text: STATEMENT, values: [variables.search], rowMode: 'array' };
    const { rows } = await pool.query(query);
    sendJson(response, rows[0][0]);
  });
  return { url: `http://127.0.0.1:${await listen(server)}/` };
});
