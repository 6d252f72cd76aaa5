// What was asked for and answered against what the database holds: the same, line by line.
import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type { Asked } from './steadfast-client.js';

const STEPS: Readonly<Record<string, string>> = {
  submitReferralFlag: 'SUBMIT',
  acknowledgeReferral: 'ACKNOWLEDGE',
  acceptReferral: 'ACCEPT',
};

const ANY = '$1::text[] is not null';
/** The row that each mutation leaves or marks, by what it is about. */
const HELD = [
  ['submitReferralFlag', 'id::text', `referrals.referral where ${ANY}`],
  ['sendReferralMessage', 'referral_id::text', `referrals.message where ${ANY}`],
  ['recordServices', 'referral_id::text', `referrals.service where ${ANY}`],
  ['inviteSupporter', 'referral_id::text', `referrals.supporter where ${ANY}`],
  ['removeSupporter', 'referral_id::text', `referrals.supporter where until is not null and ${ANY}`],
  ['draftTrendEntry', 'id::text', `trends.entry where ${ANY}`],
  ['publishTrendEntry', 'entry_id::text', `trends.revision where ${ANY}`],
  ['withdrawTrendEntry', 'id::text', `trends.entry where status = 'WITHDRAWN' and ${ANY}`],
] as const;

const uuidOf = (id: string) => id.slice(id.indexOf('_') + 1);

type Line = Readonly<Record<'line', string>>;

/** Outbox, audit, keys, history and everything else hold exactly what was asked for: nothing lost, nothing twice, nothing by halves. */
export async function expectExactlyOnce(owner: DataSource, asked: readonly Asked[]): Promise<void> {
  const mutations = [...new Set(asked.map(({ mutation }) => mutation))];
  const names = asked.map(({ mutation, id }) => `${mutation} ${uuidOf(id)}`);
  const touchedBy = (mutation: string) =>
    asked.filter((each) => each.mutation === mutation).map(({ id }) => uuidOf(id));
  const steps = asked.filter(({ mutation }) => mutation in STEPS);
  const ledger: readonly (readonly [expression: string, from: string, expected: readonly string[]])[] = [
    [`kind || ' ' || object_id`, `journal.outbox where kind = any ($1)`, names],
    [
      `action || ' ' || split_part(objects[1], '/', 2)`,
      `journal.audit where outcome in ('DONE', 'OVERRIDE') and action = any ($1)`,
      names,
    ],
    [`operation || ' ' || (outcome ->> 'uuid')`, 'journal.idempotency where operation = any ($1)', names],
    [
      `action || ' ' || referral_id`,
      `referrals.event where ${ANY}`,
      steps.map(({ mutation, id }) => `${STEPS[mutation]} ${uuidOf(id)}`),
    ],
    ...HELD.map(([mutation, expression, from]) => [expression, from, touchedBy(mutation)] as const),
  ];
  for (const [expression, from, expected] of ledger) {
    const rows = await owner.query<Line[]>(`select ${expression} as line from ${from}`, [mutations]);
    const counts = new Map(expected.map((line) => [line, 0]));
    for (const line of expected) counts.set(line, counts.get(line)! - 1);
    for (const { line } of rows) counts.set(line, (counts.get(line) ?? 0) + 1);
    const named = (isWanted: (count: number) => boolean) =>
      [...counts].flatMap(([line, count]) => (isWanted(count) ? [line] : []));
    expect({ from, lost: named((count) => count < 0), surplus: named((count) => count > 0) }).toEqual({
      ...{ from, lost: [], surplus: [] },
    });
  }
}
