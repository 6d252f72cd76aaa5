// The second world: whatever an organisation may not see is otherwise. Of the rows that are hidden from it a third is gone, the others
// hold something else in every column, and there are new ones; in the rows that it sees, every column that it may not read is changed.
import { keyOf, type Sight } from './sight.js';
import { TEXTS, giveReferences, planted, touchEverything, withoutTriggers } from './small-world.js';
import type { Database } from '../support/privileges.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

interface Column {
  readonly name: string;
  readonly type: string;
}

/** What holds a row together or decides who sees it: to change it would make another row, or let somebody see it. */
const KEPT: Readonly<Record<string, readonly string[]>> = {
  // What the count for supporters counts, everybody sees.
  'referrals.referral': ['id', 'reference', 'route', 'age_band', 'moved_at', 'version_for_supporters'],
  'referrals.consent': ['id', 'referral_id'],
  'referrals.event': ['id', 'referral_id'],
  'referrals.supporter': ['referral_id', 'organisation_id', 'until'],
  'referrals.service': ['id', 'referral_id'],
  'referrals.message': ['id', 'referral_id', 'audience'],
  'trends.entry': ['id', 'status', 'revision', 'publisher_id'],
  'trends.revision': ['entry_id', 'number', 'statistics'],
  'trends.draft': ['entry_id', 'number', 'statistics', 'period_from', 'period_to'],
  // Their states hold together by checks; the verdicts of an entry change hands together, below.
  'trends.contribution': ['id', 'status', 'entry_id', 'entry_revision', 'attribution'],
  'trends.corroboration': ['id', 'entry_id', 'organisation_id', 'verdict', 'at'],
  'activity.report': ['id', 'organisation_id', 'month', 'municipality', 'kind'],
  'statistics.batch': ['id'],
  'statistics.release': ['id', 'period', 'measures', 'revises', 'published_at'],
  'statistics.published': ['release_id', 'name', 'period'],
  'journal.change': ['id', 'organisation_id', 'object_type', 'object_id', 'position'],
  'journal.idempotency': ['organisation_id'],
  'directory.document': ['issuer', 'client_id'],
  // Whether an organisation takes part decides to whom anybody may send anything.
  'directory.organisation': ['id', 'code', 'name', 'party', 'mandate', 'services', 'regions', 'contact', 'active', 'login'],
  'referrals.erased': ['year', 'county', 'exploitation_form', 'gender', 'age_band', 'route', 'outcome'],
  'cube.cell': ['batch_id'],
  'cube.basis': ['name', 'period', 'release_id'],
  'journal.outbox': ['id', 'object_type', 'object_id'],
  // Its place in the tree everybody is told the number of (ADR 18).
  'journal.audit': ['id', 'transaction', 'sequence'],
  'journal.shown': ['organisation_id', 'sequence'],
  'journal.leaf': ['sequence'],
  'journal.checkpoint': ['size'],
  'journal.webhook': ['id'],
  'journal.webhook_waiting': ['webhook_id'],
  'journal.webhook_dead_letter': ['webhook_id', 'organisation_id', 'position'],
}; // prettier-ignore

/**
 * In rows that are seen: what answers are made of without being read by a party's login. A subject stands in events as a salted hash
 * (ADR 18), and the documents that an organisation has registered are run for it.
 */
const IN_ANOTHER: Readonly<Record<string, readonly string[]>> = {
  'journal.audit': ['subject', 'subject_salt'],
  'directory.document': ['id', 'text'],
};

/** Words of which the database takes no others: each becomes the next. */
const NEXT: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'referrals.referral': {
    status: ['SUBMITTED', 'ACCEPTED', 'IN_SUPPORT'],
    urgency: ['ROUTINE', 'IMMEDIATE'],
    origin: ['NON_EU', 'SWEDEN'],
    exploitation_form: ['SEXUAL', 'FORCED_LABOUR'],
    consent_state: ['GIVEN', 'REFUSED'],
    outcome: ['MOVED_AWAY', 'SUPPORT_COMPLETED'],
    permit_status: ['INFORMED', 'APPLIED'],
  },
  'journal.webhook': { last_status: ['DELIVERED', 'REFUSED'] },
};
/** Lists that mean something when they are empty, or cannot be: they become longer. */
const LONGER: Readonly<Record<string, string>> = {
  'journal.audit.objects': 'Referral/00000000-0000-4000-8000-00000000bbbb',
  'journal.shown.objects': 'Referral/00000000-0000-4000-8000-00000000bbbb',
  'journal.webhook.events': 'TREND_ENTRY_WITHDRAWN',
};
const OVER = ['CLOSED', 'WITHDRAWN', 'EXPIRED'];

/** How new rows differ from those that they are copied from; tables without an entry get none. */
const COPIED: Readonly<Record<string, string>> = {
  'referrals.referral': `'id', gen_random_uuid(), 'reference', 'SV-' || upper(substr(md5(t.id::text), 1, 4) || '-' || substr(md5(t.id::text), 5, 4)),
    'submitted_at', t.submitted_at + interval '1 millisecond'`,
  'referrals.consent': `'id', gen_random_uuid()`,
  'referrals.event': `'id', gen_random_uuid()`,
  'referrals.supporter': `'since', t.since + interval '1 hour'`,
  'referrals.service': `'id', gen_random_uuid()`,
  'referrals.message': `'id', gen_random_uuid()`,
  'trends.entry': `'id', gen_random_uuid(), 'listed_at', t.listed_at + interval '1 millisecond'`,
  'trends.contribution': `'id', gen_random_uuid(), 'submitted_at', t.submitted_at + interval '1 millisecond'`,
  'activity.report': `'id', gen_random_uuid(), 'municipality', '1280'`,
  'statistics.batch': `'id', gen_random_uuid(), 'digest', sha256(t.digest || 'more')`,
  'journal.change': `'id', t.id + 100000, 'position', null`,
  'journal.idempotency': `'key', t.key || ' more'`,
  'directory.document': `'id', t.id || '-more'`,
  'cube.cell': `'n', 7`,
  'journal.outbox': `'id', t.id + 100000`,
  // The tree is of one size in both worlds: what is new waits.
  'journal.audit': `'id', t.id + 100000, 'sequence', null`,
  'journal.webhook': `'id', gen_random_uuid()`,
  'journal.webhook_waiting': `'object_id', gen_random_uuid()`,
  'journal.webhook_dead_letter': `'position', t.position + 100000`,
  'directory.used_proof': `'key', sha256(t.key || 'more')`,
};

/** Tables of which rows are gone, and none are new. */
const WITHOUT_NEW = ['trends.draft', 'journal.shown'];

/** A copy of the first world that differs in whatever an organisation may not see. Its feed has heard of all of it. */
export async function otherWorldFor(sight: Sight, first: TestDatabase): Promise<TestDatabase> {
  const copy = await cloneDatabase(first.name);
  await withoutTriggers(copy, async (owner) => {
    for (const [table, condition] of Object.entries(sight.rows))
      await hideOtherwise(owner, sight, table, condition);
    await giveReferences(owner);
    if (!sight.readsColumn('trends.corroboration', 'organisation_id')) await changeHands(owner, sight.code);
    await forgetOthersViews(owner, sight.code);
    await tellOthersEventsOtherwise(owner, sight.code);
  });
  await touchEverything({ query: (sql, parameters) => copy.owner.query(sql, parameters) });
  return copy;
}

async function hideOtherwise(owner: Database, sight: Sight, table: string, isSeen: string): Promise<void> {
  // What is seen is noted first: what follows changes what the conditions look at.
  await owner.query(
    `create temporary table seen on commit drop as select t.ctid as place, ${isSeen} as seen from ${table} t`,
  );
  const hidden = `exists (select from seen s where s.place = t.ctid and not s.seen)`;
  const columns = await columnsOf(owner, table);
  const anew = COPIED[table];
  if (anew) {
    const names = columns.map(({ name }) => name);
    await owner.query(
      `insert into ${table} (${names.join(', ')}) overriding system value select ${names.map((name) => `n.${name}`).join(', ')}
       from ${table} t, jsonb_populate_record(null::${table}, to_jsonb(t) || jsonb_build_object(${anew})) n
       where ${hidden} and t.ctid::text ~ '[02468]\\)$'`,
    );
  }
  if (anew || WITHOUT_NEW.includes(table))
    await owner.query(`delete from ${table} t where ${hidden} and t.ctid::text ~ '[147]\\)$'`);
  const changed = columns.filter(({ name }) => !(KEPT[table] ?? []).includes(name));
  const inHidden = changed.map((column) => changeOf(sight, table, column));
  if (inHidden.length > 0) await owner.query(`update ${table} t set ${inHidden.join(', ')} where ${hidden}`);
  const unread = changed.filter(
    ({ name }) => !sight.readsColumn(table, name) && !(IN_ANOTHER[table] ?? []).includes(name),
  );
  // An update moves the row, so what is left where it was has not been changed above.
  const inSeen = unread.map((column) => changeOf(sight, table, column));
  if (inSeen.length > 0)
    await owner.query(
      `update ${table} t set ${inSeen.join(', ')} where exists (select from seen s where s.place = t.ctid and s.seen)`,
    );
  await owner.query('drop table seen');
}

function changeOf({ code }: Sight, table: string, { name, type }: Column): string {
  const value = `t.${name}`;
  const somebody = `(select id from directory.organisation where code <> '${code}' and id <> ${value} order by md5(id::text || ${value}::text) limit 1)`;
  const isBare = table === 'referrals.referral' ? ` and t.route = 'REFERRAL'` : '';
  const otherwise = () => {
    const words = NEXT[table]?.[name];
    if (words)
      return `case ${[...around(words), ...around(OVER)].map(([one, next]) => `when ${value} = '${one}' then '${next}'`).join(' ')} else ${value} end`;
    const more = LONGER[`${table}.${name}`];
    if (more) return `array_append(${value}, '${more}')`;
    if (TEXTS[table]?.includes(name)) return planted('B', table, name);
    switch (type) {
      case 'text':
        return `left(md5(${value} || 'B'), 7)`;
      case 'text[]':
        return `case when ${value} = '{}' then array['B'] else '{}' end`;
      case 'uuid':
        return name.endsWith('_id') ? somebody : 'gen_random_uuid()';
      case 'boolean':
        return `not ${value}`;
      case 'integer':
      case 'bigint':
        return `${value} + 1`;
      case 'bigint[]':
      case 'integer[]':
        return `${value} || ${value}`;
      case 'date':
      case 'timestamp with time zone':
        return `${value} - interval '31 hours'`;
      case 'bytea':
        return `sha256(${value})`;
      case 'jsonb':
        return `${value} || '{"B": 1}'`;
      default:
        throw new Error(`no other value known for ${table}.${name}, ${type}`);
    }
  };
  return `${name} = case when ${value} is not null${isBare} then ${otherwise()} else ${value} end`;
}

const around = (words: readonly string[]) =>
  words.map((word, index) => [word, words[(index + 1) % words.length]!] as const);

/** Every verdict but an organisation's own is somebody else's. */
async function changeHands(owner: Database, code: string): Promise<void> {
  await owner.query(
    `with free as (
       select e.id as entry_id, o.id, row_number() over (partition by e.id order by o.code desc) as place
       from trends.entry e cross join directory.organisation o where o.code <> '${code}'
         and not exists (select from trends.corroboration c where c.entry_id = e.id and c.organisation_id = o.id)
     ), others as (
       select id, entry_id, row_number() over (partition by entry_id order by id) as place
       from trends.corroboration where organisation_id <> ${keyOf(code)}
     )
     update trends.corroboration c set organisation_id = f.id from others t join free f using (entry_id, place) where c.id = t.id`,
  );
}

/** What others could see of things until now, so that the feeds of all others hear of everything anew. */
async function forgetOthersViews(owner: Database, code: string): Promise<void> {
  await owner.query(`delete from journal.view where organisation_id <> ${keyOf(code)}`);
}

/** Of an event of another that is shown, an organisation reads neither what else it touched nor what its leaf is made of. */
async function tellOthersEventsOtherwise(owner: Database, code: string): Promise<void> {
  await owner.query(
    `update journal.audit t set objects = array_append(t.objects, 'Referral/' || gen_random_uuid()),
       subject = ${planted('B', 'journal.audit', 'subject')}, salt = gen_random_uuid(), subject_salt = gen_random_uuid()
     where t.organisation_id <> ${keyOf(code)}
       and (select party from directory.organisation where code = '${code}') <> 'UNIT'`,
  );
}

async function columnsOf(owner: Database, table: string): Promise<Column[]> {
  return owner.query<Column>(
    `select attname as name, format_type(atttypid, atttypmod) as type from pg_attribute
     where attrelid = $1::regclass and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
}
