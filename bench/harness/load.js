// The client: a fixed number of connections that each send the next request when the answer to the last is complete.
// `next` makes the body of a request, or `{ body, headers }` where each needs headers of its own.
import { Pool } from 'undici';

/** Opens the client of one server. */
export function openClient({ url, headers = {} }, connections) {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections, pipelining: 1 });
  const request = (next) => {
    const { body, headers: own } = typeof next === 'string' ? { body: next } : next;
    return {
      method: 'POST',
      path: pathname,
      headers: { 'content-type': 'application/json', accept: 'application/json', ...headers, ...own },
      body,
    };
  };
  return {
    /** One request, parsed. */
    async ask(body) {
      const response = await pool.request(request(body));
      const text = await response.body.text();
      if (response.statusCode !== 200)
        throw new Error(`${origin} answered ${response.statusCode}: ${text.slice(0, 500)}`);
      return { json: JSON.parse(text), bytes: Buffer.byteLength(text) };
    },

    /** How many requests in `seconds`, and how many per second. An answer that is not 200 ends the run. */
    async load(next, seconds) {
      let count = 0;
      const start = performance.now();
      const end = start + seconds * 1_000;
      const worker = async () => {
        while (performance.now() < end) {
          await send(pool, request(next()));
          count += 1;
        }
      };
      await Promise.all(Array.from({ length: connections }, worker));
      return { count, rate: count / ((performance.now() - start) / 1_000) };
    },
    close: () => pool.close(),
  };
}

/** Sends a request and lets the body pass unread, which costs the client least. */
function send(pool, request) {
  return new Promise((resolve, reject) => {
    pool.dispatch(request, {
      onRequestStart() {},
      onResponseStart(_controller, status) {
        if (status !== 200) reject(new Error(`${request.path} answered ${status} under load`));
      },
      onResponseData() {},
      onResponseEnd: resolve,
      onResponseError: (_controller, error) => reject(error),
    });
  });
}
