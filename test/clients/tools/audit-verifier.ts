// The program by which partners verify the audit, in parts. It is plain JavaScript, so its types stand here.
interface Verifier {
  readonly leafHash: (data: string | Buffer) => Buffer;
  readonly isIncluded: (proof: {
    sequence: number;
    size: number;
    leaf: Buffer;
    path: Buffer[];
    root: Buffer;
  }) => boolean;
  readonly isContinued: (proof: {
    first: number;
    firstRoot: Buffer;
    second: number;
    secondRoot: Buffer;
    path: Buffer[];
  }) => boolean;
  readonly verifierOf: (text: string) => unknown;
  readonly newCosigner: (name: string) => { secret: string; verifier: string };
  readonly openCheckpoint: (
    note: string,
    verifiers: unknown[],
  ) => { origin: string; size: number; root: Buffer; signers: { name: string; at: Date }[] };
  readonly noteOf: (checkpoint: object) => string;
}

const fileOf = (name: string) => new URL(`../../../clients/audit/${name}`, import.meta.url).pathname;

export const verifier: Verifier = {
  ...((await import(fileOf('tree.js'))) as object),
  ...((await import(fileOf('note.js'))) as object),
} as Verifier;
/** Where the program is. */
export const VERIFIER = fileOf('verify.js');
