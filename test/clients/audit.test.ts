// The program by which partners verify the audit, run as they run it, against a node that answers registered documents only; and against
// servers that lie.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AUDIT_KEY, AUDIT_VERIFIER, AUDIT_VERIFIER_TEXT, seal } from '../api/tools/audit.js';
import { submitted } from '../api/tools/flags.js';
import { VERIFIER, verifier } from './tools/audit-verifier.js';
import { startProduction, type Production } from './tools/production.js';
import { checkpointsIn, newKey, noteOf, signingKey, verifierKey } from '../../src/domain/audit/checkpoint.js';

let production: Production;
let folder: string;
let env: Record<string, string>;
beforeAll(async () => {
  production = await startProduction();
  folder = await mkdtemp(join(tmpdir(), 'samverkan-verifier-'));
  env = {
    ...(await production.environmentOf('polisen-stockholm')),
    SAMVERKAN_AUDIT_KEYS: AUDIT_VERIFIER_TEXT,
    SAMVERKAN_CHECKPOINT: join(folder, 'checkpoint.note'),
  };
  await production.register('polisen-stockholm', await run('manifest'));
  for (let some = 0; some < 5; some += 1) {
    await submitted(production.api);
    await seal(production.api.database);
  }
});
afterAll(async () => {
  await production.close();
  await rm(folder, { recursive: true });
});

/** Runs the program; its output, or what it says when it ends with 1. */
async function run(...args: string[]): Promise<string> {
  return runWith({}, ...args);
}
async function runWith(more: Record<string, string>, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [VERIFIER, ...args], {
    env: { ...env, ...more },
  });
  return stdout.trim();
}

describe('an honest server', () => {
  test('is kept to account: checkpoints continue each other, every event holds', async () => {
    expect(await run('checkpoint')).toMatch(/^\d+ events, as signed; kept in /);
    await submitted(production.api);
    await seal(production.api.database);
    expect(await run('checkpoint')).toMatch(/^\d+ events, as signed/);
    expect(await run('events')).toMatch(/^([6-9]|\d\d) events are what was sealed\.$/);
    expect(await run('event', '0')).toBe('Event 0 is under the newest checkpoint.');
  });

  test('is co-signed, which others verify', async () => {
    const { secret, verifier: mine } = verifier.newCosigner('polisen.example/audit');
    await runWith({ SAMVERKAN_COSIGN_KEY: secret }, 'checkpoint');
    const file = env['SAMVERKAN_CHECKPOINT']!;
    const both = { SAMVERKAN_AUDIT_KEYS: `${AUDIT_VERIFIER_TEXT} ${mine}` };
    expect(await runWith(both, 'note', file)).toMatch(
      /^samverkan\.test\/audit, \d+ events, signed by samverkan\.test\/audit at .*Z, polisen\.example\/audit at .*Z\.$/,
    );
    // The server's own reading of the same note, and of another's cosignature, agrees.
    const note = await readFile(file, 'utf8');
    const [checkpoint] = checkpointsIn(note);
    expect(AUDIT_VERIFIER.isSignedBy(checkpoint!)).toBe(true);
    expect(note.startsWith(noteOf(checkpoint!))).toBe(true);
    expect(verifierKey(mine).keyId).toMatch(/^polisen\.example\/audit\+[0-9a-f]{8}$/);
  });
});

describe('a signature', () => {
  const head = { size: 7, root: Buffer.alloc(32, 7), at: new Date('2026-11-22T08:00:00.900Z') };
  const trusted = [verifier.verifierOf(AUDIT_VERIFIER_TEXT)];
  const note = noteOf(AUDIT_KEY.sign(head));

  test('is of size, root and time in whole seconds', () => {
    const { size, root, signers } = verifier.openCheckpoint(note, trusted);
    expect({ size, root, at: signers[0]!.at }).toEqual({ ...head, at: new Date('2026-11-22T08:00:00Z') });
  });

  test.each([
    ['another size', note.replace('\n7\n', '\n8\n')],
    ['another root', note.replace(head.root.toString('base64'), Buffer.alloc(32, 8).toString('base64'))],
    ['another time', noteOf({ ...AUDIT_KEY.sign(head), at: new Date('2026-11-22T08:00:01Z') })],
    ['another name', note.replaceAll('samverkan.test', 'samverkan.other')],
    ['another key of the same name', noteOf(signingKey(newKey('samverkan.test/audit').secret).sign(head))],
    ['none', note.slice(0, note.indexOf('—'))],
  ])('is not taken with %s, by neither program', (_what, forged) => {
    expect(() => verifier.openCheckpoint(forged, trusted)).toThrow(/signed|signature/);
    expect(checkpointsIn(forged).some((one) => AUDIT_VERIFIER.isSignedBy(one))).toBe(false);
  });
});

/** A server that lies about what the true one says. */
async function lying(change: (path: string, text: string) => string): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = { authorization: request.headers.authorization!, 'content-type': 'application/json' };
      const body = request.method === 'POST' ? { body: Buffer.concat(chunks) } : {};
      void fetch(`${production.address}${request.url!}`, { method: request.method!, headers, ...body })
        .then((answer) => answer.text())
        .then((text) => response.end(change(request.url!, text)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const forged = (size: number) => noteOf(AUDIT_KEY.sign({ size, root: Buffer.alloc(32, 1), at: new Date() })); // signed by the true key

describe('a lying server', () => {
  const sizeIn = (note: string) => Number(note.split('\n')[1]);
  test.each([
    ['shows an earlier state', () => forged(1), /shrunk/],
    [
      'shows another branch of the same size',
      (text: string) => forged(sizeIn(text)),
      /History was rewritten/,
    ],
    [
      'signs with another key',
      (text: string) => text.replace(/— .*/, (line) => `${line.slice(0, -8)}AAAAAAA=`),
      /false|not signed/,
    ],
  ])('that %s is found out, and what was kept is left as it was', async (_what, change, words) => {
    await run('checkpoint');
    const before = await readFile(env['SAMVERKAN_CHECKPOINT']!, 'utf8');
    const server = await lying((path, text) => (path === '/audit/checkpoint' ? change(text) : text));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(runWith({ SAMVERKAN_URL: url }, 'checkpoint')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(words),
    });
    expect(await readFile(env['SAMVERKAN_CHECKPOINT']!, 'utf8')).toBe(before);
    server.close();
  });

  test.each([
    [
      'what an event says',
      (text: string) => text.replace(/\\"outcome\\":\\"DONE\\"/, '\\"outcome\\":\\"OVERRIDE\\"'),
    ],
    ['a proof', (text: string) => text.replace(/"path":\["[^"]{4}/, '"path":["AAAA')],
  ])('that changes %s is found out', async (_what, change) => {
    const server = await lying((_path, text) => change(text));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await expect(runWith({ SAMVERKAN_URL: url }, 'events')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^Event \d+ (is not what was sealed|does not say what its leaf was made of)\./,
      ),
    });
    server.close();
  });
});

test('a file that is no checkpoint is refused', async () => {
  const file = join(folder, 'other');
  await writeFile(file, 'hello\n');
  await expect(run('note', file)).rejects.toMatchObject({ code: 1 });
  await expect(runWith({ SAMVERKAN_AUDIT_KEYS: 'a+b+c' }, 'note', file)).rejects.toMatchObject({ code: 1 });
});
