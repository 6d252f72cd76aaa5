// The program by which partners verify the audit, as a library. It is plain JavaScript, so its types stand here.
interface Verifier {
  leafHash(data: string | Buffer): Buffer;
  isIncluded(proof: { sequence: number; size: number; leaf: Buffer; path: Buffer[]; root: Buffer }): boolean;
  isContinued(proof: {
    first: number;
    firstRoot: Buffer;
    second: number;
    secondRoot: Buffer;
    path: Buffer[];
  }): boolean;
  verifierOf(text: string): unknown;
  newCosigner(name: string): { secret: string; verifier: string };
  cosigned(note: string, secret: string, now?: Date): string;
  openCheckpoint(
    note: string,
    verifiers: unknown[],
  ): { origin: string; size: number; root: Buffer; signers: { name: string; at: Date }[] };
  noteOf(checkpoint: object): string;
}

const FILE = new URL('../../../clients/audit/verify.js', import.meta.url);

export const verifier = (await import(FILE.pathname)) as Verifier;
/** Where the program is. */
export const VERIFIER = FILE.pathname;
