// Somebody who rules the database changes the audit, in every way there is, over and over; each time it is found, and where.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Owner } from './rewriting.js';
import { TAMPERINGS, type Random } from './tampering.js';
import { AUDIT_KEY, AUDIT_VERIFIER } from '../../api/tools/audit.js';
import { randomFrom } from '../../unit/tools/screening/random.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';
import { newestCheckpoint } from '../../../src/store/audit-proofs.js';
import { verifyWithin } from '../../../src/store/audit-verification.js';
import { sealEvents } from '../../../src/store/sealing.js';
import type { Checkpoint } from '../../../src/domain/audit/checkpoint.js';
import type { Finding } from '../../../src/domain/audit/verification.js';

/** Checkpoints, and how many events are under each that were not under the one before. */
const SEALED = [1, 7, 1, 12, 5, 20, 3, 16, 2, 13] as const;
const SIZE = SEALED.reduce((sum, some) => sum + some, 0);
const NEVER = new Date(0);

const covers = (findings: readonly Finding[], place: number) =>
  findings.some(({ from, to }) => from <= place && place < to);

/** Tests so many tamperings. */
export function tamperWith(times: number): void {
  let database: TestDatabase;
  let owner: Owner;
  let kept: Checkpoint;
  beforeAll(async () => {
    database = await cloneDatabase();
    owner = { query: (sql, parameters) => database.owner.query(sql, parameters) };
    const worker = await database.sources.worker();
    for (const some of SEALED) {
      await owner.query(
        `insert into journal.audit (organisation_id, client, subject, operation, action, guarded, objects, outcome)
       select o.id, 'client ' || n, 'subject', 'Operation', 'referral', '{Referral.note}', array['Referral/' || gen_random_uuid()], 'DONE'
       from generate_series(1, $1::int) n, lateral (select id from directory.organisation order by md5(code || n) limit 1) o`,
        [some],
      );
      await sealEvents(worker, AUDIT_KEY);
    }
    kept = (await newestCheckpoint(database.owner))!;
  });
  afterAll(() => database.drop());

  const verify = async (keeping: readonly Checkpoint[]) =>
    (await verifyWithin(database.owner, { keys: [AUDIT_VERIFIER], purgedBefore: NEVER, kept: keeping }))
      .findings;

  /** What is found while the audit is changed; it is as it was afterwards. */
  async function findingsWhile(change: () => Promise<readonly number[]>, keeping: readonly Checkpoint[]) {
    await owner.query('begin');
    try {
      const places = await change();
      return { places, findings: await verify(keeping) };
    } finally {
      await owner.query('rollback');
    }
  }

  test('what nobody has changed holds, with what was kept and without', async () => {
    expect(kept.size).toBe(SIZE);
    expect(await verify([])).toEqual([]);
    expect(await verify([kept])).toEqual([]);
  });

  describe(`${times} tamperings`, () => {
    const each = Math.ceil(times / TAMPERINGS.length);
    test.each(TAMPERINGS.map((tampering) => [tampering.name, tampering] as const))(
      `%s, ${each} times: every one is found, in its place`,
      async (name, { change, needsKept = false }) => {
        const drawn = randomFrom(TAMPERINGS.findIndex((one) => one.name === name));
        const random: Random = (below) => drawn.int(0, below - 1);
        for (let time = 0; time < each; time += 1) {
          const { places, findings } = await findingsWhile(
            () => change(owner, SIZE, random),
            needsKept ? [kept] : [],
          );
          expect([time, places.filter((place) => !covers(findings, place))]).toEqual([time, []]);
          expect(findings.length).toBeGreaterThan(0);
        }
      },
    );
    test('are that many', () => expect(each * TAMPERINGS.length).toBeGreaterThanOrEqual(times));
  });
}
