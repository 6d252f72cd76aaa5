import { createHash } from 'node:crypto';
import {
  chmod,
  constants,
  copyFile,
  mkdir,
  readFile,
  readdir,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * npm packs no symbolic links: the package lists them for its install script, which we do not run.
 * Puts those of its library folder into a folder of ours.
 */
export async function linkLibraries(native: string, folder: string, to = join(native, 'lib')): Promise<void> {
  const links = JSON.parse(await readFile(join(native, 'pg-symlinks.json'), 'utf8')) as unknown;
  for (const { source, target } of links as { source: string; target: string }[]) {
    if (!/^native\/lib\/[^/]+$/.test(target)) continue;
    await symlink(join(to, basename(source)), join(folder, basename(target)));
  }
}

/** Copies the package's programs, links included, to where the server's user can execute them; done once. */
export async function copyNative(native: string, shared: string): Promise<string> {
  const hash = createHash('sha256').update(await readFile(join(native, 'bin', 'postgres')));
  const target = join(shared, `postgres-${hash.digest('hex').slice(0, 16)}`);
  if (await stat(target).catch(() => undefined)) return target;
  const temporary = `${target}.${process.pid}`;
  await rm(temporary, { recursive: true, force: true });
  await copyTree(native, temporary, 0o755);
  await linkLibraries(temporary, join(temporary, 'lib'), '.');
  await rename(temporary, target).catch(async (error: unknown) => {
    await rm(temporary, { recursive: true, force: true });
    // Another start may have made the same copy in the meantime.
    if (!(await stat(target).catch(() => undefined))) throw error;
  });
  return target;
}

async function copyTree(from: string, to: string, fileMode: number): Promise<void> {
  await mkdir(to, { recursive: true });
  // An explicit mode: the one given to mkdir is cut by the umask.
  await chmod(to, 0o755);
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      await copyTree(source, target, entry.name === 'bin' ? 0o755 : 0o644);
    } else if (entry.isFile() && !entry.name.endsWith('.a')) {
      await copyFile(source, target, constants.COPYFILE_FICLONE);
      await chmod(target, fileMode);
    }
  }
}
