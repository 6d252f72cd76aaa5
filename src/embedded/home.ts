import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopOrphan } from './orphan.js';
import { hasAccess, type RunUser } from './run-user.js';

const NOTE = 'moved-to.json';
const NOTE_TEXT =
  'PostgreSQL does not run as root, and its user cannot enter this folder: the database is there.';

/** The data folder's PostgreSQL cluster inside its home. */
export function clusterData(home: string): string {
  return join(home, 'cluster', 'data');
}

/**
 * Makes the data folder, such that the server's user can pass through it where the parents let it.
 * Answers its one real path: a left over server is recognised by it.
 */
export async function makeDataDir(dataDir: string, user: RunUser | undefined): Promise<string> {
  await mkdir(dataDir, { recursive: true, mode: user ? 0o711 : 0o700 });
  if (user && (await stat(dataDir)).uid === 0) await chmod(dataDir, 0o711);
  return realpath(dataDir);
}

/**
 * The folder that really holds the cluster: the data folder, or, when we are root and the server's
 * user cannot reach it (a checkout below /root), a folder of ours elsewhere, named in a note.
 */
export async function findHome(dataDir: string, user: RunUser | undefined): Promise<string> {
  if (!user) return dataDir;
  const noted = await readNote(dataDir);
  if (noted) return existing(noted);
  if (await hasAccess(user, [['-x', dataDir]])) return dataDir;
  if (await stat(clusterData(dataDir)).catch(() => undefined)) {
    throw new Error(`The user ${user.name}, who runs PostgreSQL, can no longer enter ${dataDir}.`);
  }
  const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  const home = join(await sharedFolder(), key);
  // No note, so the data folder was deleted since: as deleting it means, its database goes too.
  await stopOrphan(clusterData(home), user);
  await rm(home, { recursive: true, force: true });
  const note = { why: NOTE_TEXT, dataDir, home };
  await writeFile(join(dataDir, NOTE), `${JSON.stringify(note, undefined, 2)}\n`, { mode: 0o600 });
  return existing(home);
}

/** A root-owned folder that every user can pass through, for what must not stay below the checkout. */
export async function sharedFolder(): Promise<string> {
  for (const dir of ['/var/lib/samverkan', join(tmpdir(), 'samverkan-root')]) {
    const made = await mkdir(dir, { recursive: true, mode: 0o711 }).then(
      () => true,
      () => false,
    );
    const found = made ? await lstat(dir) : undefined;
    // In a folder like /tmp anyone could have put this one, or a link, there before us.
    if (!found?.isDirectory() || found.uid !== 0) continue;
    await chmod(dir, 0o711);
    return dir;
  }
  throw new Error('Found no folder for the database that its unprivileged user could enter.');
}

async function existing(home: string): Promise<string> {
  await mkdir(home, { recursive: true, mode: 0o711 });
  await chmod(home, 0o711);
  return home;
}

async function readNote(dataDir: string): Promise<string | undefined> {
  const text = await readFile(join(dataDir, NOTE), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const note = JSON.parse(text) as { dataDir?: unknown; home?: unknown };
  // A copied or moved checkout brings the note along, but must not share the other's database.
  return note.dataDir === dataDir && typeof note.home === 'string' ? note.home : undefined;
}
