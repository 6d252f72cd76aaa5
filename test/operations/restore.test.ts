// A copy of the database on an empty server, step by step as docs/operations.md says it.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/embedded/postgres.js';
import { buildRelease } from '../../src/worker/releases.js';
import { run } from '../commands/tools/command-line.js';
import { publish, UNIT } from '../api/tools/entries.js';
import { submitted } from '../api/tools/flags.js';
import { ROW, ask, send } from '../api/tools/statistics.js';
import { read, take, SOCIALJOUREN } from '../api/tools/steps.js';
import { sequence } from '../changes/tools/follower.js';
import { namePostgres, type NamedPostgres } from '../support/named-postgres.js';
import { post, type TestApi } from '../support/api.js';
import {
  ACCEPTED_VERSION,
  SECRETS,
  asSuperuser,
  install,
  letJoin,
  LATER,
  type Installation,
} from './tools/installation.js';
import { HANDBOOK } from './tools/documented.js';
import { PROGRAMS, program } from './tools/programs.js';

const describeWithPrograms = PROGRAMS ? describe : describe.skip;

let first: Installation;
let second: EmbeddedPostgres;
let named: NamedPostgres;
let restored: TestApi;
let referral: string;
/** A cursor of the installation that was lost, in the midst of what is in the copy. */
let cursor: string;
let lost: TestApi;

const headOf = (api: TestApi, after: string | null = null) =>
  api.as('rfsu')('query ($after: String) { changes(after: $after) { head } }', { after });
const connection = ({ host, port, user, password }: EmbeddedPostgres) => ({
  PGHOST: host,
  PGPORT: String(port),
  PGUSER: user,
  PGPASSWORD: password,
});

describeWithPrograms('a backup', () => {
  /** Where the programs, which run as another user, may write. */
  const files = join('/tmp', `samverkan-restore-${process.pid}`);

  beforeAll(async () => {
    first = await install({ binaries: PROGRAMS! });
    const api = (lost = await first.startNode());
    referral = (await submitted(api)).id;
    await publish(api, { title: 'Före kopian' });
    await sequence(api);
    cursor = (await headOf(api)).data.changes.head;
    await send(api, [{ ...ROW, count: 60 }]);
    await ask(api, { period: '2025-Q1' });
    expect(await buildRelease(await api.database.sources.worker(), SECRETS.CELL_SECRET)).toBe(true);
    expect((await first.command('deactivate-organisation', 'kungsholmen')).code).toBe(0);
    await letJoin(first);

    await asSuperuser(
      first.superuserUrl,
      `create role samverkan_backup login bypassrls password 'word' in role pg_read_all_data`,
    );
    const from = connection(first.server);
    const { stdout: roles } = await program('pg_dumpall', ['--roles-only', '--no-role-passwords'], {
      env: from,
    });
    const folder = join(first.folder, 'restored');
    await mkdir(folder);
    const dump = `${files}.dump`;
    await program('pg_dump', ['-Fc', '-f', dump, 'samverkan'], {
      env: { ...from, PGUSER: 'samverkan_backup', PGPASSWORD: 'word' },
    });
    // What is written after the copy is not in it.
    await publish(api, { title: 'Efter kopian' });

    second = await startEmbeddedPostgres({
      dataDir: folder,
      binaries: PROGRAMS!,
      database: 'empty',
      settings: { fsync: 'off' },
    });
    const to = connection(second);
    const rolesFile = `${files}.sql`;
    // The superuser of the new server is there already.
    await writeFile(rolesFile, String(roles).replace(/^CREATE ROLE samverkan_owner;\n/m, ''));
    await program('psql', ['-q', '-v', 'ON_ERROR_STOP=1', '-d', 'postgres', '-f', rolesFile], { env: to });
    await program('createdb', ['-O', 'installation_owner', 'samverkan'], { env: to });
    await program('pg_restore', ['--exit-on-error', '-d', 'samverkan', dump], { env: to });
    const [, renewal = ''] = /psql -d samverkan -c '([^']+)'/.exec(await readFile(HANDBOOK, 'utf8'))!;
    await program('psql', ['-q', '-v', 'ON_ERROR_STOP=1', '-d', 'samverkan', '-c', renewal], { env: to });
    await asSuperuser(
      urlOf('samverkan_owner', second.password),
      `alter role installation_owner password 'word'`,
    );
    named = await namePostgres(urlOf('installation_owner', 'word'), ACCEPTED_VERSION);
  });
  afterAll(async () => {
    await restored?.close();
    await named.close();
    await second.stop();
    await first.close();
    for (const suffix of ['.dump', '.sql']) await rm(files + suffix, { force: true });
  });

  const urlOf = (user: string, password: string) =>
    `postgres://${user}:${password}@${second.host}:${second.port}/samverkan`;
  const command = (...args: string[]) =>
    run(args, {
      MODE: 'production',
      DATABASE_URL: named.urlOf(urlOf('installation_owner', 'word')),
      ...SECRETS,
    });

  test('has no passwords: until migrate nobody can log in, and afterwards everybody who has not left', async () => {
    const passwords = `select rolname from pg_authid where rolname like 'samverkan_org%' and rolpassword is not null order by 1`;
    const superuser = urlOf('samverkan_owner', second.password);
    expect((await asSuperuser(superuser, passwords)).rows).toEqual([]);
    expect(await command('migrate')).toMatchObject({ code: 0, stderr: '' });
    const { rows } = await asSuperuser(superuser, passwords);
    expect(rows).toHaveLength(18);
    expect(rows).toContainEqual({ rolname: `samverkan_org_${LATER.replaceAll('-', '_')}` });
    expect(rows).not.toContainEqual({ rolname: 'samverkan_org_kungsholmen' });
  });

  test('has the releases as they were published', async () => {
    expect(await command('check-releases')).toEqual({
      code: 0,
      stdout: '1 releases come out as they were published.\n',
      stderr: '',
    });
  });

  test('has every right as agreed, and everything that was written until then; work goes on', async () => {
    // A node does not start where a grant differs.
    restored = await first.startNode({ databaseUrl: urlOf('samverkan_owner', second.password) });
    const { data } = await restored.as('rfsu')('{ trendEntries { nodes { title } } }');
    expect(data.trendEntries.nodes).toEqual([{ title: 'Före kopian' }]);
    expect(await read(restored, SOCIALJOUREN, referral, 'status')).toEqual({ status: 'SUBMITTED' });
    await take(restored, SOCIALJOUREN, 'acknowledgeReferral', { id: referral });
    expect((await submitted(restored)).id).not.toBe(referral);
    expect(await read(restored, UNIT, referral, 'status')).toEqual({ status: 'ACKNOWLEDGED' });
  });

  test('takes no cursor of the feeds that were lost, and gives new ones', async () => {
    expect((await headOf(lost, cursor)).errors).toEqual([]);
    const [{ message } = { message: '' }] = (await headOf(restored, cursor)).errors;
    expect(message).toMatch(/^after: .*Read the lists again/);
    const { head } = (await headOf(restored)).data.changes;
    expect((await headOf(restored, head)).errors).toEqual([]);
  });

  test('does not let those back in who had left', async () => {
    const authorization = `Bearer ${await restored.token('kungsholmen')}`;
    expect(
      (await post(restored.address, { authorization }, '{"query":"{ viewer { subject } }"}')).status,
    ).toBe(401);
  });
});
