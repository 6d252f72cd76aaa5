// Nodes, worker and database are killed fifty times each in the midst of work, while clients follow the feeds.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { startFollowers, type Followed } from '../durability/tools/followers.js';
import { Installation } from '../durability/tools/installation.js';
import { killWhileWorking, type Victim } from '../durability/tools/killing.js';
import { expectExactlyOnce } from '../durability/tools/ledger.js';
import { startLoad } from '../durability/tools/load.js';
import type { Asked } from '../durability/tools/steadfast-client.js';

const KILLS = 50;
const CHANGES = 10_000;
const CLIENTS = 8;

let installation: Installation;
let compare: () => Promise<Followed>;
const asked: Asked[] = [];
beforeAll(async () => {
  installation = await Installation.start();
  compare = await startFollowers(installation);
});
afterEach(() => expect(installation.mistakes()).toEqual([]));
afterAll(() => installation.stop());

const say = (text: string) => process.stdout.write(`${text}\n`);

test.each<Victim>(['the database', 'a node', 'the worker'])(
  '%s is killed fifty times: nothing answered is lost, done twice or done by halves',
  async (victim) => {
    const load = startLoad(installation, CLIENTS);
    await killWhileWorking(installation, load, victim, KILLS);
    const answered = await load.end();
    asked.push(...answered);
    say(
      `${KILLS} kills of ${victim}: ${answered.length} mutations answered, ${load.cut()} requests cut off, ${load.sentAway()} told to come again`,
    );
    await expectExactlyOnce(installation.owner, asked);
  },
  900_000,
);

test('after ten thousand changes a client that was off all the time ends where those that were on do', async () => {
  const load = startLoad(installation, CLIENTS);
  while (load.answered() + asked.length < CHANGES) {
    await load.check();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  asked.push(...(await load.end()));
  const { most, streams } = await compare();
  say(`${most} changes in the longest feed, ${streams} streams`);
  expect(most).toBeGreaterThanOrEqual(CHANGES);
  await expectExactlyOnce(installation.owner, asked);
}, 900_000);
