// The tree against vectors from outside, against its own definition, and against the verification that partners run.
import { hash, randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { verifier } from '../clients/tools/audit-verifier.js';
import { storedTree } from '../support/stored-tree.js';
import {
  EMPTY_ROOT,
  Growing,
  consistencyRecipe,
  inclusionRecipe,
  leafHash,
  nodeHash,
  pathOf,
  subtreesOfTree,
} from '../../src/domain/audit/tree.js';

// The test vectors of Certificate Transparency, as github.com/transparency-dev/merkle has them (proof/verify_test.go).
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const ROOTS = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const { isContinued, isIncluded } = verifier;
/** Leaf (counted from 1), size, path. */
const INCLUSIONS: [number, number, string[]][] = [
  [1, 1, []],
  [1, 8, ['96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4']],
  [6, 8, ['bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b', 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7']],
  [3, 3, ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']],
  [2, 5, ['6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b']],
]; // prettier-ignore
/** Size, later size, path. */
const CONTINUATIONS: [number, number, string[]][] = [
  [1, 1, []],
  [1, 8, ['96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7', '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4']],
  [6, 8, ['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7']],
  [2, 5, ['5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e', 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b']],
  [6, 7, ['0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a', 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f', 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7']],
]; // prettier-ignore

const stored = (leaves: readonly Buffer[]) => storedTree(leaves.map(leafHash));

/** RFC 6962, 2.1, word for word. */
function definedRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return hash('sha256', '', 'buffer');
  if (leaves.length === 1) return leafHash(leaves[0]!);
  let k = 1;
  while (k * 2 < leaves.length) k *= 2;
  return nodeHash(definedRoot(leaves.slice(0, k)), definedRoot(leaves.slice(k)));
}

const hex = (path: readonly Buffer[]) => path.map((one) => one.toString('hex'));
const bytes = LEAVES.map((leaf) => Buffer.from(leaf, 'hex'));

describe('the vectors of Certificate Transparency', () => {
  test('roots', () => {
    expect(EMPTY_ROOT.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(new Growing().root()).toEqual(EMPTY_ROOT);
    expect(ROOTS.map((_, index) => stored(bytes.slice(0, index + 1)).root.toString('hex'))).toEqual(ROOTS);
  });

  test.each(INCLUSIONS)('leaf %i of %i', (leaf, size, path) => {
    const { hashOf } = stored(bytes);
    expect(hex(pathOf(inclusionRecipe(leaf - 1, size), hashOf))).toEqual(path);
  });

  test.each(CONTINUATIONS)('the tree of %i in that of %i', (size, later, path) => {
    const { hashOf } = stored(bytes);
    expect(hex(pathOf(consistencyRecipe(size, later), hashOf))).toEqual(path);
  });
});

const tree = fc
  .integer({ min: 1, max: 200 })
  .map((size) => Array.from({ length: size }, () => randomBytes(9)));
const treeAndPlaces = tree.chain((leaves) =>
  fc.tuple(fc.constant(leaves), fc.nat(leaves.length - 1), fc.nat(leaves.length - 1)),
);
/** Another buffer than `one`. */
const flipped = (one: Buffer) => Buffer.from(one.map((byte, index) => (index === 3 ? byte ^ 8 : byte)));

describe('laws', () => {
  test('the root is the one of the definition, however the tree grew', () => {
    fc.assert(
      fc.property(treeAndPlaces, ([leaves, stop]) => {
        const { root, hashOf } = stored(leaves);
        const again = new Growing(stop, subtreesOfTree(stop).map(hashOf));
        for (const leaf of leaves.slice(stop)) again.add(leafHash(leaf));
        return root.equals(definedRoot(leaves)) && again.root().equals(root);
      }),
    );
  });

  test('every proof is accepted, at most as long as the tree is high, and no other is', () => {
    fc.assert(
      fc.property(treeAndPlaces, fc.nat(), ([leaves, sequence], at) => {
        const { root, hashOf } = stored(leaves);
        const size = leaves.length;
        const path = pathOf(inclusionRecipe(sequence, size), hashOf);
        const proof = { sequence, size, leaf: leafHash(leaves[sequence]!), path, root };
        expect(isIncluded(proof)).toBe(true);
        expect(path.length).toBeLessThanOrEqual(Math.ceil(Math.log2(size)));
        expect(isIncluded({ ...proof, leaf: flipped(proof.leaf) })).toBe(false);
        expect(isIncluded({ ...proof, root: flipped(root) })).toBe(false);
        expect(isIncluded({ ...proof, path: [...path, root] })).toBe(false);
        for (const other of [sequence - 1, sequence + 1])
          expect(isIncluded({ ...proof, sequence: other })).toBe(false);
        if (path.length === 0) return;
        const place = at % path.length;
        expect(isIncluded({ ...proof, path: path.with(place, flipped(path[place]!)) })).toBe(false);
        expect(isIncluded({ ...proof, path: path.toSpliced(place, 1) })).toBe(false);
      }),
    );
  });

  test('every earlier tree is continued by the later one, and by no other', () => {
    fc.assert(
      fc.property(treeAndPlaces, ([leaves, earlier]) => {
        const first = earlier + 1;
        const second = leaves.length;
        const { root: secondRoot, hashOf } = stored(leaves);
        const { root: firstRoot } = stored(leaves.slice(0, first));
        const path = pathOf(consistencyRecipe(first, second), hashOf);
        const proof = { first, firstRoot, second, secondRoot, path };
        expect(isContinued(proof)).toBe(true);
        expect(isContinued({ ...proof, firstRoot: flipped(firstRoot) })).toBe(false);
        expect(isContinued({ ...proof, secondRoot: flipped(secondRoot) })).toBe(false);
        expect(isContinued({ ...proof, path: [...path, firstRoot] })).toBe(false);
        // A tree in which an earlier leaf is another.
        const forged = stored(leaves.with(0, randomBytes(9)));
        const forgedPath = pathOf(consistencyRecipe(first, second), forged.hashOf);
        expect(isContinued({ ...proof, secondRoot: forged.root, path: forgedPath })).toBe(false);
      }),
    );
  });
});
