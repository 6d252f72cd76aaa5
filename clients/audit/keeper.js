// The checkpoint that is kept in a file: everything that is taken is held against it.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cosigned, openCheckpoint } from './note.js';
import { isContinued } from './tree.js';

/** Has the server prove that the smaller of two trees is the beginning of the larger one. */
async function requireOneHistory(api, one, other) {
  const [first, second] = one.size <= other.size ? [one, other] : [other, one];
  const isNew = first.size < second.size;
  const path = isNew ? await api.consistency(first.size, second.size) : [];
  const roots = { firstRoot: first.root, secondRoot: second.root };
  if (!isContinued({ first: first.size, second: second.size, ...roots, path }))
    throw new Error(
      `History was rewritten: the tree of ${second.size} events does not continue the one of ${first.size}.`,
    );
}

/**
 * Does what must not happen twice at once: between what is read of a file and what is written to it another run would keep another
 * checkpoint, and the server chooses how long that takes.
 */
async function alone(file, work) {
  const lock = `${file}.lock`;
  try {
    writeFileSync(lock, '', { flag: 'wx' });
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    throw new Error(
      `Another run is at ${file}: run again when it has ended. If there is none, one was killed: remove ${lock} first.`,
    );
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Keeps a checkpoint in a file. */
export function keeper({ api, verifiers, file, cosignKey }) {
  const taken = new Map();
  const kept = () => (existsSync(file) ? openCheckpoint(readFileSync(file, 'utf8'), verifiers) : null);
  const keep = (note) => {
    writeFileSync(`${file}.new`, cosignKey ? cosigned(note, cosignKey) : note);
    renameSync(`${file}.new`, file);
  };

  /**
   * Takes a note that is of one history with what is kept, and keeps it unless it is older. So all that are taken are of one history:
   * if each were only held against what was kept at first, two could be of branches that part after it.
   */
  async function takeNew(note) {
    const told = openCheckpoint(note, verifiers);
    const before = kept(); // read again each time: another run may have kept a newer one
    if (before) {
      await requireOneHistory(api, before, told).catch((error) => {
        writeFileSync(`${file}.other`, note);
        throw new Error(
          `Not proven to be of one history with the checkpoint that is kept: ${error.message} See ${file} and ${file}.other.`,
        );
      });
    }
    if (!before || told.size >= before.size) keep(note);
    return told;
  }

  return {
    kept,
    /** Takes a note; the same one once. */
    async take(note) {
      if (!taken.has(note)) taken.set(note, await alone(file, () => takeNew(note)));
      return taken.get(note);
    },
  };
}
