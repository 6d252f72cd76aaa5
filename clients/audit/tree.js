// The proofs of the audit's tree, which is RFC 6962's, verified as RFC 9162 has it.
import { createHash } from 'node:crypto';

export const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The hash of a leaf. */
export const leafHash = (data) => sha256(Buffer.of(0), Buffer.from(data));
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

/** Whether a path leads from a leaf to the root of a tree (RFC 9162, 2.1.3.2). */
export function isIncluded({ sequence, size, leaf, path, root }) {
  if (!(sequence >= 0 && sequence < size)) return false;
  let [fn, sn, hash] = [sequence, size - 1, leaf];
  for (const step of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(step, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else hash = nodeHash(hash, step);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && hash.equals(root);
}

/** Whether the tree of `first` leaves is the beginning of the tree of `second` (RFC 9162, 2.1.4.2). */
export function isContinued({ first, firstRoot, second, secondRoot, path }) {
  if (first > second) return false;
  if (first === second) return path.length === 0 && firstRoot.equals(secondRoot);
  if (first === 0) return path.length === 0;
  const isPower = (first & (first - 1)) === 0;
  const steps = isPower ? [firstRoot, ...path] : [...path];
  if (steps.length === 0) return false;
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  let [fr, sr] = [steps[0], steps[0]];
  for (const step of steps.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeHash(step, fr), nodeHash(step, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
    } else sr = nodeHash(sr, step);
    [fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)];
  }
  return sn === 0 && fr.equals(firstRoot) && sr.equals(secondRoot);
}
