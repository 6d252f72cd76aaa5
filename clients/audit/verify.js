#!/usr/bin/env node
// Holds the audit of Samverkan to account: one file, Node 20 or newer, nothing to install, nothing of the server's code.
//
//   node verify.js checkpoint     fetch the newest checkpoint, verify its signature, prove that it continues the one kept last time, keep it;
//                                 with SAMVERKAN_COSIGN_KEY co-sign what is kept, as every command does that keeps one
//   node verify.js events         verify every event that you are shown: what it says, and that it is in a tree of one history with the
//                                 checkpoint kept last time; keep the newest checkpoint that an event was proven under
//   node verify.js event 17       the same for one, whatever it says
//   node verify.js note FILE      verify the signatures of a checkpoint that somebody gave you
//   node verify.js new-key NAME   a key to co-sign with
//   node verify.js manifest       the documents that this program sends, for the operator to register
//
// SAMVERKAN_URL, SAMVERKAN_TOKEN (scope audit:read), SAMVERKAN_AUDIT_KEYS (separated by spaces: first the key that the operator gave you,
// which names the log; then the log's other keys of that name, and those of partners whose cosignatures you count, which have other names),
// SAMVERKAN_CHECKPOINT (the file that keeps the last checkpoint: checkpoint.note; the first is taken on trust), SAMVERKAN_TEXTS=yes on a
// development server. Ends with 1 and says why when something does not hold: keep the files then.
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

/** Has the server prove that the smaller of two trees is the beginning of the larger one. */
async function requireOneHistory(api, one, other) {
  const [first, second] = one.size <= other.size ? [one, other] : [other, one];
  const isNew = first.size < second.size;
  const path = isNew ? (await api.consistency(first.size, second.size)).path.map(fromBase64) : [];
  const roots = { firstRoot: first.root, secondRoot: second.root };
  if (!isContinued({ first: first.size, second: second.size, ...roots, path }))
    throw new Error(
      `History was rewritten: the tree of ${second.size} events does not continue the one of ${first.size}.`,
    );
}

/** The checkpoint that is kept in a file. */
function keeper({ api, verifiers, file, cosignKey }) {
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
      if (!taken.has(note)) taken.set(note, await takeNew(note));
      return taken.get(note);
    },
  };
}

/** The hash of the leaf that is proven to be in the place of an event. */
async function provenLeaf({ api, keeping }, sequence) {
  const { auditProof: proof } = await api.send(DOCUMENTS.event, { sequence });
  const { size, root } = await keeping.take(noteOf(proof.checkpoint));
  const path = proof.path.map(fromBase64);
  if (!isIncluded({ sequence, size, leaf: fromBase64(proof.leafHash), path, root }))
    throw new Error(`Event ${sequence} is not what was sealed.`);
  return proof.leafHash;
}

const COMMANDS = {
  async checkpoint({ api, verifiers, file, keeping, cosignKey }) {
    const note = await api.checkpoint();
    const { size } = openCheckpoint(note, verifiers);
    const kept = keeping.kept();
    if (kept && kept.size > size)
      throw new Error(`The tree has shrunk: ${kept.size} events were signed, now there are ${size}.`);
    await keeping.take(note);
    return `${size} events, as signed; kept in ${file}${cosignKey ? ', co-signed' : ''}.`;
  },
  async events(context) {
    let [count, after, isWhole] = [0, null, false];
    while (!isWhole) {
      const { auditEvents } = await context.api.send(DOCUMENTS.events, { after });
      for (const { sequence, leafHash: listed, leafData } of auditEvents.nodes) {
        if (leafData != null && leafHash(leafData).toString('base64') !== listed)
          throw new Error(`Event ${sequence} does not say what its leaf was made of.`);
        if ((await provenLeaf(context, sequence)) !== listed)
          throw new Error(`Event ${sequence} is listed with another leaf than the one that is proven.`);
        count += 1;
      }
      isWhole = !auditEvents.pageInfo.hasNextPage;
      after = auditEvents.pageInfo.endCursor;
    }
    return `${count} events are what was sealed.`;
  },
  async event(context) {
    await provenLeaf(context, Number(context.argument));
    return `Event ${context.argument} is under the checkpoint that is kept.`;
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
  const common = { api: connect(env), verifiers, file, cosignKey: env.SAMVERKAN_COSIGN_KEY };
  console.log(await command({ ...common, keeping: keeper(common), argument }));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  main(process.argv.slice(2), process.env).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
