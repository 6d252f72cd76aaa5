// Checkpoints: what the log has signed about its tree. C2SP tlog-checkpoint with Ed25519 cosignature/v1.
import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import { sha256 } from './tree.js';

const TYPE = Buffer.of(4); // Ed25519 with a time, in C2SP signed-note
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const markOf = (name, key) => sha256(Buffer.from(`${name}\n`), TYPE, key).subarray(0, 4);

/** A key to verify with: `<name>+<hash>+<base64>`. */
export function verifierOf(text) {
  const [name, mark, ...rest] = text.split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  const key = bytes.subarray(1);
  if (bytes[0] !== TYPE[0] || key.length !== 32 || markOf(name, key).toString('hex') !== mark)
    throw new Error('SAMVERKAN_AUDIT_KEYS: not a key; copy it whole.');
  return {
    name,
    mark,
    key: createPublicKey({ key: Buffer.concat([SPKI, key]), format: 'der', type: 'spki' }),
  };
}

/** Draws a key to co-sign with: the secret, and what others verify with. */
export function newCosigner(name) {
  const seed = generateKeyPairSync('ed25519')
    .privateKey.export({ type: 'pkcs8', format: 'der' })
    .subarray(-32);
  const key = publicOf(seed);
  const text = (bytes) =>
    `${name}+${markOf(name, key).toString('hex')}+${Buffer.concat([TYPE, bytes]).toString('base64')}`;
  return { secret: `PRIVATE+KEY+${text(seed)}`, verifier: text(key) };
}

const privateOf = (seed) =>
  createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
const publicOf = (seed) =>
  createPublicKey(privateOf(seed)).export({ type: 'spki', format: 'der' }).subarray(-32);

/**
 * What a checkpoint says, and who has signed it: `signers` are the verifiers whose signatures hold. Throws when a signature of one of
 * them does not, and when it is not the log's. The first verifier names the log: no other can speak for it, nor for a log of its own.
 */
export function openCheckpoint(note, verifiers) {
  const [body, lines] = note.split('\n\n');
  const [origin, size, root] = (body ?? '').split('\n');
  const log = verifiers[0]?.name;
  const signers = [];
  for (const line of (lines ?? '').split('\n').filter(Boolean)) {
    const [dash, name, signature] = line.split(' ');
    const bytes = Buffer.from(signature ?? '', 'base64');
    const mark = bytes.toString('hex', 0, 4);
    const verifier = verifiers.find((one) => one.name === name && one.mark === mark);
    if (dash !== '—' || !verifier) continue; // somebody else's
    const time = bytes.readBigUInt64BE(4);
    const signed = Buffer.from(`cosignature/v1\ntime ${time}\n${body}\n`);
    if (!verify(null, signed, verifier.key, bytes.subarray(12)))
      throw new Error(`The signature of ${name} under the checkpoint of ${size} events is false.`);
    signers.push({ name, at: new Date(Number(time) * 1000) });
  }
  const isLogs = origin === log && signers.some(({ name }) => name === log);
  if (!/^(0|[1-9]\d*)$/.test(size ?? '') || !isLogs)
    throw new Error(
      `The checkpoint is not signed by the log, which the first of SAMVERKAN_AUDIT_KEYS names (${log}), as its own.`,
    );
  return { origin, size: Number(size), root: Buffer.from(root, 'base64'), signers };
}

/** Adds a cosignature to a checkpoint: "I have seen it, and it continues what I had seen before". */
export function cosigned(note, secret, now = new Date()) {
  const [, , name, , ...rest] = secret.split('+');
  const seed = Buffer.from(rest.join('+'), 'base64').subarray(1);
  const time = BigInt(Math.floor(now.getTime() / 1000));
  const body = note.slice(0, note.indexOf('\n\n') + 1);
  const signature = sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${body}`), privateOf(seed));
  const seconds = Buffer.alloc(8);
  seconds.writeBigUInt64BE(time);
  const line = Buffer.concat([markOf(name, publicOf(seed)), seconds, signature]).toString('base64');
  return `${note}— ${name} ${line}\n`;
}

/** A checkpoint as GraphQL answers it, as a note. */
export function noteOf({ treeSize, rootHash, at, signature, keyId }) {
  const [name, mark] = keyId.split('+');
  const seconds = Buffer.alloc(8);
  seconds.writeBigUInt64BE(BigInt(Math.floor(Date.parse(at) / 1000)));
  const line = Buffer.concat([Buffer.from(mark, 'hex'), seconds, Buffer.from(signature, 'base64')]).toString(
    'base64',
  );
  return `${name}\n${treeSize}\n${rootHash}\n\n— ${name} ${line}\n`;
}
