// The first world: the small world with a row for every rule, several times over, so that lists have pages; a canary in every text
// of every row; feeds that tell of it all; and referrals that have gone out of somebody's sight.
import { createHash } from 'node:crypto';
import { againstTheRules } from '../two-worlds/databases.js';
import { arrangeRows } from '../support/row-data.js';
import type { Database } from '../support/privileges.js';
import { makeReference } from '../../../src/domain/reference.js';
import type { TestDatabase } from '../../support/database.js';

/** Times that every row is there. */
const COPIES = 4;

/** Texts that hold a canary, by table. */
export const TEXTS: Readonly<Record<string, readonly string[]>> = {
  'referrals.referral': ['safety_note', 'note', 'police_case_link', 'caseworker_note'],
  'referrals.consent': ['text_version', 'override_reason'],
  'referrals.event': ['comment'],
  'referrals.message': ['body'],
  'trends.entry': ['withdrawn_reason'],
  'trends.revision': [
    ...['title', 'summary', 'body', 'method', 'coverage', 'method_notes', 'policing_notes', 'health_notes'],
    ...['outreach_guidance', 'drafted_by', 'sources', 'topics'],
  ],
  'trends.draft': [
    ...['title', 'summary', 'body', 'method', 'coverage', 'method_notes', 'policing_notes', 'health_notes'],
    ...['outreach_guidance', 'drafted_by', 'sources', 'topics'],
  ],
  'trends.contribution': ['title', 'text', 'decision_note'],
  'trends.corroboration': ['comment'],
  'activity.report': ['note'],
  'statistics.batch': ['source'],
  'statistics.release': ['notes'],
  'journal.audit': ['client', 'subject', 'operation', 'guarded'],
  'journal.webhook': ['url'],
  'journal.idempotency': ['key', 'operation'],
  'directory.document': ['text'],
};
const LISTS = ['sources', 'topics', 'guarded'];

/** A word that stands in one text of one row of one world and nowhere else. */
export const CANARY = /kanarie[0-9a-f]{12}/g;
const word = (world: string, table: string, column: string) =>
  `'kanarie' || left(md5('${world}${table}.${column}' || t.ctid::text || coalesce(t.${column}::text, '')), 12)`;

/** The value of a column with a canary of a world, to stand in an update of `t`. */
export function planted(world: string, table: string, column: string): string {
  const canary = word(world, table, column);
  return LISTS.includes(column) ? `array[${canary}]` : canary;
}

/** Works as the owner while no trigger runs. */
export function withoutTriggers(
  database: TestDatabase,
  work: (owner: Database) => Promise<void>,
): Promise<void> {
  return againstTheRules(database, (owner) =>
    work({ query: (sql, parameters) => owner.query(sql, parameters) }),
  );
}

/** Tells every feed of everything that there is, as if somebody had touched it, and gives the lines their positions. */
export async function touchEverything(owner: Database): Promise<void> {
  await owner.query(
    `insert into journal.outbox (kind, object_type, object_id)
     select 'x', type, id from (
       select 'TrendEntry' as type, id from trends.entry union all select 'Release', id from statistics.release
       union all select 'Referral', id from referrals.referral union all select 'Contribution', id from trends.contribution) o
     order by type, id`,
  );
  await owner.query(
    `update journal.change c set position = w.place from (
       select id, coalesce((select max(position) from journal.change h where h.organisation_id = n.organisation_id), 0)
         + row_number() over (partition by organisation_id order by id) as place
       from journal.change n where position is null) w where c.id = w.id`,
  );
  await owner.query(
    `insert into journal.head select organisation_id, max(position) from journal.change group by 1
     on conflict (organisation_id) do update set position = excluded.position`,
  );
}

/** Fills an empty clone. */
export async function arrangeSmallWorld(database: TestDatabase): Promise<void> {
  const all: Database = { query: (sql, parameters) => database.owner.query(sql, parameters) };
  await arrangeRows(all);
  for (const table of ['journal.change', 'journal.view', 'journal.head'])
    await all.query(`delete from ${table}`);
  await withoutTriggers(database, async (owner) => {
    for (let copy = 1; copy < COPIES; copy += 1) await copyRows(owner, copy);
    await spread(owner);
    await sealEvents(owner);
    await giveReferences(owner);
    for (const [table, columns] of Object.entries(TEXTS)) await plant(owner, table, columns);
    await referToTables(owner);
  });
  await touchEverything(all);
  // Some are handed to somebody else: their former readers' feeds say that they are gone.
  await withoutTriggers(database, async (owner) => {
    await owner.query(
      `update referrals.referral set recipient_id = (select id from directory.organisation where code = 'sodermalm')
       where id::text like '00000003%' and route = 'REFERRAL'`,
    );
    await owner.query(`delete from referrals.supporter where referral_id::text like '00000003%'`);
  });
  await touchEverything(all);
}

const COPIED = [
  'referrals.referral', 'referrals.consent', 'referrals.event', 'referrals.supporter', 'referrals.service', 'referrals.message',
  'trends.entry', 'trends.revision', 'trends.draft', 'trends.contribution', 'trends.corroboration', 'activity.report', 'statistics.batch',
]; // prettier-ignore
/** Columns that a copy cannot share with its original. */
const ANEW: Readonly<Record<string, string>> = {
  'referrals.referral': `, 'reference', 'SV-000' || $1::int || right(t.reference, 5)`,
  'referrals.service': `, 'id', gen_random_uuid()`,
  'activity.report': `, 'month', replace(t.month, '2026', (2026 - $1::int)::text)`,
  'statistics.batch': `, 'digest', sha256(t.digest || $1::int::text::bytea)`,
};

/** Once more everything, under identifiers that begin with another number. */
async function copyRows(owner: Database, copy: number): Promise<void> {
  for (const table of COPIED) {
    await owner.query(
      `insert into ${table} (${await columnsOf(owner, table)}) select ${await columnsOf(owner, table, 'n.')} from ${table} t,
         jsonb_populate_record(null::${table}, replace(
           (to_jsonb(t) || jsonb_build_object('copy', $1::int${ANEW[table] ?? ''}))::text, '"00000000-', '"0000000' || $1::int || '-')::jsonb) n
       where t::text like '%00000000-0000-4000-8%'`,
      [copy],
    );
  }
}

/** The columns of a table that can be written. */
async function columnsOf(owner: Database, table: string, prefix = ''): Promise<string> {
  const rows = await owner.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = ''
     order by attnum`,
    [table],
  );
  return rows.map(({ name }) => prefix + name).join(', ');
}

/** Moments apart, some of them the same, so that lists have an order and ties. */
async function spread(owner: Database): Promise<void> {
  const moment = `timestamptz '2026-01-01' + ('x' || left(md5(t.id::text), 4))::bit(16)::int % 40 * interval '1 day'`;
  for (const [table, column] of [
    ['referrals.referral', 'submitted_at'],
    ['trends.entry', 'listed_at'],
    ['trends.contribution', 'submitted_at'],
    ['statistics.batch', 'received_at'],
  ])
    await owner.query(`update ${table} t set ${column} = ${moment}`);
  await owner.query(
    `update referrals.referral t set health_needs = '{STI_TESTING}', needs = '{MEDICAL}', languages = '{ro}', origin = 'NON_EU',
       permit_status = 'INFORMED', outcome = case when status = 'CLOSED' then 'MOVED_AWAY' end,
       urgency = case when right(id::text, 1) in ('1', '4', '7') then 'IMMEDIATE' else 'ROUTINE' end,
       acknowledge_by = submitted_at + interval '1 day' where route = 'REFERRAL'`,
  );
  await owner.query(`update referrals.event t set reason = 'OTHER'`);
  await owner.query(`update directory.organisation set agreement_signed_at = '2026-11-21'`);
}

/** Events of everybody on referrals and contributions, sealed and shown as the worker does it; and webhooks that have delivered. */
async function sealEvents(owner: Database): Promise<void> {
  await owner.query(
    `insert into journal.audit (organisation_id, client, subject, action, objects, outcome, sequence)
     select o.id, 'c', 's', e.action, case o.party when 'UNIT' then array[e.object, e.next] else array[e.object] end, 'DONE',
       (select count(*) from journal.leaf) + row_number() over (order by e.object, o.code) - 1
     from (
       select 'Referral/' || id as object, 'Referral/' || lead(id, 1, id) over (order by id) as next, 'acceptReferral' as action,
         array[flagged_by_id, recipient_id] as actors from referrals.referral
       union all
       select 'Contribution/' || id, 'Contribution/' || lead(id, 1, id) over (order by id), 'contributions', array[organisation_id]
       from trends.contribution) e
     join directory.organisation o on o.id = any (e.actors) or o.party = 'UNIT'`,
  );
  // As long as the hashes of a leaf are: its own and those of the subtrees that it completes.
  await owner.query('delete from journal.leaf');
  await owner.query(
    `insert into journal.leaf select a.sequence, string_agg(sha256(uuid_send(a.salt)), '')
     from journal.audit a, generate_series(0, 30) level
     where a.sequence is not null and (a.sequence + 1) % (1::bigint << level) = 0 group by a.sequence`,
  );
  await owner.query(
    `insert into journal.checkpoint select count(*), sha256('y'), timestamptz '2026-11-22', 'k', sha512('y') from journal.leaf`,
  );
  await owner.query(
    `select journal.show((select min(size) from journal.checkpoint), (select max(size) from journal.checkpoint))`,
  );
  await owner.query(
    `update journal.webhook set events = '{RELEASE_PUBLISHED}', last_status = 'DELIVERED', last_delivery_at = '2026-11-01'`,
  );
}

/** References that could have been given, each made from its row's identifier. */
export async function giveReferences(owner: Database): Promise<void> {
  for (const { id } of await owner.query<{ id: string }>('select id from referrals.referral')) {
    const reference = makeReference((length) => createHash('sha256').update(id).digest().subarray(0, length));
    await owner.query('update referrals.referral set reference = $2 where id = $1', [id, reference]);
  }
}

async function plant(owner: Database, table: string, columns: readonly string[]): Promise<void> {
  const values = columns.map((column) => `${column} = ${planted('A', table, column)}`);
  // A notification carries no texts; a text that an undecided contribution has no room for stays away.
  const condition = { 'referrals.referral': `route = 'REFERRAL'` }[table] ?? 'true';
  const fits =
    table === 'trends.contribution'
      ? values.map((value) =>
          value.replace(
            /decision_note = (.*)/,
            `decision_note = case when status <> 'SUBMITTED' then $1 end`,
          ),
        )
      : values;
  await owner.query(`update ${table} t set ${fits.join(', ')} where ${condition}`);
}

/** An entry that rests on a table of the release that is published. */
async function referToTables(owner: Database): Promise<void> {
  await owner.query(
    `update trends.revision set statistics = jsonb_build_object('question', $1::jsonb, 'release',
       (select id from statistics.release where published_at is not null order by id limit 1), 'tables', array['ADVERTS/YEAR/TOTAL'])
     where number = 1 and right(entry_id::text, 1) = '1'`,
    [JSON.stringify({ measure: 'ADVERTS', granularity: 'YEAR', groupBy: ['PERIOD'] })],
  );
}
