// Not a server: one organisation that asks without pause, whatever it is answered.
import { Pool } from 'undici';
import { answer } from './answer.js';

await answer(async ({ url, headers, connections, query }) => {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  let count = 0;
  const attack = async () => {
    for (;;) {
      const { body } = await pool.request({
        method: 'POST',
        path: pathname,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query: query.replaceAll('UNIQUE', `u${(count += 1)}`) }),
      });
      await body.dump({ limit: Number.MAX_SAFE_INTEGER });
    }
  };
  for (let each = 0; each < connections; each += 1) void attack();
  return {};
});
