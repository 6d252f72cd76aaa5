// Holds the stored audit against what was signed: every event against its leaf, every stored hash against the two below it, every
// checkpoint against the tree. It reads once, from the first event to the last, and keeps a hash for each level.
import { leafHash, nodeHash, EMPTY_ROOT } from './tree.js';
import type { Checkpoint, VerifierKey } from './checkpoint.js';

/** What is stored of one place in the tree; `content` is null when it is gone, `hashes` when there is no leaf. */
export interface StoredLeaf {
  readonly sequence: number;
  readonly hashes: Buffer | null;
  readonly content: string | null;
}

/** What does not hold, and where: in the events from `from` up to and without `to`. */
export interface Finding {
  readonly from: number;
  readonly to: number;
  readonly what: string;
}

export interface VerificationOptions {
  readonly keys: readonly VerifierKey[];
  /** What an event says may be gone when it was sealed before this. */
  readonly purgedBefore: Date;
  /** Checkpoints that others have kept, in the order of their sizes. */
  readonly kept: readonly Checkpoint[];
}

const HASH = 32;

export class Verification {
  readonly findings: Finding[] = [];
  /** The stored hashes of the complete subtrees so far, by level; undefined where a leaf that would hold it is missing. */
  private readonly peaks: (Buffer | undefined)[] = [];
  private size = 0;
  /** Up to where a trusted checkpoint holds. */
  private held = 0;
  /** The size of the last trusted checkpoint, whether it holds or not. */
  private signed = 0;
  /** What was found where trusted checkpoints hold no more: behind the first that does not, no later one can tell what is true. */
  private broken: { from: number; to: number; what: string } | null = null;
  /** From where on what events say is gone, since the last checkpoint. */
  private goneSince: number | null = null;
  private signedAt = new Date(0);
  private keptSoFar = 0;
  /** Up to where what others have kept holds: a stolen key cannot sign for them. */
  private keptHeld = 0;

  constructor(private readonly options: VerificationOptions) {}

  /** How many places of the tree have been seen. */
  get seen(): number {
    return this.size;
  }

  /** Takes the next place of the tree. */
  add({ sequence, hashes, content }: StoredLeaf): void {
    if (sequence < this.size) {
      this.find(sequence, sequence + 1, 'is there twice');
      return;
    }
    if (sequence > this.size) this.find(this.size, sequence, 'missing');
    while (this.size < sequence) this.step(undefined);
    if (!hashes) this.find(sequence, sequence + 1, 'has no leaf');
    else if (content !== null && !leafHash(Buffer.from(content)).equals(hashes.subarray(0, HASH)))
      this.find(sequence, sequence + 1, 'altered: it does not say what was sealed');
    if (content === null && hashes) this.goneSince ??= sequence;
    this.step(hashes ?? undefined);
  }

  /** Takes a stored checkpoint; those of the same size or smaller have been taken before, and every leaf below it. */
  checkpoint(checkpoint: Checkpoint): void {
    if (checkpoint.size > this.size) this.find(this.size, checkpoint.size, 'missing');
    while (this.size < checkpoint.size) this.step(undefined);
    if (this.goneSince !== null && checkpoint.at >= this.options.purgedBefore)
      this.find(this.goneSince, checkpoint.size, 'removed before its time');
    this.goneSince = null;
    if (!this.options.keys.some((key) => key.isSignedBy(checkpoint))) {
      this.find(this.held, checkpoint.size, 'under a checkpoint that no trusted key has signed');
      return;
    }
    // What is under an old checkpoint may be purged, so none may look older than it is.
    if (checkpoint.at < this.signedAt)
      this.find(this.signed, checkpoint.size, 'under a checkpoint that is older than the one before');
    this.signedAt = checkpoint.at;
    this.hold(checkpoint);
  }

  /** Says that nothing follows; `unsealed` is since when events wait for their place, if they wait too long. */
  end(unsealed: Date | null): void {
    for (const kept of this.options.kept.slice(this.keptSoFar))
      this.find(this.size, kept.size, `missing, but under ${nameOf(kept)}`);
    if (this.size > this.signed)
      this.find(this.signed, this.size, 'under no checkpoint that a trusted key has signed');
    if (unsealed) this.find(this.size, this.size, `events wait to be sealed since ${unsealed.toISOString()}`);
  }

  /** Compares with what others have kept of a tree of this size. */
  private holdKept(): void {
    for (let kept = this.nextKept(); kept?.size === this.size; kept = this.nextKept()) {
      this.keptSoFar += 1;
      if (this.root()?.equals(kept.root)) this.keptHeld = kept.size;
      else this.find(this.keptHeld, kept.size, `not as in ${nameOf(kept)}: rewritten, or another branch`);
    }
  }

  private nextKept(): Checkpoint | undefined {
    return this.options.kept[this.keptSoFar];
  }

  private hold({ size, root }: Checkpoint): void {
    const isHeld = this.root()?.equals(root) === true;
    if (isHeld) [this.held, this.broken] = [size, null];
    else if (this.broken) this.broken.to = size;
    else {
      const what = `not as signed; the first change is before event ${size}`;
      this.findings.push((this.broken = { from: this.held, to: size, what }));
    }
    this.signed = Math.max(this.signed, size);
  }

  /** The root of all leaves so far; null where hashes are missing. */
  private root(): Buffer | null {
    let root: Buffer | null = null;
    for (let level = 0; this.size >>> level > 0; level += 1) {
      if (((this.size >>> level) & 1) === 0) continue;
      const peak = this.peaks[level];
      if (!peak) return null;
      root = root ? nodeHash(peak, root) : peak;
    }
    return root ?? EMPTY_ROOT;
  }

  /** Goes on by one leaf, with the hashes that are stored with it. */
  private step(hashes: Buffer | undefined): void {
    const leaf = this.size;
    let hash = hashes?.subarray(0, HASH);
    let level = 0;
    for (; ((leaf >>> level) & 1) === 1; level += 1) {
      const left = this.peaks[level];
      const stored = hashes?.subarray((level + 1) * HASH, (level + 2) * HASH);
      const above = stored?.length === HASH ? stored : undefined;
      const isShort = hashes !== undefined && !above;
      if (isShort || (above && hash && left && !nodeHash(left, hash).equals(above)))
        this.find(leaf + 1 - 2 ** (level + 1), leaf + 1, 'not as the stored hash above it');
      this.peaks[level] = undefined;
      hash = above;
    }
    if (hashes && hashes.length > (level + 1) * HASH)
      this.find(leaf, leaf + 1, 'has more hashes than it completes');
    this.peaks[level] = hash;
    this.size += 1;
    this.holdKept();
  }

  private find(from: number, to: number, what: string): void {
    this.findings.push({ from, to, what });
  }
}

function nameOf({ at }: Checkpoint): string {
  return `the checkpoint of ${at.toISOString()} that was kept`;
}
