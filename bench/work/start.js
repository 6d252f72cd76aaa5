// `npm start` in a folder of its own, from the command to the answer of a query with a token that it printed. No peer: the limits
// are seconds. The first run makes the database and the demonstration data, the others find them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { median } from '../harness/rounds.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const QUERY = JSON.stringify({ query: '{ trendEntries(first: 5) { nodes { title } } }' });

export async function started(_database, { rounds }) {
  return {
    async measure() {
      const folder = await mkdtemp(join(tmpdir(), 'samverkan-bench-'));
      try {
        const first = await secondsToAnswer(folder);
        const later = [];
        for (let round = 1; round <= rounds; round += 1) later.push(await secondsToAnswer(folder));
        console.log(
          `start: first ${first.toFixed(2)}, later ${later.map((each) => each.toFixed(2)).join(', ')}`,
        );
        return [line('start, first run', first, 10), line('start, later runs', median(later), 2)];
      } finally {
        await rm(folder, { recursive: true });
      }
    },
  };
}

async function secondsToAnswer(folder) {
  const port = await freePort();
  const began = performance.now();
  // A process group of its own: the Ctrl-C below reaches what a terminal's would.
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const ended = once(child, 'exit');
  try {
    const token = await tokenOf(child.stdout);
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: QUERY,
    });
    const { data } = await response.json();
    if (data.trendEntries.nodes.length !== 5) throw new Error('the first answer is not whole');
    return (performance.now() - began) / 1_000;
  } finally {
    process.kill(-child.pid, 'SIGINT');
    await ended;
  }
}

async function tokenOf(output) {
  for await (const text of createInterface({ input: output })) {
    const [, token] = /^ {2}rfsu +(\S+)$/.exec(text) ?? [];
    if (token) return token;
  }
  throw new Error('`npm start` ended before it printed a token');
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function line(work, seconds, most) {
  const verdict = seconds <= most ? 'yes' : 'no';
  return [work, `${seconds.toFixed(2)} s`, '–', '–', '–', `≤ ${most} s`, verdict, '–', '–'];
}
