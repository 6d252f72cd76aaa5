// A small world with a row for every rule of the agreement about rows, put there by the owner of the database.
import { CODES } from './organisations.js';
import { FLAGS, OTHER_POLICE, arrangeFlag, id } from './row-flags.js';
import type { Database } from './privileges.js';

/** Trend entries, and which revisions and drafts each has. */
export const ENTRIES = [
  { id: id(2, 1), status: 'PUBLISHED', revisions: [1, 2], draft: null },
  { id: id(2, 2), status: 'WITHDRAWN', revisions: [1], draft: null },
  { id: id(2, 3), status: 'DRAFT', revisions: [], draft: 1 },
  { id: id(2, 4), status: 'PUBLISHED', revisions: [1], draft: 2 },
] as const;

/** A report of every organisation's work, and a second one of RFSU's. */
export const REPORTS = [...CODES, OTHER_POLICE, 'rfsu'].map((organisation, index) => ({
  id: id(5, index + 1),
  organisation,
  month: index > CODES.length ? '2026-07' : '2026-06',
}));

interface Batch {
  readonly id: string;
  readonly organisation: string;
  readonly isWithdrawn: boolean;
}

const batch = (number: number, organisation: string, isWithdrawn = false): Batch => ({
  id: id(7, number),
  organisation,
  isWithdrawn,
});

/** Batches of observations: counting and withdrawn ones. */
export const BATCHES: readonly Batch[] = [
  batch(1, 'prostitutionsenheten'),
  batch(2, 'prostitutionsenheten', true),
  batch(3, 'socialtjansten-malmo'),
  batch(4, 'socialtjansten-malmo', true),
  // Cannot come about through the API; the rule of the agreement holds even so.
  batch(5, 'bromma'),
];

interface Offer {
  readonly id: string;
  readonly organisation: string;
  readonly status: 'SUBMITTED' | 'INCORPORATED' | 'DECLINED';
}

const offer = (number: number, organisation: string, status: Offer['status'] = 'SUBMITTED'): Offer => ({
  id: id(8, number),
  organisation,
  status,
});

/** Contributions; what is incorporated went into the first revision of the first entry. */
export const CONTRIBUTIONS: readonly Offer[] = [
  offer(1, 'rfsu'),
  offer(2, 'rfsu', 'DECLINED'),
  offer(3, 'rfsl', 'INCORPORATED'),
  offer(4, 'bromma'),
  offer(5, 'polisen-stockholm'),
  offer(6, OTHER_POLICE),
];

const verdict = (number: number, organisation: string, entry: number) => ({
  ...{ id: id(9, number), organisation },
  entry: ENTRIES[entry]!.id,
});

/** Verdicts on a published and on a withdrawn entry. */
export const VERDICTS = [
  verdict(1, 'rfsu', 0),
  verdict(2, 'rfsl', 0),
  verdict(3, 'polisen-stockholm', 0),
  verdict(4, 'bromma', 0),
  verdict(5, 'rfsl', 1),
] as const;

/** The cells that each batch was counted into. */
export const CELLS_OF_EACH = 2;

/** One that is published, and one that is being built. */
export const RELEASES = [
  { id: id(0, 1), isPublished: true },
  { id: id(0, 2), isPublished: false },
];
const MEASURES = `'{ADVERTS,PERSONS_MET,REFERRALS,ACTIVITIES}'`;
/** Tables of each release, and the true counts of as many; what is not published yet has them as the worker's transaction would. */
export const TABLES_OF_EACH = 2;

const ORGANISATION = `(select id from directory.organisation where code = $2)`;
const TEXTS = `'TREND', 'titel', 'ingress', 'text', 'sv', '2026-07', '2026-07-01', '2026-07-31', '{0180}', '{STREET}', '{UNKNOWN}',
  '{UNKNOWN}', '{ämne}', 'RISING', 'LOW', 'metod', 'täckning', '{källa}'`;
const COLUMNS = `kind, title, summary, body, language, period, period_from, period_to, regions, arenas, age_bands, genders, topics,
  direction, confidence, method, coverage, sources`;

/** Who is shown an event of another organisation, on a contribution of its own. */
export const SHOWN_ANOTHERS = 'rfsu';

/** Fills an empty clone. */
export async function arrangeRows(owner: Database): Promise<void> {
  await owner.query(
    `insert into directory.organisation (code, name, party, mandate, contact, login)
     values ($1, 'Polisen i söder', 'POLICE', 'uppdrag', 'brevlåda', 'none')`,
    [OTHER_POLICE],
  );
  for (const entry of ENTRIES) {
    const number = entry.revisions.at(-1) ?? 1;
    await owner.query(
      `insert into trends.entry (id, status, revision, publisher_id)
       values ($1, $3, $4, (select id from directory.organisation where code = $2))`,
      [entry.id, 'prostitutionsenheten', entry.status, number],
    );
    for (const revision of entry.revisions) {
      await owner.query(
        `insert into trends.revision (entry_id, number, drafted_by, published_at, ${COLUMNS}) values ($1, $2, 'någon', now(), ${TEXTS})`,
        [entry.id, revision],
      );
    }
    if (entry.draft !== null) {
      await owner.query(
        `insert into trends.draft (entry_id, number, drafted_by, ${COLUMNS}) values ($1, $2, 'någon', ${TEXTS})`,
        [entry.id, entry.draft],
      );
    }
  }
  for (const { id: offerId, organisation, status } of CONTRIBUTIONS) {
    await owner.query(
      `insert into trends.contribution (id, organisation_id, attribution, status, title, text, regions, arenas, decided_at,
         decision_note, entry_id, entry_revision)
       values ($1, ${ORGANISATION}, 'ANONYMOUS', $3, 'rubrik', 'iakttagelse', '{}', '{}', case when $3 <> 'SUBMITTED' then now() end,
         case when $3 <> 'SUBMITTED' then 'svar' end, case when $3 = 'INCORPORATED' then $4::uuid end, case when $3 = 'INCORPORATED' then 1 end)`,
      [offerId, organisation, status, ENTRIES[0].id],
    );
  }
  for (const { id: verdictId, organisation, entry } of VERDICTS) {
    await owner.query(
      `insert into trends.corroboration (id, organisation_id, entry_id, verdict, comment) values ($1, ${ORGANISATION}, $3, 'CONFIRMS', 'ord')`,
      [verdictId, organisation, entry],
    );
  }
  for (const one of FLAGS) await arrangeFlag(owner, one);
  for (const { id: reportId, organisation, month } of REPORTS) {
    await owner.query(
      `insert into activity.report (id, organisation_id, month, municipality, kind, count, note)
       values ($1, ${ORGANISATION}, $3, '0180', 'CHAT', 7, 'not')`,
      [reportId, organisation, month],
    );
  }
  for (const { id: batchId, organisation, isWithdrawn } of BATCHES) {
    await owner.query(
      `insert into statistics.batch (id, organisation_id, source, digest, row_count, withdrawn_at)
       values ($1::uuid, ${ORGANISATION}, 'källa', sha256($1::uuid::text::bytea), 2, case when $3 then now() end)`,
      [batchId, organisation, isWithdrawn],
    );
    await owner.query(
      `insert into cube.cell (batch_id, week, municipality, arena, age_band, gender, change, count_unit, n, rk)
       select $1::uuid, '2026-W31', '0180', 'STREET', 'UNKNOWN', 'WOMAN', 'PRESENT', 'ADVERTS', n, 7 from generate_series(1, $2::int) n`,
      [batchId, CELLS_OF_EACH],
    );
  }
  for (const { id: releaseId, isPublished } of RELEASES) {
    await owner.query(
      `insert into statistics.release (id, period, measures, notes, revises, published_at, parameters)
       values ($1, '2025', ${MEASURES}, 'not', false, case when $2 then now() end, case when $2 then '{}'::jsonb end)`,
      [releaseId, isPublished],
    );
    for (const table of [
      'published (release_id, name, period, counts)',
      'basis (release_id, name, period, n, rk)',
    ])
      await owner.query(
        `insert into ${table.startsWith('basis') ? 'cube' : 'statistics'}.${table}
         select $1::uuid, 'ADVERTS/YEAR/TOTAL', y::text, '{40}'${table.startsWith('basis') ? `, '{41}'` : ''}
         from generate_series(2025 - $2::int + 1, 2025) y`,
        [releaseId, TABLES_OF_EACH],
      );
  }
  await owner.query(`insert into directory.used_proof (key) values (sha256('one'))`);
  await owner.query(
    `insert into directory.document (issuer, client_id, id, text)
     select issuer, client_id, 'kept', 'query Kept { viewer { subject } }' from directory.client where client_id = 'development-rfsl'`,
  );
  await owner.query(
    `insert into journal.idempotency (organisation_id, key, operation, fingerprint) select id, 'key-' || code, 'x', '' from directory.organisation`,
  );
  await owner.query(
    `insert into journal.outbox (organisation_id, kind, object_type, object_id) select id, 'x', 'Referral', id from directory.organisation`,
  );
  // Of each organisation's two lines one is of days ago, and one waits for its position.
  await owner.query(
    `insert into journal.change (organisation_id, position, at, kind, object_type, object_id)
     select id, position, now() - age, 'CHANGED', 'TrendEntry', $1::uuid
     from directory.organisation, (values (1, interval '2 days'), (null, interval '0')) p (position, age)`,
    [ENTRIES[0].id],
  );
  await owner.query('insert into journal.head select id, 1 from directory.organisation');
  for (const [table, columns, values] of [
    [
      'journal.webhook',
      'organisation_id, url, events, secret',
      `id, 'https://x.invalid', '{REFERRAL_MOVED}', 'x' from directory.organisation`,
    ],
    [
      'journal.webhook_waiting',
      'webhook_id, object_id, position, failures, due_at',
      `id, id, 1, 1, now() from journal.webhook`,
    ],
    [
      'journal.webhook_dead_letter',
      'webhook_id, organisation_id, position, object_id, status',
      `id, organisation_id, 1, id, 'x' from journal.webhook`,
    ],
  ])
    await owner.query(`insert into ${table} (${columns}) select ${values}`);
  await owner.query(
    `insert into journal.view select 'TrendEntry', $1::uuid, id, '{}' from directory.organisation`,
    [ENTRIES[0].id],
  );
  await owner.query(
    `insert into journal.audit (organisation_id, client, subject, action, objects, outcome)
     select id, 'c', 's', 'x', '{}', 'DONE' from directory.organisation`,
  );
  // One event of each organisation is sealed, one waits. What the unit did to a contribution of RFSU is shown to RFSU, and was to RFSL,
  // whose it is not.
  await owner.query(
    `insert into journal.audit (organisation_id, client, subject, action, objects, outcome, sequence)
     select id, 'c', 's', 'contributions', case party when 'UNIT' then array[$1] else '{}' end, 'DONE', row_number() over (order by code) - 1
     from directory.organisation`,
    [`Contribution/${CONTRIBUTIONS[0]!.id}`],
  );
  await owner.query(
    `insert into journal.leaf select sequence, sha256(client::bytea) from journal.audit where sequence is not null`,
  );
  await owner.query(
    `insert into journal.checkpoint select count(*), sha256('x'), now(), 'k', sha512('x') from journal.leaf`,
  );
  await owner.query(
    `insert into journal.shown
     select a.organisation_id, a.sequence, '{}' from journal.audit a join directory.organisation o on o.id = a.organisation_id
     where a.sequence is not null and o.party <> 'UNIT'
     union all
     select o.id, a.sequence, a.objects from journal.audit a, directory.organisation o
     where a.objects <> '{}' and o.code in ($1, 'rfsl')`,
    [SHOWN_ANOTHERS],
  );
  await owner.query(
    `insert into referrals.erased values (2026, '01', 'SEXUAL', 'WOMAN', 'AGE_25_34', 'REFERRAL', 'MOVED_AWAY', 1)`,
  );
}
