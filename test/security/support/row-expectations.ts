// How many rows of each table every organisation may read, change and add in the small world, by the rules of the agreement.
import { countingOf, readableBatches } from './batch-expectations.js';
import { decidableBy, readableContributions, verdictsOf } from './contribution-expectations.js';
import {
  endableSupport,
  flagsOf,
  lifeForgeries,
  movableBy,
  readableMessages,
  readableServices,
  readableSupport,
} from './life-expectations.js';
import { CODES, ORGANISATIONS } from './organisations.js';
import { publishedTables, readableReleases } from './release-expectations.js';
import { ENTRIES, REPORTS, SHOWN_ANOTHERS, VERDICTS } from './row-data.js';

export const TABLES = [
  'directory.organisation', 'directory.issuer', 'directory.client', 'directory.document', 'directory.used_proof', 'trends.entry', 'trends.draft', 'trends.revision',
  'trends.contribution', 'trends.corroboration',
  'referrals.referral', 'referrals.consent', 'referrals.supporter', 'referrals.event',
  'referrals.service', 'referrals.message', 'referrals.erased', 'activity.report', 'statistics.batch', 'cube.cell',
  'statistics.release', 'statistics.published', 'cube.basis',
  'journal.idempotency', 'journal.outbox', 'journal.audit', 'journal.change', 'journal.head', 'journal.epoch', 'journal.view',
  'journal.leaf', 'journal.checkpoint', 'journal.shown',
  'journal.webhook', 'journal.webhook_waiting', 'journal.webhook_dead_letter',
] as const; // prettier-ignore
export type Table = (typeof TABLES)[number];
export type Counts = Readonly<Partial<Record<Table, number>>>;

/** The referrals, by their numbers, that an organisation may read. */
export function readableFlags(code: string): string[] {
  return flagsOf(code).map(({ id }) => id);
}

/** The entries that an organisation may read: published or withdrawn; the unit also drafts. */
export function readableEntries(code: string): string[] {
  return ENTRIES.filter(({ status }) => ORGANISATIONS[code] === 'UNIT' || status !== 'DRAFT').map(
    ({ id }) => id,
  );
}

/** The reports that an organisation has made: it alone corrects them. */
const reportsBy = (code: string) => REPORTS.filter(({ organisation }) => organisation === code);

/** The reports that an organisation may read: its own; the unit those of all. */
export function readableReports(code: string): string[] {
  const readable = ORGANISATIONS[code] === 'UNIT' ? REPORTS : reportsBy(code);
  return readable.map(({ id }) => id);
}

export const all = CODES.length + 1; // the founding organisations and the second police
const drafts = ENTRIES.filter(({ draft }) => draft !== null).length;
export const revisions = ENTRIES.flatMap((entry) => entry.revisions).length;

export function expectedReads(code: string): Counts {
  const flags = flagsOf(code).length;
  return {
    'directory.organisation': all,
    'trends.entry': readableEntries(code).length,
    'trends.draft': ORGANISATIONS[code] === 'UNIT' ? drafts : 0,
    'trends.revision': revisions,
    'trends.contribution': readableContributions(code).length,
    'trends.corroboration': VERDICTS.length,
    'referrals.referral': flags,
    'referrals.consent': flags,
    'referrals.supporter': readableSupport(code).length,
    'referrals.service': readableServices(code).length,
    'referrals.message': readableMessages(code).length,
    'referrals.event': flags,
    'activity.report': readableReports(code).length,
    'statistics.batch': readableBatches(code).length,
    'statistics.release': readableReleases(code).length,
    'statistics.published': publishedTables,
    'journal.idempotency': 1,
    'journal.change': 1,
    'journal.head': 1,
    'journal.epoch': 1,
    // Its own event; the unit those of all, RFSU also the unit's on its contribution.
    'journal.audit': ORGANISATIONS[code] === 'UNIT' ? all : code === SHOWN_ANOTHERS ? 2 : 1,
    'journal.shown': ORGANISATIONS[code] === 'UNIT' ? 0 : code === SHOWN_ANOTHERS ? 2 : 1,
    'journal.leaf': all,
    'journal.checkpoint': 1,
    'journal.webhook': 1,
  };
}

export function expectedUpdates(code: string): Counts {
  const isUnit = ORGANISATIONS[code] === 'UNIT';
  return {
    'directory.organisation': isUnit ? all : 1,
    'trends.entry': isUnit ? ENTRIES.length : 0,
    'trends.draft': isUnit ? drafts : 0,
    'trends.contribution': decidableBy(code).length,
    'trends.corroboration': verdictsOf(code).length,
    'referrals.referral': movableBy(code).length,
    'referrals.supporter': endableSupport(code).length,
    'activity.report': reportsBy(code).length,
    'statistics.batch': countingOf(code).length,
    'journal.idempotency': 1,
    'journal.webhook': 1,
  };
}

export function expectedDeletes(code: string): Counts {
  const isUnit = ORGANISATIONS[code] === 'UNIT';
  return { 'trends.draft': isUnit ? drafts : 0, 'journal.idempotency': 1, 'journal.webhook': 1 };
}

interface Forgery {
  readonly name: string;
  readonly sql: string;
  readonly isAllowed: boolean;
}

const CORRECTED =
  'on conflict (organisation_id, month, municipality, kind) do update set count = excluded.count';

/** New rows in an organisation's own name and in another's, on what it sees and on what it does not. */
export function forgeries(code: string): Forgery[] {
  const party = ORGANISATIONS[code]!;
  const other = code === 'bromma' ? 'farsta' : 'bromma';
  const of = (name: string) => `(select id from directory.organisation where code = '${name}')`;
  const insert = (name: string, isAllowed: boolean, sql: string) => ({
    name,
    isAllowed,
    sql: `insert into ${sql}`,
  });
  const referral = (
    sender: string,
  ) => `referrals.referral (reference, route, status, flagged_by_id, recipient_id, urgency, encounter_week,
    encounter_municipality, age_band, gender, exploitation_form, consent_state) values ('SV-9999-9999', 'REFERRAL', 'SUBMITTED', ${of(sender)},
    ${of(code)}, 'ROUTINE', '2026-W31', '0180', 'AGE_25_34', 'WOMAN', 'SEXUAL', 'GIVEN')`;
  const draft = `(entry_id, number, drafted_by, kind, title, summary, body, language, period, period_from, period_to, regions, arenas,
    age_bands, genders, topics, direction, confidence, method, coverage, sources`;
  const texts = `9, 'x', 'TREND', 'x', 'x', 'x', 'sv', '2026', '2026-01-01', '2026-12-31', '{}', '{}', '{}', '{}', '{}', 'RISING', 'LOW', 'x', 'x', '{}'`;
  const report = (name: string, month: string) =>
    `activity.report (organisation_id, month, municipality, kind, count) values (${of(name)}, '${month}', '0180', 'CHAT', 1)`;
  const journal = (name: string) => [
    insert(
      `webhook of ${name}`,
      name === code,
      `journal.webhook (organisation_id, url, events, secret) values (${of(name)}, 'x', '{REFERRAL_MOVED}', '')`,
    ),
    insert(
      `key of ${name}`,
      name === code,
      `journal.idempotency (organisation_id, key, operation, fingerprint) values (${of(name)}, 'new', 'x', '')`,
    ),
    insert(
      `outbox of ${name}`,
      name === code,
      `journal.outbox (organisation_id, kind, object_type, object_id) values (${of(name)}, 'x', 'x', gen_random_uuid())`,
    ),
    insert(
      `audit of ${name}`,
      name === code,
      `journal.audit (organisation_id, client, subject, action, objects, outcome) values (${of(name)}, 'x', 'x', 'x', '{}', 'x')`,
    ),
  ];
  return [
    insert('organisation', false, `directory.organisation (code, name, party, mandate, contact, login) values ('new', 'x', 'UNIT', 'x', 'x', session_user || 'x')`),
    insert('issuer', false, `directory.issuer values ('https://evil.invalid', 'x', '{}')`),
    insert('document', false, `directory.document (issuer, client_id, id, text) values ('https://issuer.development.invalid', 'development-${code}', 'new', 'x')`),
    insert('client', false, `directory.client values ('https://issuer.development.invalid', 'x', ${of(code)})`),
    insert('entry', party === 'UNIT', `trends.entry (status, publisher_id) values ('PUBLISHED', ${of(code)})`),
    insert('draft', party === 'UNIT', `trends.draft ${draft}) values ('${ENTRIES[0].id}', ${texts})`),
    insert('revision', party === 'UNIT', `trends.revision ${draft}, published_at) values ('${ENTRIES[0].id}', ${texts}, now())`),
    insert('flag of its own', party === 'POLICE', referral(code)),
    insert('flag of the police', party === 'POLICE', referral('polisen-stockholm')),
    insert('flag of the other police', false, referral('polisen-syd')),
    ...lifeForgeries(code, other),
    insert('count of what was erased', false, `referrals.erased values (2025, '01', 'SEXUAL', 'WOMAN', 'AGE_25_34', 'REFERRAL', 'MOVED_AWAY', 1)`),
    insert('line of its own feed', false, `journal.change (organisation_id, position, kind, object_type, object_id) values (${of(code)}, 9, 'CHANGED', 'TrendEntry', '${ENTRIES[0].id}')`),
    insert('line of another feed', false, `journal.change (organisation_id, kind, object_type, object_id) values (${of(other)}, 'CHANGED', 'TrendEntry', '${ENTRIES[0].id}')`),
    insert('head of its own', false, `journal.head values (${of(code)}, 9)`),
    insert('epoch', false, 'journal.epoch default values'),
    insert('view of its own', false, `journal.view values ('TrendEntry', '${ENTRIES[1].id}', ${of(code)}, '{}')`),
    insert('leaf', false, `journal.leaf values (99, sha256('x'))`),
    insert('checkpoint', false, `journal.checkpoint values (99, sha256('x'), now(), 'x', sha512('x'))`),
    insert('event that it is shown', false, `journal.shown values (${of(code)}, 99, '{}')`),
    insert('outbox of nobody', false, `journal.outbox (kind, object_type, object_id) values ('x', 'x', gen_random_uuid())`),
    insert('audit of nobody', false, `journal.audit (client, subject, action, objects, outcome) values ('x', 'x', 'x', '{}', 'x')`),
    insert('report of its own', true, report(code, '2026-05')),
    insert('report of another', false, report(other, '2026-05')),
    insert('correction of its own', true, `${report(code, '2026-06')} ${CORRECTED}`),
    insert('correction of another', false, `${report(other, '2026-06')} ${CORRECTED}`),
    insert('report handed to another', false, `${report(code, '2026-06')} ${CORRECTED}, organisation_id = ${of(other)}, month = '2026-04'`),
    ...journal(code),
    ...journal(other),
  ]; // prettier-ignore
}
