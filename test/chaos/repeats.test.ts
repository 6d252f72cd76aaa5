// A thousand keys, each sent fifty times at once to two nodes; and ten thousand edits of which only one in fifty can be the first.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Installation } from '../durability/tools/installation.js';
import { conflict, repeatFlags } from '../durability/tools/repeating.js';

let installation: Installation;
beforeAll(async () => {
  installation = await Installation.start();
});
afterEach(() => expect(installation.mistakes()).toEqual([]));
afterAll(() => installation.stop());

test('fifty thousand requests under a thousand keys have a thousand effects and a thousand answers', async () => {
  const { differing, ids } = await repeatFlags(installation, 1_000, 50);
  expect([differing, new Set(ids).size]).toEqual([[], 1_000]);
  const counts = await installation.owner.query(
    `select (select count(*)::int from referrals.referral) as referrals, (select count(*)::int from referrals.event) as events,
       (select count(*)::int from journal.outbox) as outbox, (select count(*)::int from journal.idempotency) as keys,
       (select count(*)::int from journal.audit where action = 'submitReferralFlag' and outcome = 'DONE') as audit`,
  );
  expect(counts).toEqual([{ referrals: 1_000, events: 1_000, outbox: 1_000, keys: 1_000, audit: 1_000 }]);
}, 900_000);

test('of fifty edits at once one is taken and every other is told', async () => {
  expect(await conflict(installation, 200, 50)).toEqual({ winners: 200, told: 9_800, wrong: [] });
}, 600_000);
