// A proof is good for one request to one node, whoever sends it again and wherever.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { UsedProofs, forgetProofs } from '../../src/store/used-proofs.js';
import type { TestDatabase } from '../support/database.js';
import { attempt } from './tools/asking.js';
import { startIssuer, tokenOf, type RunningIssuer } from './tools/issuer.js';
import { newKey, proofOf, type KeyPair } from './tools/jws.js';
import { ADDRESS, CLIENT, databaseWith, startNode, type Node } from './tools/world.js';

let holder: KeyPair;
let issuer: RunningIssuer;
let database: TestDatabase;
let nodes: Node[];
beforeAll(async () => {
  holder = await newKey('ES256');
  issuer = await startIssuer('ES256');
  database = await databaseWith([issuer]);
  nodes = [await startNode(database), await startNode(database)];
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.close()));
  await database.drop();
  await issuer.close();
});

test('two thousand requests on two nodes with two hundred proofs: each proof is good once', async () => {
  const token = tokenOf(issuer, CLIENT, { claims: { cnf: { jkt: holder.thumbprint } } });
  const answered = new Map<string, number>();
  for (let round = 0; round < 20; round += 1) {
    const proofs = Array.from({ length: 10 }, () => proofOf(holder, { token, url: ADDRESS }));
    const sent = proofs.flatMap((dpop) =>
      Array.from({ length: 10 }, (_, time) => ({ dpop, node: nodes[time % 2]! })),
    );
    await Promise.all(
      sent.map(async ({ dpop, node }) => {
        const { status } = await attempt(node.address, { headers: { authorization: `DPoP ${token}`, dpop } });
        if (status === 200) answered.set(dpop, (answered.get(dpop) ?? 0) + 1);
        else expect(status).toBe(401);
      }),
    );
  }
  expect(answered.size).toBe(200);
  expect([...new Set(answered.values())]).toEqual([1]);
});

test('proofs are forgotten when no node would accept them any more, and not before', async () => {
  const { owner, sources } = database;
  const proofs = new UsedProofs(() => sources.proofs());
  const [old, young] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
  expect(await Promise.all([old, young].map(proofs.use))).toEqual([true, true]);
  await owner.query(
    `update directory.used_proof set used_at = now() - interval '11 minutes' where key = $1`,
    [old],
  );
  await owner.query(`update directory.used_proof set used_at = now() - interval '9 minutes' where key = $1`, [
    young,
  ]);
  await forgetProofs(await sources.worker());
  expect(await Promise.all([old, young].map(proofs.use))).toEqual([true, false]);
});

test('a proof that could not be written down is not good', async () => {
  const away = new UsedProofs(() => Promise.reject(new Error('the database is away')));
  await expect(away.use(Buffer.alloc(32, 3))).rejects.toThrow('away');
});
