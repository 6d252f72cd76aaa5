// The command line as a developer uses it: one command, one folder, no other service.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { post } from '../support/api.js';
import { childrenOf, isAlive, postmasterOf } from '../embedded/linux-processes.js';
import { run, start, type Running } from './tools/command-line.js';

let dataDir: string;
let server: Running | undefined;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'samverkan-start-'));
});
afterAll(async () => {
  await server?.end('SIGINT');
  await rm(dataDir, { recursive: true, force: true });
});

const UNIT = 'prostitutionsenheten';

const env = () => ({ DATA_DIR: dataDir });
const begin = async () => (server = await start(env()));

function ask({ address }: Running, token: string, query: string, variables: object = {}) {
  return post(address, { authorization: `Bearer ${token}` }, JSON.stringify({ query, variables }));
}

/** Where the cluster really is: beside the data folder when the user of PostgreSQL cannot enter that. */
async function home(): Promise<string> {
  const note = await readFile(join(dataDir, 'moved-to.json'), 'utf8').catch(() => null);
  return note === null ? dataDir : (JSON.parse(note) as { home: string }).home;
}

const COUNTS = `{ trendEntries(first: 100) { nodes { id } } referrals(first: 100) { nodes { id reference } }
     batches(first: 100) { nodes { id source } } }`;

describe('one data folder, started three times', () => {
  let before: string;
  let draft: string;

  test('the first start prints an address and a token for each of the 18 organisations, all of which work', async () => {
    const running = await begin();
    expect(running.tokens.size).toBe(18);
    for (const [organisation, token] of running.tokens) {
      const { data } = await ask(running, token, '{ viewer { organisation { code } scopes } }');
      expect(data.viewer.organisation.code).toBe(organisation);
      expect(data.viewer.scopes.length).toBeGreaterThan(3);
    }
    const { data, text } = await ask(running, running.tokens.get(UNIT)!, COUNTS);
    expect(data.trendEntries.nodes.length).toBeGreaterThan(10);
    expect(data.referrals.nodes.length).toBeGreaterThan(4);
    expect(data.batches.nodes.map(({ source }: { source: string }) => source)).toContain(
      'SYNTHETIC observations 2026-Q3',
    );
    before = text;
  });

  test('Ctrl-C ends every process that was started', async () => {
    const postmaster = await postmasterOf(await home());
    const all = [server!.child.pid!, postmaster, ...(await childrenOf(postmaster))];
    // Some of PostgreSQL's processes come and go by themselves.
    const lasting = (await Promise.all(all.map(isAlive))).filter(Boolean);
    expect(lasting.length).toBeGreaterThan(4);
    expect(await server!.end('SIGINT')).toBe(0);
    expect(await Promise.all(all.map(isAlive))).toEqual(all.map(() => false));
  });

  test('the second start finds its data, and loads nothing twice', async () => {
    const running = await begin();
    const { text } = await ask(running, running.tokens.get(UNIT)!, COUNTS);
    expect(text).toBe(before);
  });

  test('a browser gets a page with a token filled in, a client without one does not get in', async () => {
    const { address } = server!;
    const page = await fetch(`${address}/graphql?as=rfsu`, { headers: { accept: 'text/html' } });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await page.text()).toContain('Samverkan: rfsu');
    expect((await fetch(`${address}/graphql?query={viewer{subject}}`)).status).toBe(401);
  });

  test('a second server on the same folder is refused, and the first goes on', async () => {
    const second = await run(['start'], { ...env(), PORT: '0' });
    expect(second.code).toBe(1);
    expect(second.stderr).toMatch(/^Another process \(pid \d+\) is using the database/);
    expect(second.stderr).toContain(`pid ${server!.child.pid}`);
    expect((await fetch(`${server!.address}/health/ready`)).status).toBe(200);
  });

  test('after kill -9 the next start takes over, and nothing that was answered is lost', async () => {
    const { data } = await ask(
      server!,
      server!.tokens.get(UNIT)!,
      `mutation { draftTrendEntry(input: { kind: TREND, title: "Skrivet just innan", summary: "s", body: "b", period: "2026",
         direction: STABLE, confidence: LOW, method: "m" }) { trendEntry { id } errors { code } } }`,
    );
    draft = data.draftTrendEntry.trendEntry.id;
    const orphan = await postmasterOf(await home());
    const earlier = server!.tokens.get(UNIT)!;
    await server!.end('SIGKILL');
    const next = await begin();
    expect(await isAlive(orphan)).toBe(false);
    // The token of the killed server still holds: the key of the issuer is in the folder.
    const found = await ask(next, earlier, 'query ($id: ID!) { trendEntry(id: $id) { title } }', {
      id: draft,
    });
    expect(found.data.trendEntry).toEqual({ title: 'Skrivet just innan' });
  });
});

describe('a command is refused with what to do instead', () => {
  const PRODUCTION = {
    MODE: 'production',
    DATABASE_URL: 'postgres://owner@127.0.0.1/none',
    LOGIN_SECRET: 'x'.repeat(32),
    SUBJECT_SECRET: 'x'.repeat(32),
    WEBHOOK_KEY: 'x'.repeat(32),
  };

  test('start in production', async () => {
    const { code, stderr } = await run(['start'], PRODUCTION);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^`start` is for development\. In production run `migrate` once and then `api`/);
  });

  test('api in production without its secrets, which are named all at once', async () => {
    const { code, stdout, stderr } = await run(['api'], { MODE: 'production' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trim().split('\n')).toEqual([
      'The environment is not usable:',
      '  DATABASE_URL: required in production',
      '  LOGIN_SECRET: required in production',
    ]);
  });

  test('api in production without what nobody else needs', async () => {
    const { SUBJECT_SECRET: _, ...others } = PRODUCTION;
    const { code, stderr } = await run(['api'], others);
    expect([code, stderr]).toEqual([
      1,
      '`api` needs DATABASE_URL, LOGIN_SECRET, SUBJECT_SECRET, WEBHOOK_KEY and, in production, PUBLIC_URL.\n',
    ]);
  });

  test('start with a port that is none', async () => {
    const { code, stderr } = await run(['start'], { ...env(), PORT: '70000' });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^The environment is not usable:\n {2}PORT: .*65535/);
    expect(stderr).not.toContain('70000');
  });

  test('a command that there is not', async () => {
    const { code, stderr } = await run(['stort'], {});
    expect([code, stderr]).toEqual([1, expect.stringContaining("unknown command 'stort'")]);
  });

  test('token in a folder where no server was ever started', async () => {
    const { code, stderr } = await run(['token', 'rfsu'], { DATA_DIR: join(dataDir, 'empty') });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^No database is known here\. Run `npm start` first/);
  });
});
