// The real command line as a process of its own, on a data folder of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

const MAIN = 'dist/main.js';

/** The environment of this process without what it says of the project, with what a test gives. */
function environment(given: Record<string, string>): NodeJS.ProcessEnv {
  const ours =
    /^(MODE|HOST|PORT|METRICS_PORT|DATA_DIR|DATABASE_URL|LOGIN_SECRET|SUBJECT_SECRET|CELL_SECRET|WEBHOOK_KEY|AUDIT_KEY|AUDIENCE|PUBLIC_URL|TRUSTED_PROXIES|POOL_SIZE|DRAIN_SECONDS|NODE_OPTIONS|\w+_(HOURS|DAYS))$/;
  const others = Object.entries(process.env).filter(([name]) => !ours.test(name));
  return { ...Object.fromEntries(others), NODE_ENV: 'production', MODE: 'development', ...given };
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

export interface Launched {
  readonly child: ChildProcess;
  /** What it has said so far. */
  readonly lines: readonly string[];
  /** What it complained about in its whole life. */
  readonly complaints: Promise<string>;
  /** Sends a signal and resolves with the exit code when the process is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

export interface Running extends Launched {
  readonly address: string;
  /** The tokens that it printed, by organisation. */
  readonly tokens: ReadonlyMap<string, string>;
}

/** Starts a command that stays; resolves when it has said the line by which it is known to be ready. */
export async function launch(
  args: readonly string[],
  env: Record<string, string>,
  lastLine: string,
): Promise<Launched> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: environment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = exitOf(child);
  const complaints = textOf(child.stderr);
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout });
  // Read to the end: a process whose output nobody takes stands still when the pipe is full.
  const isReady = await new Promise<boolean>((resolve) => {
    output.on('line', (line) => {
      lines.push(line);
      if (line.startsWith(lastLine)) resolve(true);
    });
    output.once('close', () => resolve(false));
  });
  if (!isReady) throw new Error(`the process ended: ${await complaints}`);
  const end = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return exited;
  };
  return { child, lines, complaints, end };
}

/** Starts a development server on a free port; resolves when it has said all that it says. */
export async function start(env: Record<string, string>): Promise<Running> {
  const launched = await launch(['start'], { PORT: '0', ...env }, 'Ctrl-C');
  const address = /(http:\S+)\/graphql/.exec(launched.lines[0]!)![1]!;
  const tokens = launched.lines.flatMap((line) => {
    const [, organisation, token] = /^ {2}([a-z][a-z-]+) +(\S+\.\S+\.\S+)$/.exec(line) ?? [];
    return organisation && token ? [[organisation, token] as const] : [];
  });
  return { ...launched, address, tokens: new Map(tokens) };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
