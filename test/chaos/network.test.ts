// The way between the nodes and their database is disturbed in every way that a network knows, while clients work.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { disturb, HONEST } from '../durability/tools/disturbing.js';
import { FaultProxy, type Fault } from '../durability/tools/fault-proxy.js';
import { Installation } from '../durability/tools/installation.js';
import { expectExactlyOnce } from '../durability/tools/ledger.js';
import { startLoad, type Load } from '../durability/tools/load.js';

let installation: Installation;
let load: Load;
const network = new FaultProxy();
beforeAll(async () => {
  installation = await Installation.start({ network });
  load = startLoad(installation, 6);
});
afterEach(() => expect(installation.mistakes()).toEqual([]));
afterAll(() => installation.stop());

test.each<[Fault, readonly string[]]>([
  ['cut', ['UNAVAILABLE']],
  ['refuse', []],
  ['delay', ['OK']],
  ['stall', ['UNAVAILABLE']],
  ['swallow', ['UNAVAILABLE']],
])(
  '%s: every request is answered or told to come again, and everything works again by itself',
  async (fault, expected) => {
    for (let round = 0; round < 3; round += 1) {
      const codes = await disturb(installation, { network, load }, fault, 5);
      expect([...codes]).toEqual(expect.arrayContaining([...expected]));
      expect([...codes].filter((code) => !HONEST.includes(code))).toEqual([]);
    }
  },
  300_000,
);

test('what clients asked for meanwhile has happened once', async () => {
  const asked = await load.end();
  process.stdout.write(`${asked.length} mutations answered, ${load.sentAway()} told to come again\n`);
  expect(asked.length).toBeGreaterThan(100);
  await expectExactlyOnce(installation.owner, asked);
}, 120_000);
