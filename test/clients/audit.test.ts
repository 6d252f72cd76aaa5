// The program by which partners verify the audit, run as they run it, against a node that answers registered documents only; and against
// servers that lie. What it holds against the checkpoint that is kept is in audit-branches.test.ts.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { AUDIT_KEY, AUDIT_VERIFIER, AUDIT_VERIFIER_TEXT } from '../api/tools/audit.js';
import { startPartner, type Partner } from './tools/audit-partner.js';
import { verifier } from './tools/audit-verifier.js';
import { checkpointsIn, newKey, noteOf, signingKey, verifierKey } from '../../src/domain/audit/checkpoint.js';

let partner: Partner;
beforeAll(async () => {
  partner = await startPartner();
});
afterAll(() => partner.close());

const run = (...args: string[]) => partner.run({}, ...args);

describe('an honest server', () => {
  test('is kept to account: checkpoints continue each other, every event holds', async () => {
    expect(await run('checkpoint')).toMatch(/^\d+ events, as signed; kept in /);
    await partner.grow();
    expect(await run('checkpoint')).toMatch(/^\d+ events, as signed/);
    expect(await run('events')).toMatch(/^([6-9]|\d\d) events are what was sealed\.$/);
    expect(await run('event', '0')).toBe('Event 0 is under the checkpoint that is kept.');
  });

  test('is co-signed, which others verify', async () => {
    const { secret, verifier: mine } = verifier.newCosigner('polisen.example/audit');
    await partner.run({ SAMVERKAN_COSIGN_KEY: secret }, 'checkpoint');
    const both = { SAMVERKAN_AUDIT_KEYS: `${AUDIT_VERIFIER_TEXT} ${mine}` };
    expect(await partner.run(both, 'note', partner.kept)).toMatch(
      /^samverkan\.test\/audit, \d+ events, signed by samverkan\.test\/audit at .*Z, polisen\.example\/audit at .*Z\.$/,
    );
    // The server's own reading of the same note, and of another's cosignature, agrees.
    const note = await readFile(partner.kept, 'utf8');
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
    const before = await readFile(partner.kept, 'utf8');
    const server = await partner.lying((path, text) => (path === '/audit/checkpoint' ? change(text) : text));
    await expect(partner.run(server, 'checkpoint')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(words),
    });
    expect(await readFile(partner.kept, 'utf8')).toBe(before);
  });

  test.each([
    [
      'what an event says',
      (text: string) => text.replace(/\\"outcome\\":\\"DONE\\"/, '\\"outcome\\":\\"OVERRIDE\\"'),
    ],
    ['a proof', (text: string) => text.replace(/"path":\["[^"]{4}/, '"path":["AAAA')],
  ])('that changes %s is found out', async (_what, change) => {
    const server = await partner.lying((_path, text) => change(text));
    await expect(partner.run(server, 'events')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^Event \d+ (is not what was sealed|does not say what its leaf was made of)\./,
      ),
    });
  });
});

test('a file that is no checkpoint is refused', async () => {
  const file = join(partner.folder, 'other');
  await writeFile(file, 'hello\n');
  await expect(run('note', file)).rejects.toMatchObject({ code: 1 });
  await expect(partner.run({ SAMVERKAN_AUDIT_KEYS: 'a+b+c' }, 'note', file)).rejects.toMatchObject({
    code: 1,
  });
});
