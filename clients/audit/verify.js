#!/usr/bin/env node
// Holds the audit of Samverkan to account: six small files, Node 20.19 or newer, nothing to install, nothing of the server's code.
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
// SAMVERKAN_AUDIT_KEYS (separated by spaces: first the key that the operator gave you, which names the log; then the log's other keys of
// that name, and those of partners whose cosignatures you count, which have other names), SAMVERKAN_CHECKPOINT (the file that keeps the last
// checkpoint: checkpoint.note; the first is taken on trust), SAMVERKAN_URL, and for the scope audit:read SAMVERKAN_ISSUER, SAMVERKAN_CLIENT,
// SAMVERKAN_KEY_FILE (the client's private key, as a JWK for ES256 with its kid) and SAMVERKAN_AUDIENCE; or, on a development server,
// SAMVERKAN_TOKEN and SAMVERKAN_TEXTS=yes. Ends with 1 and says why when something does not hold: keep the files then.
// tree.js verifies proofs, note.js signatures; keeper.js keeps the checkpoint; api.js asks, and access.js is let in.
import { readFileSync } from 'node:fs';
import { connect, DOCUMENTS, idOf } from './api.js';
import { keeper } from './keeper.js';
import { newCosigner, noteOf, openCheckpoint, verifierOf } from './note.js';
import { isIncluded, leafHash } from './tree.js';

/** The hash of the leaf that is proven to be in the place of an event. */
async function provenLeaf({ api, keeping }, sequence) {
  const { auditProof: proof } = await api.send(DOCUMENTS.event, { sequence });
  const { size, root } = await keeping.take(noteOf(proof.checkpoint));
  const path = proof.path.map((hash) => Buffer.from(hash, 'base64'));
  if (!isIncluded({ sequence, size, leaf: Buffer.from(proof.leafHash, 'base64'), path, root }))
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

main(process.argv.slice(2), process.env).catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
