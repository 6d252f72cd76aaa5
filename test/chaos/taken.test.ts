// What a busy or full database does to clients: they are told to come again, others go on, and everything works again by itself.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { tell } from '../durability/tools/asking.js';
import { untilWell } from '../durability/tools/disturbing.js';
import { Installation } from '../durability/tools/installation.js';
import { expectExactlyOnce } from '../durability/tools/ledger.js';
import { startLoad } from '../durability/tools/load.js';

const run = promisify(execFile);
const LIST = '{ trendEntries(first: 5) { nodes { id } } }';
let installation: Installation | undefined;
afterEach(async () => {
  await installation?.stop();
  installation = undefined;
});

test('all connections of an organisation are taken on both nodes', async () => {
  const { owner } = (installation = await Installation.start());
  const [node] = installation.addresses();
  const as = (organisation: string, query = LIST) => tell(installation!, node!, organisation, query);
  for (const organisation of ['rfsu', 'rfsl']) expect((await as(organisation)).code).toBe('OK');
  const runner = owner.createQueryRunner();
  await runner.query('begin; lock table trends.entry in access exclusive mode');
  const waiting = Array.from({ length: 60 }, () => as('rfsu'));
  // Another organisation, on the same node, and about something else: it waits for nobody.
  for (let turn = 0; turn < 5; turn += 1)
    expect((await as('rfsl', '{ organisations { nodes { code } } }')).code).toBe('OK');
  const answers = await Promise.all(waiting);
  expect(new Set(answers.map(({ code }) => code))).toEqual(new Set(['UNAVAILABLE']));
  expect(new Set(answers.map(({ status, retryAfter }) => `${status} ${retryAfter}`))).toEqual(
    new Set(['503 1']),
  );
  await runner.query('rollback');
  await runner.release();
  await untilWell(installation);
}, 120_000);

const SIZE_MB = 300;
const LEFT_BYTES = 256 * 1024;
const mount = await smallDisk();
afterAll(async () => {
  if (mount.folder === null) return;
  await run('umount', [mount.folder]);
  await rm(mount.folder, { recursive: true });
});

/** A disk of its own that is soon full; only root can have one, so `why` says what is missing otherwise. */
async function smallDisk(): Promise<{ folder: string | null; why: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'samverkan-small-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=711`, 'tmpfs', folder]);
    return { folder, why: '' };
  } catch (error) {
    await rm(folder, { recursive: true });
    return { folder: null, why: (error as Error).message.split('\n')[0]! };
  }
}

describe('the disk of the database is full', () => {
  if (mount.folder === null) {
    // Said in the report of the run: this was not measured here.
    test.skip(`not tried: it needs a disk of its own, and this machine gives none (${mount.why})`, () => {});
    return;
  }
  const disk = mount.folder;
  test('writes are told to come again, reads go on, nothing answered is lost, and writes work again when there is room', async () => {
    installation = await Installation.start({
      dataDir: join(disk, 'database'),
      settings: { min_wal_size: '32MB', max_wal_size: '64MB' },
    });
    const load = startLoad(installation, 4);
    const until = async (isSo: () => boolean) => {
      for (; !isSo(); await pause(10)) await load.check();
    };
    await until(() => load.answered() > 50);
    // A log segment of its own is ready, so it is the tables that find no room.
    await installation.owner.query('select pg_switch_wal()');
    await pause(1_000);
    const [ballast, reserve] = [join(disk, 'ballast'), join(disk, 'reserve')];
    await writeFile(reserve, Buffer.alloc(LEFT_BYTES));
    await expect(writeFile(ballast, Buffer.alloc(SIZE_MB * 1024 * 1024))).rejects.toMatchObject({
      code: 'ENOSPC',
    });
    await rm(reserve);
    await until(() => load.sentAway() > 20);
    const node = installation.addresses()[0]!;
    expect((await tell(installation, node, 'rfsu', LIST)).code).toBe('OK');
    await rm(ballast);
    await untilWell(installation);
    const before = load.answered();
    await until(() => load.answered() > before + 50);
    const asked = await load.end();
    process.stdout.write(
      `disk full: ${asked.length} mutations answered, ${load.sentAway()} told to come again\n`,
    );
    await expectExactlyOnce(installation.owner, asked);
  }, 180_000);
});
