// The yardstick of reading: `pg` and `node:http`, one statement, its text passed through unparsed. No permissions: superuser.
import http from 'node:http';
import pg from 'pg';
import { STATEMENT } from '../work/read-entries.js';
import { answer, bodyOf, listen, sendJson } from './answer.js';

await answer(async ({ url, poolSize, prepared }) => {
  const pool = new pg.Pool({ connectionString: url, max: poolSize });
  const query = { text: STATEMENT, rowMode: 'array', ...(prepared && { name: 'entries' }) };
  const server = http.createServer(async (request, response) => {
    await bodyOf(request);
    const { rows } = await pool.query(query);
    sendJson(response, rows[0][0]);
  });
  return { url: `http://127.0.0.1:${await listen(server)}/` };
});
