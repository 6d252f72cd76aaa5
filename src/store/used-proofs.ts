// Proofs of possession that have been used (directory.used_proof), so that none is used twice, on whatever node.
import type { Source } from './sources.js';

const USE =
  'insert into directory.used_proof (key) select unnest($1::bytea[]) on conflict do nothing returning key';

/** Longer than a proof is accepted, by far more than clocks differ: the age is the database's, the rest of the proof the client's. */
const FORGET = `delete from directory.used_proof where used_at < now() - interval '10 minutes'`;

interface Waiting {
  readonly proof: Buffer;
  readonly resolve: (isFirst: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** Uses proofs. Those that come while a statement is under way share the next one. */
export class UsedProofs {
  private waiting = new Map<string, Waiting>();
  private isWriting = false;

  constructor(private readonly source: () => Promise<Source>) {}

  /** True for the first who uses a proof. */
  use = (proof: Buffer): Promise<boolean> => {
    const name = nameOf(proof);
    if (this.waiting.has(name)) return Promise.resolve(false);
    return new Promise((resolve, reject) => {
      this.waiting.set(name, { proof, resolve, reject });
      if (!this.isWriting) void this.write();
    });
  };

  private async write(): Promise<void> {
    this.isWriting = true;
    while (this.waiting.size > 0) {
      // Two nodes that write the same proofs wait for each other in one order.
      const batch = new Map([...this.waiting].sort(([a], [b]) => (a < b ? -1 : 1)));
      this.waiting = new Map();
      try {
        const source = await this.source();
        const used = await source.query<{ key: Buffer }[]>(USE, [
          [...batch.values()].map(({ proof }) => proof),
        ]);
        const first = new Set(used.map(({ key }) => nameOf(key)));
        for (const [name, { resolve }] of batch) resolve(first.has(name));
      } catch (error) {
        for (const { reject } of batch.values()) reject(error);
      }
    }
    this.isWriting = false;
  }
}

/** Deletes what no node would accept any more. */
export async function forgetProofs(worker: Source): Promise<void> {
  await worker.query(FORGET);
}

function nameOf(proof: Buffer): string {
  return proof.toString('base64');
}
