// Checkpoints of the audit's tree, as C2SP tlog-checkpoint has them, signed as C2SP tlog-cosignature v1 (Ed25519) has it: the same
// form for us and for whoever co-signs, and the time is signed with the rest.
import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto';

/** How large the tree was, and which root it had, at a moment (whole seconds). */
export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
  readonly at: Date;
}

export interface Checkpoint extends TreeHead {
  /** `<name>+<hash>`, as verifier keys begin. The name is the origin of the tree. */
  readonly keyId: string;
  readonly signature: Buffer;
}

export interface SigningKey {
  readonly keyId: string;
  sign(head: TreeHead): Checkpoint;
}

export interface VerifierKey {
  readonly keyId: string;
  readonly isSignedBy: (checkpoint: Checkpoint) => boolean;
}

/** Type 4 of C2SP signed-note: timestamped Ed25519. */
const TYPE = Buffer.of(4);
const PRIVATE = /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/;
const PUBLIC = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/;
const NAME = /^[^\s+]{1,200}$/;
/** How the keys of Ed25519 begin in DER (RFC 8410): Node reads no bare ones. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Draws a key: the text that the worker signs with, and the one that partners verify with. */
export function newKey(name: string): { readonly secret: string; readonly verifier: string } {
  if (!NAME.test(name)) throw new Error('The name of a key has no spaces and no plus sign.');
  const { privateKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ type: 'pkcs8', format: 'der' }).subarray(PKCS8.length);
  const publicKey = publicOf(seed);
  const mark = markOf(name, publicKey);
  const text = (key: Buffer) => Buffer.concat([TYPE, key]).toString('base64');
  return {
    secret: `PRIVATE+KEY+${name}+${mark}+${text(seed)}`,
    verifier: `${name}+${mark}+${text(publicKey)}`,
  };
}

/** The key that a text of `newKey` holds; throws without repeating it. */
export function signingKey(secret: string): SigningKey & { readonly verifier: string } {
  const [, name = '', mark, key = ''] = PRIVATE.exec(secret) ?? [];
  const seed = Buffer.from(key, 'base64').subarray(1);
  const publicKey = seed.length === 32 ? publicOf(seed) : Buffer.alloc(0);
  if (Buffer.from(key, 'base64')[0] !== TYPE[0] || mark !== markOf(name, publicKey))
    throw new Error('The key of the audit is not one that `audit new-key` made.');
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const keyId = `${name}+${mark}`;
  return {
    keyId,
    verifier: `${keyId}+${Buffer.concat([TYPE, publicKey]).toString('base64')}`,
    sign: ({ size, root, at }) => {
      const head = { size, root, at: new Date(Math.floor(at.getTime() / 1_000) * 1_000) };
      return { ...head, keyId, signature: sign(null, signedText(name, head), privateKey) };
    },
  };
}

/** The key that partners verify with, from its text. */
export function verifierKey(text: string): VerifierKey {
  const [, name = '', mark, key = ''] = PUBLIC.exec(text.trim()) ?? [];
  const [type, publicKey] = [Buffer.from(key, 'base64')[0], Buffer.from(key, 'base64').subarray(1)];
  if (type !== TYPE[0] || publicKey.length !== 32 || mark !== markOf(name, publicKey))
    throw new Error('Not a key that `audit new-key` made: <name>+<hash>+<key>.');
  const object = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  const keyId = `${name}+${mark}`;
  return {
    keyId,
    isSignedBy: (checkpoint) =>
      checkpoint.keyId === keyId && verify(null, signedText(name, checkpoint), object, checkpoint.signature),
  };
}

/** A checkpoint as a signed note: what partners keep, compare and co-sign. */
export function noteOf(checkpoint: Checkpoint): string {
  const { name, mark } = partsOf(checkpoint.keyId);
  const line = Buffer.concat([Buffer.from(mark, 'hex'), timeOf(checkpoint.at), checkpoint.signature]);
  return `${bodyOf(name, checkpoint)}\n— ${name} ${line.toString('base64')}\n`;
}

const NOTE = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n\n((?:— [^\s+]+ [A-Za-z0-9+/]+=*\n)+)$/;

/** The checkpoints that a note holds: one for every signature of its origin, whether good or not. Cosignatures are others' to judge. */
export function checkpointsIn(note: string): Checkpoint[] {
  const [, origin = '', size = '', root = '', lines = ''] = NOTE.exec(note.replaceAll('\r\n', '\n')) ?? [];
  return lines
    .split('\n')
    .map((line) => line.split(' '))
    .filter(([, name]) => name === origin)
    .map(([, name = '', text = '']) => ({ name, bytes: Buffer.from(text, 'base64') }))
    .filter(({ bytes }) => bytes.length === 4 + 8 + 64)
    .map(({ name, bytes }) => ({
      size: Number(size),
      root: Buffer.from(root, 'base64'),
      at: new Date(Number(bytes.readBigUInt64BE(4)) * 1_000),
      keyId: `${name}+${bytes.toString('hex', 0, 4)}`,
      signature: bytes.subarray(12),
    }));
}

function bodyOf(origin: string, { size, root }: TreeHead): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

function signedText(origin: string, head: TreeHead): Buffer {
  const seconds = Math.floor(head.at.getTime() / 1_000);
  return Buffer.from(`cosignature/v1\ntime ${seconds}\n${bodyOf(origin, head)}`);
}

function timeOf(at: Date): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 1_000)));
  return bytes;
}

function partsOf(keyId: string): { name: string; mark: string } {
  const [name = '', mark = ''] = keyId.split('+');
  return { name, mark };
}

/** The first four bytes of a hash over name, type and key: enough to tell keys apart, not to trust one. */
function markOf(name: string, publicKey: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), TYPE, publicKey]), 'hex').slice(0, 8);
}

function publicOf(seed: Buffer): Buffer {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  return createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(SPKI.length);
}
