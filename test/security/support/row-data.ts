// A small world with a row for every rule of the agreement about rows, put there by the owner of the database.
import { CODES } from './organisations.js';
import type { Database } from './privileges.js';

/** Identifiers that say in a failing test which row they are. */
const id = (kind: number, number: number) =>
  `00000000-0000-4000-8${kind}00-${String(number).padStart(12, '0')}`;

interface Flag {
  readonly id: string;
  readonly route: 'REFERRAL' | 'NOTIFICATION';
  readonly sender: string;
  readonly recipient: string;
  readonly supporters: readonly string[];
  readonly former: readonly string[];
}

function flag(number: number, recipient: string, more: Partial<Flag> = {}): Flag {
  const base = { route: 'REFERRAL', sender: 'polisen-stockholm', supporters: [], former: [] } as const;
  return { id: id(1, number), recipient, ...base, ...more };
}

/** A second police organisation, which has no login here: its flags are not the first one's. */
const OTHER_POLICE = 'polisen-syd';

export const FLAGS: readonly Flag[] = [
  flag(1, 'socialjouren'),
  flag(2, 'socialtjansten-malmo'),
  flag(3, 'prostitutionsenheten', { route: 'NOTIFICATION' }),
  flag(4, 'jarva', { supporters: ['rfsl'], former: ['rfsu'] }),
  flag(5, 'rfsu', { supporters: ['smittskydd-stockholm', 'socialtjansten-malmo'] }),
  flag(6, 'socialjouren', { sender: OTHER_POLICE, supporters: ['sodermalm'], former: ['rfsl', 'farsta'] }),
  // Neither can come about through the API; the rule of the agreement holds even so.
  flag(7, 'farsta', { route: 'NOTIFICATION', supporters: ['rfsl'] }),
  flag(8, 'prostitutionsenheten', { route: 'NOTIFICATION', sender: OTHER_POLICE, supporters: ['rfsu'] }),
  flag(9, 'smittskydd-stockholm', { former: ['polisen-stockholm'], sender: OTHER_POLICE }),
  flag(10, 'rfsl', { supporters: ['bromma', 'kungsholmen', 'skarpnack'] }),
];

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

const ORGANISATION = `(select id from directory.organisation where code = $2)`;
const TEXTS = `'TREND', 'titel', 'ingress', 'text', 'sv', '2026-07', '2026-07-01', '2026-07-31', '{0180}', '{STREET}', '{UNKNOWN}',
  '{UNKNOWN}', '{ämne}', 'RISING', 'LOW', 'metod', 'täckning', '{källa}'`;
const COLUMNS = `kind, title, summary, body, language, period, period_from, period_to, regions, arenas, age_bands, genders, topics,
  direction, confidence, method, coverage, sources`;

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
  for (const one of FLAGS) await arrangeFlag(owner, one);
  for (const { id: reportId, organisation, month } of REPORTS) {
    await owner.query(
      `insert into activity.report (id, organisation_id, month, municipality, kind, count, note)
       values ($1, ${ORGANISATION}, $3, '0180', 'CHAT', 7, 'not')`,
      [reportId, organisation, month],
    );
  }
  await owner.query(
    `insert into journal.idempotency (organisation_id, key, operation, fingerprint) select id, 'key-' || code, 'x', '' from directory.organisation`,
  );
  await owner.query(
    `insert into journal.outbox (organisation_id, kind, object_type, object_id) select id, 'x', 'Referral', id from directory.organisation`,
  );
  await owner.query(
    `insert into journal.audit (organisation_id, client, subject, action, objects, outcome)
     select id, 'c', 's', 'x', '{}', 'DONE' from directory.organisation`,
  );
}

async function arrangeFlag(
  owner: Database,
  { id: flagId, route, sender, recipient, supporters, former }: Flag,
) {
  const number = Number(flagId.slice(-12));
  await owner.query(
    `insert into referrals.referral (id, reference, route, status, flagged_by_id, recipient_id, urgency, encounter_week,
       encounter_municipality, age_band, gender, exploitation_form, consent_state)
     values ($1, $4, $5, 'SUBMITTED', ${ORGANISATION}, (select id from directory.organisation where code = $3), 'ROUTINE',
       '2026-W31', '0180', 'AGE_25_34', 'WOMAN', 'SEXUAL', 'GIVEN')`,
    [flagId, sender, recipient, `SV-0000-${String(number).padStart(4, '0')}`, route],
  );
  await owner.query(
    `insert into referrals.consent (id, referral_id, organisation_id, services, state, text_version)
     values ($3, $1, ${ORGANISATION}, '{}', 'GIVEN', '1')`,
    [flagId, recipient, id(3, number)],
  );
  await owner.query(
    `insert into referrals.event (id, referral_id, action, to_status, organisation_id) values ($3, $1, 'SUBMIT', 'SUBMITTED', ${ORGANISATION})`,
    [flagId, sender, id(4, number)],
  );
  for (const code of [...supporters, ...former]) {
    await owner.query(
      `insert into referrals.supporter (referral_id, organisation_id, until)
       values ($1, ${ORGANISATION}, $3::timestamptz)`,
      [flagId, code, former.includes(code) ? '2026-08-01T00:00:00Z' : null],
    );
  }
}
