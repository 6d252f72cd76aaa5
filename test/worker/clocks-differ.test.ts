// A worker whose clock is wrong removes nothing: what is erased or purged too early does not come back.
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { PUBLIC_RECEIVERS } from '../../src/domain/webhooks/receivers.js';
import { Seal } from '../../src/store/sealed-secret.js';
import { startWorker, type Round } from '../../src/worker/worker.js';
import { AUDIT_KEY, seal } from '../api/tools/audit.js';
import { submitted } from '../api/tools/flags.js';
import { CELL_SECRET } from '../api/tools/statistics.js';
import { startTestApi, WEBHOOK_KEY, type TestApi } from '../support/api.js';
import { holdClock, type Clock } from '../tokens/tools/clock.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const IN_TIME: readonly Round[] = ['clocks', 'purge'];

let api: TestApi;
let clock: Clock | undefined;
beforeAll(async () => {
  api = await startTestApi();
  const { id } = await submitted(api);
  await submitted(api);
  await api.database.owner.query(
    `update referrals.referral set status = 'CLOSED', outcome = 'MOVED_AWAY', status_since = now() where id = $1`,
    [id.slice('ref_'.length)],
  );
  await seal(api.database);
});
afterEach(() => clock?.release());
afterAll(() => api.close());

/** What a worker does within its first rounds: how they ended that go by the time, and what is left of what it could take. */
async function firstRounds() {
  const ended = new Map<Round, boolean>();
  const failures: string[] = [];
  await new Promise<void>((resolve) => {
    const worker = startWorker({
      ...{ sources: api.database.sources, channel: 'none', clocks: readConfig({}).clocks },
      ...{ cellSecret: CELL_SECRET, auditKey: AUDIT_KEY, auditDays: 1_827 },
      webhooks: { seal: new Seal(WEBHOOK_KEY), receivers: PUBLIC_RECEIVERS },
      onError: (round, error) => failures.push(`${round} ${(error as Error).name}`),
      onRound: (round, isDone) => {
        ended.set(round, isDone);
        if (IN_TIME.every((one) => ended.has(one))) void worker.stop().then(resolve);
      },
    });
  });
  const [left] = await api.database.owner.query<object[]>(
    `select (select array_agg(status order by status) from referrals.referral) as referrals,
       (select min(sequence)::int from journal.audit) as "first event"`,
  );
  return { done: IN_TIME.filter((round) => ended.get(round)), failures: failures.sort(), left };
}
const left = { referrals: ['CLOSED', 'SUBMITTED'], 'first event': 0 };

test.each([
  ['five years ahead', 1_830 * DAY_MS],
  ['a little more than a minute ahead', MINUTE_MS + 10_000],
  ['a day behind', -DAY_MS],
])('%s: rounds that remove something fail, and say why', async (_, shift) => {
  clock = holdClock();
  clock.pass(shift);
  expect(await firstRounds()).toEqual({
    done: [],
    failures: ['clocks ClocksDiffer', 'purge ClocksDiffer'],
    left,
  });
});

test('a clock that is right, within what clocks differ: they end well', async () => {
  clock = holdClock();
  clock.pass(MINUTE_MS / 2);
  expect(await firstRounds()).toEqual({ done: IN_TIME, failures: [], left });
});
