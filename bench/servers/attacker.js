// Not a server: one organisation that asks without pause, a document or an address, whatever it is answered.
import { Pool } from 'undici';
import { answer } from './answer.js';

await answer(async ({ url, headers, connections, path, query }) => {
  const { origin } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  let count = 0;
  const post = (text) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: text.replaceAll('UNIQUE', `u${(count += 1)}`) }),
  });
  const attack = async () => {
    for (;;) {
      const { body } = await pool.request({ path, headers, ...(query ? post(query) : { method: 'GET' }) });
      await body.dump({ limit: Number.MAX_SAFE_INTEGER });
    }
  };
  for (let each = 0; each < connections; each += 1) void attack();
  return {};
});
