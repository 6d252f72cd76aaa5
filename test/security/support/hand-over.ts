// What the database notes by itself when a referral changes: a count of changes for everybody, one for the police and one for
// supporters, and who hands it on, who sees it until the end of that transaction and not a moment longer.
import { movableBy } from './life-expectations.js';
import { FLAGS } from './row-flags.js';

export interface Step {
  readonly name: string;
  readonly sql: string;
  readonly expected: number | null;
}

const of = (code: string) => `(select id from directory.organisation where code = '${code}')`;
const me = 'directory.session_organisation()';
const FRESH = FLAGS[0]!.id;
const HANDED_ON = FLAGS.find(({ movedBy }) => movedBy !== null)!;
const UNMOVED = 'moved_by_id is null and moved_at is null';

/** A change, the counts after it (of everybody, the police and supporters), and what must hold beside. */
const counted = (set: string, counts: string, beside = UNMOVED, id = FRESH): Step => ({
  name: `counts ${set}`,
  sql: `with changed as (update referrals.referral set ${set} where id = '${id}' returning *) select from changed
    where (version, version_for_police, version_for_supporters) = (${counts}) and ${beside}`,
  expected: 1,
});

/** Asked as the unit, which changes every referral. A count must not tell a party of what it cannot see. */
export const COUNTS: readonly Step[] = [
  counted(`caseworker_note = 'x'`, '2, 1, 1'),
  counted(`health_needs = '{MEDICAL}'`, '2, 1, 1'),
  counted('escalated_at = now()', '2, 1, 1'),
  counted(`permit_status = 'INFORMED'`, '2, 2, 1'),
  counted('permit_until = now()', '2, 2, 1'),
  counted(`status = 'ACKNOWLEDGED'`, '2, 2, 2'),
  counted(`consent_state = 'LIMITED'`, '2, 2, 2'),
  counted('recipient_id = recipient_id', '2, 1, 1'),
  counted(`recipient_id = ${of('jarva')}`, '2, 2, 2', `moved_by_id = ${me} and moved_at = now()`),
  // What a session says about any of it is not listened to.
  counted('version = 9, version_for_police = 9, version_for_supporters = 9', '2, 1, 1'),
  counted(`status_since = '2000-01-01'`, '2, 1, 1', `status_since > '2001-01-01' and status_since < now()`),
  counted(`changed_at = '2000-01-01'`, '2, 1, 1', 'changed_at >= now()'),
  counted(
    `status = 'CLOSED', outcome = 'MOVED_AWAY', status_since = '2000-01-01'`,
    '2, 2, 2',
    'status_since >= now()',
  ),
  counted(`moved_by_id = ${me}, moved_at = now()`, '2, 1, 1'),
  counted(
    `caseworker_note = 'x', moved_by_id = ${me}, moved_at = now()`,
    '3, 2, 2',
    `moved_by_id = ${of(HANDED_ON.movedBy!)} and moved_at <> now()`,
    HANDED_ON.id,
  ),
];

const GIVEN_AWAY = (id: string) =>
  `update referrals.referral set recipient_id = ${of('skarpnack')} where id = '${id}'`;
const RECORDED = (id: string) =>
  `insert into referrals.event (referral_id, action, to_status, organisation_id) values ('${id}', 'REDIRECT', 'SUBMITTED', ${me})`;

/** Whoever carries a referral hands it on, and in that transaction reads it and records the step. */
export const handingOn = (ids: readonly string[]): Step[] =>
  ids.flatMap((id) => [
    {
      name: `hands on ${id} and reads it`,
      sql: `${GIVEN_AWAY(id)}; select from referrals.referral where id = '${id}'`,
      expected: 1,
    },
    { name: `hands on ${id} and records it`, sql: `${GIVEN_AWAY(id)}; ${RECORDED(id)}`, expected: 1 },
    {
      name: `hands on ${id} and writes there`,
      sql: `${GIVEN_AWAY(id)}; update referrals.referral set status = 'SUBMITTED' where id = '${id}'`,
      expected: 1,
    },
  ]);

/** While Socialjouren hands on its referral: what it, the one that gets it, and a bystander may do, all in that one transaction. */
export const MEANWHILE = {
  mover: 'socialjouren',
  handsOn: GIVEN_AWAY(FRESH),
  asked: ['socialjouren', 'skarpnack', 'bromma', 'rfsl', 'farsta'].map((code) => {
    const takesPart = code === 'socialjouren' || code === 'skarpnack';
    const steps: Step[] = [
      {
        name: 'reads what is being handed on',
        sql: `select from referrals.referral where id = '${FRESH}'`,
        expected: takesPart ? 1 : 0,
      },
      {
        // Blindly, so that only the rule for updates decides, not the one for reading.
        name: 'changes what it carries and what is being handed on',
        sql: `update referrals.referral set status = 'DECLINED'`,
        expected: movableBy(code).length + (code === 'skarpnack' ? 1 : 0),
      },
      {
        name: 'records in what is being handed on',
        sql: RECORDED(FRESH),
        expected: takesPart ? 1 : null,
      },
    ];
    return { code, steps };
  }),
};
