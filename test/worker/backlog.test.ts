// A worker that was away for long: whatever is due is done in one round, in pieces, and one trouble does not become everybody's.
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readConfig } from '../../src/config.js';
import { PUBLIC_RECEIVERS } from '../../src/domain/webhooks/receivers.js';
import { removeWithdrawnCells } from '../../src/store/cube.js';
import { Seal } from '../../src/store/sealed-secret.js';
import { runClocks } from '../../src/worker/clocks.js';
import { startWorker } from '../../src/worker/worker.js';
import { AUDIT_KEY } from '../api/tools/audit.js';
import { submitted } from '../api/tools/flags.js';
import { CELL_SECRET, ROW, send, withdrawBatch } from '../api/tools/statistics.js';
import { startTestApi, WEBHOOK_KEY, type TestApi } from '../support/api.js';
import { copyReferral } from './tools/copies.js';

let api: TestApi;
let model: string;
beforeAll(async () => {
  api = await startTestApi();
  model = (await submitted(api)).id.slice(4);
});
afterAll(() => api.close());
beforeEach(async () => {
  const { owner } = api.database;
  await owner.query('truncate referrals.erased, referrals.event, journal.outbox, journal.audit');
  await owner.query('delete from referrals.referral where id <> $1', [model]);
});

const { clocks: LENGTHS } = readConfig({});
const clocks = async () => runClocks(await api.database.sources.worker(), LENGTHS, new Date());

/** By which clock a referral is due, and what makes it so. */
const DUE = {
  endPermit: `permit_status = 'TEMPORARY_PERMIT_GRANTED', permit_until = current_date - 1`,
  expireReferral: `changed_at = now() - interval '181 days'`,
  escalateReferral: `changed_at = now() - interval '15 days'`,
  eraseReferral: `status = 'CLOSED', outcome = 'MOVED_AWAY', status_since = now() - interval '91 days'`,
};
const ACTIONS = Object.keys(DUE);

/** Adds so many referrals that are due for each clock. */
async function arrange(many: number): Promise<void> {
  const { owner } = api.database;
  for (const [kind, set] of Object.values(DUE).entries()) {
    await copyReferral(owner, model, many, `'SV-' || lpad(n::text, 4, '0') || '-000${kind}'`);
    await owner.query(`update referrals.referral set ${set} where reference like $1`, [`SV-%-000${kind}`]);
  }
}

const touched = (each: number) => ({
  permitsEnded: each,
  expired: each,
  escalated: each,
  erased: each,
  cellsRemoved: 0,
});

/** Lines of a part of the journal, and objects that they are about, by action. */
async function journal(part: 'outbox' | 'audit'): Promise<Record<string, [number, number]>> {
  const [action, object] = part === 'outbox' ? ['kind', 'object_id'] : ['action', 'objects[1]'];
  const rows = await api.database.owner.query<{ action: string; lines: number; objects: number }[]>(
    `select ${action} as action, count(*)::int as lines, count(distinct ${object})::int as objects
     from journal.${part} group by 1`,
  );
  return Object.fromEntries(rows.map(({ action, lines, objects }) => [action, [lines, objects]]));
}
const eachAbout = (many: number) => Object.fromEntries(ACTIONS.map((action) => [action, [many, many]]));

test('more than a pass takes is done in one round, in a transaction for every hundred, and told once each', async () => {
  await arrange(250);
  expect(await clocks()).toEqual(touched(250));
  for (const part of ['outbox', 'audit'] as const) expect(await journal(part)).toEqual(eachAbout(250));
  const passes = await api.database.owner.query(
    `select kind, array_agg(lines order by lines desc) as passes
     from (select kind, count(*)::int as lines from journal.outbox group by kind, xmin::text) pass group by kind order by kind`,
  );
  expect(passes).toEqual([...ACTIONS].sort().map((kind) => ({ kind, passes: [100, 100, 50] })));
  expect(await clocks()).toEqual(touched(0));
});

test('what somebody holds is left for the next round, and nobody waits for it', async () => {
  await arrange(3);
  const holder = api.database.owner.createQueryRunner();
  await holder.startTransaction();
  await holder.query(`select from referrals.referral where reference like 'SV-0001-%' for update`);
  const before = performance.now();
  expect(await clocks()).toEqual(touched(2));
  expect(performance.now() - before).toBeLessThan(2_000); // as long as a session waits for a row
  await holder.rollbackTransaction();
  await holder.release();
  expect(await clocks()).toEqual(touched(1));
  for (const part of ['outbox', 'audit'] as const) expect(await journal(part)).toEqual(eachAbout(3));
});

describe('when clocks fail', () => {
  beforeEach(() =>
    api.database.owner.query(`alter table referrals.referral
      add constraint no_expiry check (status <> 'EXPIRED') not valid,
      add constraint no_end check (permit_status <> 'ENDED') not valid`),
  );
  const repair = () =>
    api.database.owner.query(
      'alter table referrals.referral drop constraint if exists no_expiry, drop constraint if exists no_end',
    );
  afterAll(repair);

  test('the others run, each failure is reported, and the round counts as failed', async () => {
    await arrange(2);
    const codes: unknown[] = [];
    const isDone = await new Promise<boolean>((resolve) => {
      const worker = startWorker({
        sources: api.database.sources,
        channel: 'none',
        clocks: LENGTHS,
        cellSecret: CELL_SECRET,
        webhooks: { seal: new Seal(WEBHOOK_KEY), receivers: PUBLIC_RECEIVERS },
        auditKey: AUDIT_KEY,
        auditDays: 1_827,
        onError: (round, error) => codes.push([round, (error as { constraint?: string }).constraint]),
        onRound: (round, done) => {
          if (round === 'clocks') void worker.stop().then(() => resolve(done));
        },
      });
    });
    expect(isDone).toBe(false);
    expect(codes).toEqual([
      ['clocks', 'no_end'],
      ['clocks', 'no_expiry'],
    ]);
    expect(await journal('outbox')).toEqual({ escalateReferral: [4, 4], eraseReferral: [2, 2] });
    await repair();
    expect(await clocks()).toEqual({ ...touched(0), permitsEnded: 2, expired: 2 });
  });
});

test('the cells of withdrawn batches go in pieces, whatever number there is, and no others', async () => {
  const { owner, sources } = api.database;
  const batches = await Promise.all([1, 2, 3].map((count) => send(api, [{ ...ROW, count }])));
  const many = 50_000;
  await owner.query(
    `insert into cube.cell select c.* from cube.cell c, generate_series(2, $1::int)
     where batch_id = any ($2::uuid[])`,
    [many, batches.map((batch) => batch.slice('batch_'.length))],
  );
  for (const batch of batches.slice(1)) await withdrawBatch(api, batch);
  const worker = await sources.worker();
  const pieces = jest.spyOn(worker, 'createQueryRunner');
  expect(await removeWithdrawnCells(worker)).toBe(2 * many);
  expect(pieces).toHaveBeenCalledTimes(2 * 3 + 1); // twenty thousand at once, of one batch; the last finds none
  pieces.mockRestore();
  const left = 'select batch_id as batch, count(*)::int as count from cube.cell group by 1';
  expect(await owner.query(left)).toEqual([{ batch: batches[0]!.slice('batch_'.length), count: many }]);
});
