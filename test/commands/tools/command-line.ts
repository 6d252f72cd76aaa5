// The real command line as a process of its own, on a data folder of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

const MAIN = 'dist/main.js';

/** The environment of this process without what it says of the project, with what a test gives. */
function environment(given: Record<string, string>): NodeJS.ProcessEnv {
  const ours =
    /^(MODE|HOST|PORT|DATA_DIR|DATABASE_URL|LOGIN_SECRET|SUBJECT_SECRET|AUDIENCE|POOL_SIZE|NODE_OPTIONS)$/;
  const others = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(others), NODE_ENV: 'production', ...given };
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command to its end. */
export async function run(
  args: readonly string[],
  env: Record<string, string>,
  program = MAIN,
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, code] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    exitOf(child),
  ]);
  return { code, stdout, stderr };
}

export interface Running {
  readonly child: ChildProcess;
  readonly address: string;
  /** The tokens that it printed, by organisation. */
  readonly tokens: ReadonlyMap<string, string>;
  /** Sends a signal and resolves with the exit code when the process is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts a development server on a free port; resolves when it has said all that it says. */
export async function start(env: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, [MAIN, 'start'], {
    env: environment({ PORT: '0', ...env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = exitOf(child);
  const errors = textOf(child.stderr);
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (line.startsWith('Ctrl-C')) break;
  }
  if (!lines.at(-1)?.startsWith('Ctrl-C')) throw new Error(`the server ended: ${await errors}`);
  const address = /(http:\S+)\/graphql/.exec(lines[0]!)![1]!;
  const tokens = lines.flatMap((line) => {
    const [, organisation, token] = /^ {2}([a-z][a-z-]+) +(\S+\.\S+\.\S+)$/.exec(line) ?? [];
    return organisation && token ? [[organisation, token] as const] : [];
  });
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return { child, address, tokens: new Map(tokens), end };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
