// A primary is lost under load and its standby takes over, with the files of deploy/postgres, TLS and all: nothing that a client was told
// is done is missing, and nodes go on by themselves.
import { spawn, type ChildProcess } from 'node:child_process';
import { appendFile, chmod, copyFile, mkdir, readFile, rm, writeFile, chown } from 'node:fs/promises';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { asUser, unprivilegedUser } from '../../src/embedded/run-user.js';
import type { TestApi } from '../support/api.js';
import { MINOR, submit } from '../api/tools/flags.js';
import { asSuperuser, install, type Installation } from '../operations/tools/installation.js';
import { PROGRAMS, program } from '../operations/tools/programs.js';
import { authority } from '../operations/tools/tls.js';
import { freePort } from '../support/free-ports.js';

const FILES = join(import.meta.dirname, '../../deploy/postgres');
const describeWithPrograms = PROGRAMS ? describe : describe.skip;

/** The addresses of this machine that stand for those of the two servers. */
const [PRIMARY, STANDBY] = ['127.0.0.1', '127.0.0.2'];

/** The shipped file with the paths and addresses of a test. */
async function shippedSettings(certificate: string, key: string): Promise<string> {
  const text = await readFile(join(FILES, 'samverkan.conf'), 'utf8');
  return text
    .replace('/etc/samverkan/tls/postgres.pem', certificate)
    .replace('/etc/samverkan/tls/postgres-key.pem', key)
    .replace('10.0.0.21', PRIMARY)
    .replace('10.0.0.22', STANDBY);
}

/** An address that can be pointed at another server, as a DNS name or a moving address is. */
async function movingAddress(port: number) {
  let target = { host: PRIMARY, port };
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(target);
    for (const socket of [client, upstream])
      open.add(socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket)));
    client.pipe(upstream).pipe(client);
    upstream.on('close', () => client.destroy());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    pointAt(host: string, port: number) {
      target = { host, port };
      open.forEach((socket) => socket.destroy());
    },
    close() {
      open.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}

describeWithPrograms('two servers of PostgreSQL', () => {
  const folder = join('/tmp', `samverkan-failover-${process.pid}`);
  let installation: Installation;
  let nodes: TestApi[];
  let address: Awaited<ReturnType<typeof movingAddress>>;
  let standby: ChildProcess;
  let standbyData: string;
  let standbyPort: number;
  let primaryPid: number;

  const secure = (port: number, host = 'localhost') =>
    `${installation.superuserUrl.replace(/127\.0\.0\.1:\d+/, `${host}:${port}`)}?sslmode=verify-full&sslrootcert=${join(folder, 'ca.pem')}`;
  const onPrimary = (...statements: string[]) => asSuperuser(secure(installation.server.port), ...statements);
  const onStandby = (...statements: string[]) => asSuperuser(secure(standbyPort, STANDBY), ...statements);

  beforeAll(async () => {
    const user = await unprivilegedUser();
    const own = async (file: string) => user && chown(file, user.uid, user.gid);
    await mkdir(folder);
    const certificates = await authority(folder);
    const { certificate, key } = await certificates.issue('postgres', `DNS:localhost,IP:${STANDBY}`);
    await chmod(key, 0o600);
    await own(key);
    const settings = await shippedSettings(certificate, key);
    installation = await install({ binaries: PROGRAMS! });
    const { superuserUrl, server } = installation;
    const { rows } = await asSuperuser(
      superuserUrl,
      `create role samverkan_replication login replication password 'word'`,
      `select current_setting('data_directory') as data, split_part(pg_read_file('postmaster.pid'), e'\\n', 1)::int as pid`,
    );
    const { data, pid } = rows[0] as { data: string; pid: number };
    primaryPid = pid;
    // Both servers with the shipped files: this machine's addresses stand for every other. The standby gets them with the copy.
    await appendFile(join(data, 'postgresql.conf'), settings);
    const rules = await readFile(join(FILES, 'pg_hba.conf'), 'utf8');
    await writeFile(join(data, 'pg_hba.conf'), rules.replace(/10\.0\.0\.\d+/g, '127.0.0.1'));
    await copyFile(join(FILES, 'samverkan_logins'), join(data, 'samverkan_logins'));
    await own(join(data, 'samverkan_logins'));
    await asSuperuser(superuserUrl, 'select pg_reload_conf()');

    standbyData = join(folder, 'standby');
    await mkdir(standbyData, { mode: 0o700 });
    await own(standbyData);
    const from = `host=localhost port=${server.port} user=samverkan_replication sslmode=verify-full sslrootcert=${certificates.ca} application_name=samverkan_standby`;
    await program(
      'pg_basebackup',
      ['-d', from, '-D', standbyData, '-X', 'stream', '-c', 'fast', '-C', '-S', 'samverkan_standby', '-R'],
      {
        env: { PGPASSWORD: 'word' },
      },
    );
    standbyPort = await freePort();
    const here = ['-c', `port=${standbyPort}`, '-c', 'unix_socket_directories=', '-c', 'fsync=off'];
    standby = spawn(join(PROGRAMS!, 'postgres'), ['-D', standbyData, ...here], {
      ...asUser(user),
      env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', PGPASSWORD: 'word' },
      stdio: 'ignore',
    });
    const follows = `select from pg_stat_replication where application_name = 'samverkan_standby' and sync_state = 'quorum'`;
    for (let tries = 0; (await onPrimary(follows)).rowCount === 0; tries += 1) {
      if (tries > 100) throw new Error('the standby does not follow');
      await pause(100);
    }
    address = await movingAddress(server.port);
    const databaseUrl = secure(address.port);
    nodes = [await installation.startNode({ databaseUrl }), await installation.startNode({ databaseUrl })];
  });
  afterAll(async () => {
    standby?.kill('SIGQUIT');
    await installation?.close().catch(() => undefined);
    address?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('nobody logs in without TLS, and nobody of ours to a server that is not the one it names', async () => {
    const { host, port, database } = installation.server;
    const plain = new pg.Client({
      host,
      port,
      database,
      user: 'samverkan_service',
      password: 'x',
      ssl: false,
    });
    await expect(plain.connect()).rejects.toMatchObject({ code: '28000' });
    const follower = { host, port, database, user: 'samverkan_replication', password: 'word' };
    const reading = new pg.Client({ ...follower, ssl: { rejectUnauthorized: false } });
    await expect(reading.connect()).rejects.toMatchObject({ code: '28000' }); // it may follow, and not read
    // The certificate is for localhost.
    await expect(installation.startNode({ databaseUrl: secure(address.port, '127.0.0.1') })).rejects.toThrow(
      /altnames/,
    );
    const { rows } =
      await onPrimary(`select bool_and(ssl) as safe from pg_stat_ssl join pg_stat_activity using (pid) where usename like 'samverkan\\_%'
      and client_addr is not null and usename <> 'samverkan_owner'`);
    expect(rows).toEqual([{ safe: true }]);
  });

  test('a write waits for the standby however long it takes, and reads go on', async () => {
    const { rows } = await onStandby('select pid from pg_stat_wal_receiver');
    const { pid } = rows[0] as { pid: number };
    process.kill(pid, 'SIGSTOP');
    try {
      let isAnswered = false;
      const writing = submit(nodes[0]!, MINOR).finally(() => (isAnswered = true));
      await pause(7_000); // an organisation's statements may take 5 s
      expect(isAnswered).toBe(false);
      const { status } = await nodes[0]!.as('rfsu')('{ trendEntries { nodes { id } } }');
      expect(status).toBe(200);
      process.kill(pid, 'SIGCONT');
      expect((await writing).errors).toEqual([]); // and it was the standby that it waited for
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });

  test('the primary dies under load: what was acknowledged is on the standby that takes over, once, and nodes go on', async () => {
    const acknowledged = new Set<string>();
    let isOver = false;
    const write = async (node: TestApi) => {
      while (!isOver) {
        const answer = await submit(node, MINOR).catch(() => null);
        if (answer?.referral) acknowledged.add(answer.referral.id);
        else await pause(50);
      }
    };
    const until = async (count: number) => {
      for (let waited = 0; acknowledged.size < count && waited < 20_000; waited += 20) await pause(20);
      expect(acknowledged.size).toBeGreaterThanOrEqual(count);
    };
    const writers = nodes.flatMap((node) => [write(node), write(node)]);
    await until(60);

    process.kill(primaryPid, 'SIGKILL');
    await program('pg_ctl', ['promote', '-D', standbyData]);
    await onStandby(`alter system set synchronous_standby_names = ''`, 'select pg_reload_conf()');
    const before = acknowledged.size;
    address.pointAt(STANDBY, standbyPort);

    await until(before + 40);
    isOver = true;
    await Promise.all(writers);
    const ids = [...acknowledged].map((id) => id.slice(4));
    const { rows } = await onStandby(
      `select count(*)::int as found from referrals.referral where id = any ('{${ids.join()}}')`,
    );
    expect(rows).toEqual([{ found: acknowledged.size }]);
    for (const { address: node } of nodes) expect((await fetch(`${node}/health/ready`)).status).toBe(200);
  });
});
