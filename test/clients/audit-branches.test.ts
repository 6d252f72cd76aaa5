// What partners' program holds against the checkpoint that is kept and against the log's own key: servers that have a key, and answer
// from another tree than the one that they show. Every lie stands beside the same without its one false part, which is taken.
import { randomBytes } from 'node:crypto';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AUDIT_VERIFIER_TEXT } from '../api/tools/audit.js';
import { branchOf } from './tools/audit-branch.js';
import { startPartner, type Lie, type Partner, type SlowLie } from './tools/audit-partner.js';
import { newKey, signingKey } from '../../src/domain/audit/checkpoint.js';

let partner: Partner;
/** The hashes of the leaves that are sealed. */
let leaves: Buffer[];
beforeAll(async () => {
  partner = await startPartner();
  await partner.run({}, 'checkpoint');
  leaves = await sealedLeaves();
});
afterAll(() => partner.close());

/** A file for each test: where nothing is kept yet, and where the checkpoint of all leaves is. */
let fresh: { SAMVERKAN_CHECKPOINT: string };
let kept: { SAMVERKAN_CHECKPOINT: string };
let files = 0;
beforeEach(async () => {
  files += 1;
  fresh = { SAMVERKAN_CHECKPOINT: join(partner.folder, `fresh-${files}.note`) };
  kept = { SAMVERKAN_CHECKPOINT: join(partner.folder, `kept-${files}.note`) };
  await copyFile(partner.kept, kept.SAMVERKAN_CHECKPOINT);
});

const HOLDS = /^(Event \d+ is under the checkpoint that is kept|\d+ events are what was sealed)\.$/;
const SIGNED = /^\d+ events, as signed; kept in /;

async function sealedLeaves(): Promise<Buffer[]> {
  const rows = await partner.production.api.database.owner.query<{ leaf: Buffer }[]>(
    'select substring(hashes for 32) as leaf from journal.leaf order by sequence',
  );
  return rows.map(({ leaf }) => leaf);
}

/** How the program ends when it says why. */
const refusal = (words: RegExp) => ({ code: 1, stderr: expect.stringMatching(words) });
const noteIn = ({ SAMVERKAN_CHECKPOINT: file }: typeof kept) => readFile(file, 'utf8');
const sizeIn = (note: string) => Number(note.split('\n')[1]);
/** Runs the program against a server that lies. */
const against = async (lie: SlowLie, env: Record<string, string>, ...command: string[]) =>
  partner.run({ ...(await partner.lying(lie)), ...env }, ...command);
/** Lists an event as one of somebody else, of which only the hash is shown; with what is changed of it. */
const listing =
  (sequence: number, change: object): Lie =>
  (_url, text) => {
    if (!text.includes('"auditEvents"')) return text;
    const answer = JSON.parse(text) as { data: { auditEvents: { nodes: { sequence: number }[] } } };
    const event = answer.data.auditEvents.nodes.find((node) => node.sequence === sequence)!;
    Object.assign(event, { leafData: null, ...change });
    return JSON.stringify(answer);
  };

describe('a proof from another tree, signed by the log while its checkpoints stay honest,', () => {
  test.each([
    ['a smaller one', (honest: Buffer[]) => honest.slice(0, -2)],
    ['one of the same size', (honest: Buffer[]) => honest],
    ['a larger one', (honest: Buffer[]) => [...honest, randomBytes(32)]],
  ])('%s, is refused; from the kept one it is taken', async (_what, shape) => {
    const honest = shape(leaves);
    const other = branchOf(honest.with(0, randomBytes(32)));
    // The other tree is whole in itself, and who asks for the newest checkpoint only sees nothing of it.
    expect(await against(other.proofs, fresh, 'event', '0')).toMatch(HOLDS);
    expect(await against(other.proofs, kept, 'checkpoint')).toMatch(SIGNED);

    const before = await noteIn(kept);
    for (const sequence of ['0', '1'])
      // the leaf that differs, and one that does not
      await expect(against(other.proofs, kept, 'event', sequence)).rejects.toMatchObject(
        refusal(/^Not proven to be of one history with the checkpoint that is kept: History was rewritten/),
      );
    expect(await noteIn(kept)).toBe(before);
    expect(await readFile(`${kept.SAMVERKAN_CHECKPOINT}.other`, 'utf8')).toBe(other.note);

    expect(await against(branchOf(honest).proofs, kept, 'event', '0')).toMatch(HOLDS);
    expect(sizeIn(await noteIn(kept))).toBe(Math.max(honest.length, leaves.length));
  });

  test('is refused where the server proves nothing about the two trees', async () => {
    const larger = branchOf([...leaves, randomBytes(32)]);
    await expect(against(larger.events, kept, 'event', '0')).rejects.toMatchObject(
      refusal(/^Not proven .* kept: \/audit\/consistency\S+: 400 /),
    );
    expect(await readFile(`${kept.SAMVERKAN_CHECKPOINT}.other`, 'utf8')).toBe(larger.note);
    expect(await against(larger.proofs, kept, 'event', '0')).toMatch(HOLDS);
  });

  test('is refused by the list too, where that is of the other tree as well', async () => {
    const leaf = randomBytes(32);
    const { proofs } = branchOf(leaves.with(1, leaf));
    const listed = listing(1, { leafHash: leaf.toString('base64') });
    const both: Lie = (url, text) => proofs(url, listed(url, text));
    expect(await against(both, fresh, 'events')).toMatch(HOLDS);
    await expect(against(both, kept, 'events')).rejects.toMatchObject(refusal(/^Not proven /));
    expect(await against(branchOf(leaves).proofs, kept, 'events')).toMatch(HOLDS);
  });

  test('is refused where it continues the kept one, but not the one that another event was proven under', async () => {
    const one = branchOf([...leaves, randomBytes(32)]);
    const other = branchOf([...leaves, randomBytes(32)]);
    let proofs = 0;
    const parting: Lie = (url, text) => {
      if (!text.includes('"auditProof"')) return one.proofs(url, text);
      proofs += 1;
      return proofs === 1 ? one.proofs(url, text) : other.proofs(url, text);
    };
    await expect(against(parting, kept, 'events')).rejects.toMatchObject(refusal(/History was rewritten/));
    for (const { proofs } of [one, other]) {
      await copyFile(partner.kept, kept.SAMVERKAN_CHECKPOINT);
      expect(await against(proofs, kept, 'events')).toMatch(HOLDS);
    }
    // What it was shown is kept, so the honest checkpoint is found to be of another history.
    expect(await noteIn(kept)).toBe(other.note);
    await expect(partner.run(kept, 'checkpoint')).rejects.toMatchObject(refusal(/shrunk/));
  });
});

describe('two runs at once', () => {
  test('keep one branch, however long the server takes to prove the other', async () => {
    const { secret } = newKey('polisen.example/audit');
    const both = { ...kept, SAMVERKAN_COSIGN_KEY: secret };
    const one = branchOf([...leaves, randomBytes(32), randomBytes(32)]);
    const other = branchOf([...leaves, randomBytes(32), randomBytes(32), randomBytes(32)]);
    let ask = () => {};
    const asked = new Promise<void>((resolve) => (ask = resolve));
    let answer = () => {};
    const answered = new Promise<void>((resolve) => (answer = resolve));
    const slow: SlowLie = async (url, text) => {
      if (url.startsWith('/audit/consistency')) {
        ask();
        await answered;
      }
      return one.proofs(url, text);
    };
    const first = against(slow, both, 'event', '0');
    await asked;
    await expect(against(other.proofs, both, 'event', '0')).rejects.toMatchObject(
      refusal(/^Another run is at \S+: run again when it has ended/),
    );
    answer();
    expect(await first).toMatch(HOLDS);
    expect((await noteIn(kept)).startsWith(one.note)).toBe(true);
    // It has ended: the other is refused for what it is.
    await expect(against(other.proofs, both, 'event', '0')).rejects.toMatchObject(
      refusal(/History was rewritten/),
    );
    await copyFile(partner.kept, kept.SAMVERKAN_CHECKPOINT);
    expect(await against(other.proofs, both, 'event', '0')).toMatch(HOLDS);
  });

  test('what a run that was killed has left is named, and removed by hand', async () => {
    const lock = `${kept.SAMVERKAN_CHECKPOINT}.lock`;
    await writeFile(lock, '');
    await expect(partner.run(kept, 'checkpoint')).rejects.toMatchObject(
      refusal(/If there is none, one was killed: remove \S+\.lock first\.$/m),
    );
    await rm(lock);
    expect(await partner.run(kept, 'checkpoint')).toMatch(SIGNED);
    expect(existsSync(lock)).toBe(false);
  });
});

describe('an honest server', () => {
  test('is asked once for each checkpoint; the newest is kept, and co-signed where a key is set', async () => {
    const smaller = branchOf(leaves.slice(0, -1));
    await against(smaller.proofs, fresh, 'event', '0');
    expect(await noteIn(fresh)).toBe(smaller.note);

    const asked: string[] = [];
    const listening: Lie = (url, text) => {
      asked.push(url);
      return text;
    };
    const { secret } = newKey('polisen.example/audit');
    expect(await against(listening, { ...fresh, SAMVERKAN_COSIGN_KEY: secret }, 'events')).toMatch(HOLDS);
    const consistency = `/audit/consistency?first=${leaves.length - 1}&second=${leaves.length}`;
    expect(asked.filter((url) => url !== '/graphql')).toEqual([consistency]);
    expect(asked.length).toBeGreaterThan(5);
    expect(await noteIn(fresh)).toMatch(/\n— polisen\.example\/audit \S+\n$/);
    expect((await noteIn(fresh)).startsWith(await noteIn(kept))).toBe(true);
  });

  test('is taken on trust where nothing is kept', async () => {
    expect(existsSync(fresh.SAMVERKAN_CHECKPOINT)).toBe(false);
    expect(await partner.run(fresh, 'event', '0')).toMatch(HOLDS);
    expect(await noteIn(fresh)).toBe(await noteIn(kept));
  });
});

describe('an event of somebody else, of which only the hash is listed,', () => {
  const ANOTHER = /^Event \d+ is listed with another leaf than the one that is proven/;
  test.each([
    ['is refused where another leaf is proven', { leafHash: randomBytes(32).toString('base64') }, ANOTHER],
    ['is refused where no leaf is listed', { leafHash: undefined }, ANOTHER],
    ['is taken where it is the leaf that is proven', {}, null],
  ])('%s', async (_what, change, words) => {
    const ended = against(listing(2, change), kept, 'events');
    if (words) await expect(ended).rejects.toMatchObject(refusal(words));
    else expect(await ended).toMatch(HOLDS);
  });
});

describe('the log is what the first key names', () => {
  const cosigner = newKey('rfsl.example/audit');
  const beside = { SAMVERKAN_AUDIT_KEYS: `${AUDIT_VERIFIER_TEXT} ${cosigner.verifier}` };
  const before = { SAMVERKAN_AUDIT_KEYS: `${cosigner.verifier} ${AUDIT_VERIFIER_TEXT}` };

  test.each([
    ['checkpoint', SIGNED],
    ['event 0', HOLDS],
    ['events', HOLDS],
  ])('so that a cosigner cannot play it: %s', async (text, taken) => {
    const command = text.split(' ');
    const { note, proofs } = branchOf(leaves, signingKey(cosigner.secret));
    const played: Lie = (url, text) => (url === '/audit/checkpoint' ? note : proofs(url, text));
    for (const file of [fresh, kept])
      await expect(against(played, { ...beside, ...file }, ...command)).rejects.toMatchObject(
        refusal(/^The checkpoint is not signed by the log, .*\(samverkan\.test\/audit\)/),
      );
    expect(existsSync(fresh.SAMVERKAN_CHECKPOINT)).toBe(false);
    // The log itself is taken with the cosigner's key beside its own.
    expect(await partner.run({ ...beside, ...kept }, ...command)).toMatch(taken);

    // With its key in the first place it is the log, and its answers hold; what was kept of another log does not count for it.
    expect(await against(played, { ...before, ...fresh }, ...command)).toMatch(taken);
    await expect(against(played, { ...before, ...kept }, ...command)).rejects.toMatchObject(
      refusal(/^The checkpoint is not signed by the log, .*\(rfsl\.example\/audit\)/),
    );
  });

  test('and its next key has the same name', async () => {
    const next = newKey('samverkan.test/audit');
    const { proofs } = branchOf([...leaves, randomBytes(32)], signingKey(next.secret));
    await expect(against(proofs, kept, 'event', '0')).rejects.toMatchObject(refusal(/not signed/));
    const rotated = { SAMVERKAN_AUDIT_KEYS: `${AUDIT_VERIFIER_TEXT} ${next.verifier}` };
    expect(await against(proofs, { ...rotated, ...kept }, 'event', '0')).toMatch(HOLDS);
  });
});
