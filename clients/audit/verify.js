#!/usr/bin/env node
// Holds the audit of Samverkan to account: one file, Node 20 or newer, nothing to install, nothing of the server's code.
//
//   node verify.js checkpoint     fetch the newest checkpoint, verify its signature, prove that it continues the one kept last time, keep it;
//                                 with SAMVERKAN_COSIGN_KEY co-sign it
//   node verify.js events         verify every event that you are shown: what it says, and that it is under the checkpoint
//   node verify.js event 17       the same for one
//   node verify.js note FILE      verify the signatures of a checkpoint that somebody gave you
//   node verify.js new-key NAME   a key to co-sign with
//   node verify.js manifest       the documents that this program sends, for the operator to register
//
// SAMVERKAN_URL, SAMVERKAN_TOKEN (scope audit:read), SAMVERKAN_AUDIT_KEYS (the keys that the operator gave you, separated by spaces; also
// those of other partners whose cosignatures you count), SAMVERKAN_CHECKPOINT (the file that keeps the last checkpoint: checkpoint.note),
// SAMVERKAN_TEXTS=yes on a development server. Ends with 1 and says why when something does not hold: keep the files then.
//
// The tree is RFC 6962's, the proofs are verified as RFC 9162 has it, checkpoints are C2SP tlog-checkpoint with Ed25519 cosignature/v1.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();

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
 * them does not, and when the log itself, whose name is the origin, has not signed.
 */
export function openCheckpoint(note, verifiers) {
  const [body, lines] = note.split('\n\n');
  const [origin, size, root] = (body ?? '').split('\n');
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
  if (!/^(0|[1-9]\d*)$/.test(size ?? '') || !signers.some(({ name }) => name === origin))
    throw new Error('The checkpoint is not signed by a key of SAMVERKAN_AUDIT_KEYS that has its name.');
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

const DOCUMENTS = {
  event: `query AuditProof($sequence: Int!) {
  auditProof(sequence: $sequence) { sequence leafHash path checkpoint { treeSize rootHash at signature keyId } }
}`,
  events: `query AuditEvents($after: String) {
  auditEvents(first: 100, after: $after) { nodes { sequence action leafHash leafData } pageInfo { hasNextPage endCursor } }
}`,
};
const idOf = (text) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** The API that the environment describes. */
function connect(env) {
  const url = env.SAMVERKAN_URL ?? 'http://127.0.0.1:4000';
  const headers = { authorization: `Bearer ${env.SAMVERKAN_TOKEN}`, 'content-type': 'application/json' };
  const get = async (path) => {
    const response = await fetch(url + path, { headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return text;
  };
  return {
    checkpoint: () => get('/audit/checkpoint'),
    consistency: async (first, second) =>
      JSON.parse(await get(`/audit/consistency?first=${first}&second=${second}`)),
    async send(text, variables) {
      const named = env.SAMVERKAN_TEXTS === 'yes' ? { query: text } : { documentId: idOf(text) };
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ ...named, variables }),
      });
      const { data, errors } = await response.json();
      if (errors) throw new Error(`${errors[0].extensions?.code}: ${errors[0].message}`);
      return data;
    },
  };
}

const fromBase64 = (text) => Buffer.from(text, 'base64');

/** A checkpoint as GraphQL answers it, as a note. */
export function noteOf({ treeSize, rootHash, at, signature, keyId }) {
  const [name, mark] = keyId.split('+');
  const seconds = Buffer.alloc(8);
  seconds.writeBigUInt64BE(BigInt(Math.floor(Date.parse(at) / 1000)));
  const line = Buffer.concat([Buffer.from(mark, 'hex'), seconds, fromBase64(signature)]).toString('base64');
  return `${name}\n${treeSize}\n${rootHash}\n\n— ${name} ${line}\n`;
}

/** Verifies the proof of one event, and what it says where that is told. */
async function verifyEvent(api, verifiers, sequence, leafData) {
  const { auditProof: proof } = await api.send(DOCUMENTS.event, { sequence });
  const { size, root } = openCheckpoint(noteOf(proof.checkpoint), verifiers);
  const leaf = leafData == null ? fromBase64(proof.leafHash) : leafHash(leafData);
  const path = proof.path.map(fromBase64);
  if (!isIncluded({ sequence, size, leaf, path, root }))
    throw new Error(`Event ${sequence} is not what was sealed.`);
}

const COMMANDS = {
  async checkpoint({ api, verifiers, file, env }) {
    const note = await api.checkpoint();
    const { size, root } = openCheckpoint(note, verifiers);
    if (existsSync(file)) {
      const kept = openCheckpoint(readFileSync(file, 'utf8'), verifiers);
      if (kept.size > size)
        throw new Error(`The tree has shrunk: ${kept.size} events were signed, now there are ${size}.`);
      const { path } = await api.consistency(kept.size, size);
      const steps = path.map(fromBase64);
      if (
        !isContinued({ first: kept.size, firstRoot: kept.root, second: size, secondRoot: root, path: steps })
      ) {
        writeFileSync(`${file}.other`, note);
        throw new Error(
          `History was rewritten: the tree of ${size} events does not continue the one of ${kept.size}. See ${file} and ${file}.other.`,
        );
      }
    }
    const mine = env.SAMVERKAN_COSIGN_KEY ? cosigned(note, env.SAMVERKAN_COSIGN_KEY) : note;
    writeFileSync(`${file}.new`, mine);
    renameSync(`${file}.new`, file);
    return `${size} events, as signed; kept in ${file}${env.SAMVERKAN_COSIGN_KEY ? ', co-signed' : ''}.`;
  },
  async events({ api, verifiers }) {
    let [count, after, isWhole] = [0, null, false];
    while (!isWhole) {
      const { auditEvents } = await api.send(DOCUMENTS.events, { after });
      for (const { sequence, leafHash: told, leafData } of auditEvents.nodes) {
        if (leafData != null && leafHash(leafData).toString('base64') !== told)
          throw new Error(`Event ${sequence} does not say what its leaf was made of.`);
        await verifyEvent(api, verifiers, sequence, leafData);
        count += 1;
      }
      isWhole = !auditEvents.pageInfo.hasNextPage;
      after = auditEvents.pageInfo.endCursor;
    }
    return `${count} events are what was sealed.`;
  },
  async event({ api, verifiers, argument }) {
    await verifyEvent(api, verifiers, Number(argument), null);
    return `Event ${argument} is under the newest checkpoint.`;
  },
  note({ verifiers, argument }) {
    const { origin, size, signers } = openCheckpoint(readFileSync(argument, 'utf8'), verifiers);
    const names = signers.map(({ name, at }) => `${name} at ${at.toISOString()}`);
    return `${origin}, ${size} events, signed by ${names.join(', ')}.`;
  },
  'new-key'({ argument }) {
    const { secret, verifier } = newCosigner(argument);
    return `SAMVERKAN_COSIGN_KEY=${secret}\n\nFor the others, to verify with:\n${verifier}`;
  },
  manifest: () =>
    JSON.stringify(Object.fromEntries(Object.values(DOCUMENTS).map((text) => [idOf(text), text])), null, 2),
};

async function main([name, argument], env) {
  const command = COMMANDS[name];
  if (!command) throw new Error(`One of: ${Object.keys(COMMANDS).join(', ')}.`);
  const verifiers = (env.SAMVERKAN_AUDIT_KEYS ?? '').split(/\s+/).filter(Boolean).map(verifierOf);
  const file = env.SAMVERKAN_CHECKPOINT ?? 'checkpoint.note';
  console.log(await command({ api: connect(env), verifiers, file, argument, env }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(process.argv.slice(2), process.env).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
