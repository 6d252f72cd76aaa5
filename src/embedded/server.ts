import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { clusterData } from './home.js';
import type { Installation } from './installation.js';
import { signal } from './processes.js';
import { asUser, type RunUser } from './run-user.js';
import { logSince, openLog } from './server-log.js';
import { serverArguments } from './settings.js';

const FAST_STOP_MS = 10_000;

/** A postgres child process. */
export interface Server {
  readonly port: number;
  /** Why it is no longer running; undefined while it is. */
  ended(): string | undefined;
  /** The last lines it logged since its start. */
  log(): Promise<string>;
  stop(): Promise<void>;
}

/** What a server is started with. */
export interface ServerOptions {
  readonly home: string;
  readonly user: RunUser | undefined;
  readonly installation: Installation;
  readonly settings: Readonly<Record<string, string>>;
}

/** Starts the server as a child process; it does not answer yet. */
export async function spawnServer(options: ServerOptions, port: number): Promise<Server> {
  const { home, user, installation, settings } = options;
  const logFile = join(home, 'postgres.log');
  const { handle, offset } = await openLog(logFile);
  try {
    const child = spawn(
      join(installation.bin, 'postgres'),
      serverArguments(clusterData(home), port, settings),
      {
        ...asUser(user),
        env: installation.env,
        // Its own process group: a Ctrl-C in the terminal reaches only us, and we stop it in order.
        detached: true,
        stdio: ['ignore', handle.fd, handle.fd],
      },
    );
    return watch(child, port, () => logSince(logFile, offset));
  } finally {
    await handle.close();
  }
}

function watch(child: ChildProcess, port: number, log: () => Promise<string>): Server {
  let reason: string | undefined;
  const exited = new Promise<void>((resolve) => {
    const end = (text: string) => {
      reason ??= text;
      process.removeListener('exit', stopAtExit);
      resolve();
    };
    child.once('error', (error) => end(error.message));
    child.once('exit', (code, name) => end(name ? `ended by ${name}` : `exit code ${code}`));
  });
  // For an exit nobody prepared for: the server shuts down by itself after this.
  const stopAtExit = () => kill(child, 'SIGINT');
  process.once('exit', stopAtExit);
  // A process with nothing else to do may end.
  child.unref();
  return { port, log, ended: () => reason, stop: () => stop(child, exited) };
}

async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.ref();
  kill(child, 'SIGINT');
  const timer = setTimeout(() => kill(child, 'SIGQUIT'), FAST_STOP_MS);
  await exited;
  clearTimeout(timer);
}

function kill(child: ChildProcess, name: NodeJS.Signals): void {
  const running = child.exitCode === null && child.signalCode === null;
  if (running && child.pid !== undefined) signal(child.pid, name);
}
