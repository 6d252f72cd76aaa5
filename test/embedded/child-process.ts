import { transformFile } from '@swc/core';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const SCRIPT = `
import { startEmbeddedPostgres } from './embedded/postgres.js';
const { port } = await startEmbeddedPostgres(JSON.parse(process.argv[2]));
console.log(port);
setInterval(() => {}, 60_000);
`;

/** Compiles the launcher into a folder, so that a plain Node process can run it. */
export async function compileLauncher(folder: string): Promise<string> {
  const source = join(process.cwd(), 'src', 'embedded');
  await mkdir(join(folder, 'embedded'), { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await symlink(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
  for (const file of await readdir(source)) {
    const { code } = await transformFile(join(source, file));
    await writeFile(join(folder, 'embedded', file.replace(/\.ts$/, '.js')), code);
  }
  await writeFile(join(folder, 'start.js'), SCRIPT);
  return join(folder, 'start.js');
}

/** Starts a server from a Node process of its own; resolves when the server is ready. */
export async function startInChild(script: string, options: object): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const _line of createInterface({ input: child.stdout })) return child;
  throw new Error('The child process ended before its server was ready.');
}

/** Kills a child the hard way and waits until it is gone. */
export function killHard(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}
