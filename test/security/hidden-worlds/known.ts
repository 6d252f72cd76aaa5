// What somebody who asks about two worlds may know or guess: every identifier, reference and word of both, hidden or not, and the cursors
// that came back.
import { CODES } from '../support/organisations.js';
import { SIGNED } from '../support/agreement.js';
import type { Sight } from './sight.js';
import { CANARY, TEXTS } from './small-world.js';
import type { Known } from '../../support/generator/values.js';
import type { TestDatabase } from '../../support/database.js';

const PREFIXES: Readonly<Record<string, string>> = {
  ref_: 'referrals.referral',
  con_: 'referrals.consent',
  evt_: 'referrals.event',
  msg_: 'referrals.message',
  trend_: 'trends.entry',
  contrib_: 'trends.contribution',
  corr_: 'trends.corroboration',
  act_: 'activity.report',
  batch_: 'statistics.batch',
  rel_: 'statistics.release',
  hook_: 'journal.webhook',
  org_: 'directory.organisation',
};
const MOST_CURSORS = 300;

export interface KnownOfWorlds extends Known {
  readonly cursors: string[];
  /** Identifiers of objects that are hidden, and one of nothing. */
  readonly hidden: readonly string[];
  /** Every word and every key that must not come back. */
  readonly secrets: ReadonlySet<string>;
}

/** What is known of some worlds to whoever asks as an organisation. */
export async function knownOf(worlds: readonly TestDatabase[], sight: Sight): Promise<KnownOfWorlds> {
  const ids: Record<string, string[]> = {};
  const hidden = ['ref_00000000-0000-4000-8000-00000000ffff'];
  const seen = new Set<string>();
  const secrets = new Set<string>();
  const words = new Set(['titel', 'ämne', 'not', 'text']);
  const references = new Set<string>();
  for (const { owner } of worlds) {
    for (const [prefix, table] of Object.entries(PREFIXES)) {
      const rows = await owner.query<{ id: string; seen: boolean }[]>(
        `select t.id, coalesce(${sight.rows[table]!}, false) as seen from ${table} t order by id`,
      );
      ids[prefix] = [...new Set([...(ids[prefix] ?? []), ...rows.map(({ id }) => prefix + id)])];
      for (const row of rows) if (row.seen) seen.add(row.id);
      for (const row of rows.filter((one) => !one.seen)) {
        hidden.push(prefix + row.id);
        secrets.add(row.id);
      }
    }
    // Whatever it once saw, its feed goes on naming.
    const told = await owner.query<{ id: string }[]>(
      `select distinct t.object_id as id from journal.change t where ${sight.rows['journal.change']!}`,
    );
    for (const { id } of told) seen.add(id);
    // So do its own events, and the unit's all.
    const read = await owner.query<{ id: string }[]>(
      `select distinct split_part(o.name, '/', 2) as id from journal.audit t, unnest(t.objects) o (name)
       where ${sight.rows['journal.audit']!}
         and ($1 = (select code from directory.organisation where id = t.organisation_id)
           or (select party from directory.organisation where code = $1) = 'UNIT')`,
      [sight.code],
    );
    for (const { id } of read) seen.add(id);
    for (const { word, isSeen } of await wordsOf(owner, sight)) {
      words.add(word);
      if (isSeen) seen.add(word);
      else secrets.add(word);
    }
    const referrals = await owner.query<{ reference: string; seen: boolean }[]>(
      `select t.reference, ${sight.rows['referrals.referral']!} as seen from referrals.referral t order by id`,
    );
    for (const { reference, seen: isSeen } of referrals) {
      references.add(reference);
      if (!isSeen) secrets.add(reference);
    }
  }
  for (const one of seen) secrets.delete(one);
  return {
    ...{ ids, hidden, secrets, references: [...references], words: [...words], codes: [...CODES, 'nobody'] },
    ...{ subjects: SIGNED.map(({ subject }) => subject), cursors: [] },
  };
}

/** Every canary of a world, and whether it stands in a text that an organisation may read. */
async function wordsOf(
  owner: TestDatabase['owner'],
  sight: Sight,
): Promise<{ word: string; isSeen: boolean }[]> {
  const each = Object.entries(TEXTS).flatMap(([table, columns]) =>
    columns.map((column) => {
      const isSeen = sight.readsColumn(table, column) ? (sight.rows[table] ?? 'false') : 'false';
      return `select t.${column}::text as text, coalesce(${isSeen}, false) as seen from ${table} t where t.${column} is not null`;
    }),
  );
  const rows = await owner.query<{ text: string; seen: boolean }[]>(`${each.join(' union all ')} order by 1`);
  return rows.flatMap(({ text, seen }) => (text.match(CANARY) ?? []).map((word) => ({ word, isSeen: seen })));
}

/** The canaries in some texts of some worlds, which a query gives. */
export async function wordsIn(worlds: readonly TestDatabase[], texts: string): Promise<string[]> {
  const rows = await Promise.all(worlds.map(({ owner }) => owner.query<{ text: string }[]>(texts)));
  return rows.flat().flatMap(({ text }) => text.match(CANARY) ?? []);
}

const HANDED_OUT = /"(?:cursor|endCursor|head)":"([\w-]+)"/g;
const KEYS =
  /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|kanarie[0-9a-f]{12}|SV-\w{4}-\w{4}/g;

/** Keeps the cursors of an answer, the newest for the oldest. */
export function learn(known: KnownOfWorlds, answer: string): void {
  for (const [, cursor] of answer.matchAll(HANDED_OUT)) known.cursors.push(cursor!);
  if (known.cursors.length > MOST_CURSORS) known.cursors.splice(0, known.cursors.length - MOST_CURSORS);
}

/** What stands in a text and must not. Cursors are looked into. */
export function secretsIn(known: KnownOfWorlds, text: string): string[] {
  const cursors = [...text.matchAll(HANDED_OUT)].map(([, cursor]) =>
    Buffer.from(cursor!, 'base64url').toString(),
  );
  return [text, ...cursors].flatMap((one) => one.match(KEYS) ?? []).filter((key) => known.secrets.has(key));
}
