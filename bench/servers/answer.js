// The child's end of harness/peer.js.

/** Receives the configuration, starts, tells the parent where it listens, and ends when the parent says so. */
export async function answer(start) {
  const config = await new Promise((resolve) => process.once('message', resolve));
  process.on('message', (message) => message === 'stop' && process.exit(0));
  process.on('disconnect', () => process.exit(0));
  process.send(await start(config));
}

/** Listens on a free port of the loopback interface and returns it. */
export function listen(server) {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));
}

/** The bytes of a request's body. */
export async function bodyOf(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Sends JSON text. */
export function sendJson(response, text) {
  const body = Buffer.from(text);
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  response.end(body);
}
