// Rows in which no column is empty, so that whatever a party may read comes back as a value, and whatever it may not would be
// recognised: every text is a word of its own, made from the name of its column.
import { randomBytes } from 'node:crypto';
import { SPOKESMEN } from './organisations.js';
import { PARTIES, type Party } from './agreement.js';
import type { Literals } from './paths.js';
import type { Database } from './privileges.js';
import { makeReference } from '../../../src/domain/reference.js';

/** The word planted in a text column. */
export const canary = (column: string) => `kanarie${column.replaceAll('_', '')}`;

const REFERRAL_TEXTS = ['safety_note', 'note', 'police_case_link', 'caseworker_note'];
const ENTRY_TEXTS = [
  'title', 'summary', 'body', 'method', 'coverage', 'method_notes', 'policing_notes', 'health_notes', 'outreach_guidance', 'drafted_by',
]; // prettier-ignore
/** Columns that hold a planted word, each with the field that shows it. */
export const PLANTED: Readonly<Record<string, string>> = {
  safety_note: 'Referral.safetyNote',
  note: 'Referral.note',
  police_case_link: 'Referral.policeCaseLink',
  caseworker_note: 'Referral.caseworkerNote',
  message_body: 'ReferralMessage.body',
  title: 'TrendEntry.title',
  summary: 'TrendEntry.summary',
  body: 'TrendEntry.body',
  method: 'TrendEntry.method',
  coverage: 'TrendEntry.coverage',
  method_notes: 'TrendEntry.methodNotes',
  sources: 'TrendEntry.sources',
  policing_notes: 'TrendEntry.policingNotes',
  health_notes: 'TrendEntry.healthNotes',
  outreach_guidance: 'TrendEntry.outreachGuidance',
  drafted_by: 'TrendEntry.draftedBy',
  withdrawn_reason: 'TrendEntry.withdrawnReason',
  override_reason: 'Consent.overrideReason',
  text_version: 'Consent.textVersion',
  comment: 'ReferralEvent.comment',
  contribution_title: 'Contribution.title',
  contribution_text: 'Contribution.text',
  decision_note: 'Contribution.decisionNote',
  corroboration_comment: 'Corroboration.comment',
  activity_note: 'ActivityReport.note',
  batch_source: 'Batch.source',
  release_notes: 'Release.notes',
  webhook_url: 'Webhook.url',
};

/** The word in a message between two organisations that nobody else asks for here: not even the unit may find it. */
export const OVERHEARD = canary('overheard');

export interface World {
  /** The referral that each party's spokesman takes part in. */
  readonly referrals: Readonly<Record<Party, { id: string; reference: string }>>;
  /** The activity report of each party's spokesman. */
  readonly reports: Readonly<Record<Party, string>>;
  /** The batch of each spokesman whose party is given batches. */
  readonly batches: Readonly<Partial<Record<Party, string>>>;
  /** The contribution of each spokesman; the unit, which offers nothing, sees the others'. */
  readonly contributions: Readonly<Record<Party, string>>;
  /** The webhook of each spokesman. */
  readonly webhooks: Readonly<Record<Party, string>>;
  readonly corroboration: string;
  readonly entry: string;
  /** What the entry refers to. */
  readonly release: string;
  readonly organisation: string;
}

const keyOf = (code: string) => `(select id from directory.organisation where code = '${code}')`;
const words = (columns: readonly string[]) => columns.map((column) => `'${canary(column)}'`).join(', ');

/** Fills an empty clone. */
export async function arrangeFullData(owner: Database): Promise<World> {
  await owner.query(
    `update directory.organisation set agreement_signed_at = '2026-11-21', regions = '{0180}'`,
  );
  const release = await arrangeRelease(owner);
  const [entry] = await owner.query<{ id: string }>(
    `insert into trends.entry (status, revision, publisher_id, withdrawn_reason)
     values ('WITHDRAWN', 2, ${keyOf('prostitutionsenheten')}, '${canary('withdrawn_reason')}') returning id`,
  );
  for (const number of [1, 2]) {
    await owner.query(
      `insert into trends.revision (entry_id, number, published_at, kind, language, period, period_from, period_to, regions, arenas,
         age_bands, genders, topics, direction, confidence, count_unit, sources, statistics, ${ENTRY_TEXTS.join(', ')})
       values ($1, $2, now(), 'TREND', 'sv', '2026-07', '2026-07-01', '2026-07-31', '{0180}', '{STREET}', '{UNKNOWN}', '{WOMAN}', '{ämne}',
         'RISING', 'LOW', 'ADVERTS', '{${canary('sources')}}', $3, ${words(ENTRY_TEXTS)})`,
      [entry!.id, number, JSON.stringify({ question: QUESTION, release, tables: [TABLE] })],
    );
  }
  const contributions = {} as Record<Party, string>;
  for (const party of PARTIES.filter((one) => one !== 'UNIT'))
    contributions[party] = await arrangeContribution(owner, SPOKESMEN[party], entry!.id);
  const [corroboration] = await owner.query<{ id: string }>(
    `insert into trends.corroboration (entry_id, organisation_id, verdict, comment)
     values ($1, ${keyOf('bromma')}, 'CONTRADICTS', '${canary('corroboration_comment')}') returning id`,
    [entry!.id],
  );
  const referrals = {} as Record<Party, { id: string; reference: string }>;
  // The police and the unit see what the others carry; whoever carries nothing itself looks at the first.
  for (const party of ['DISTRICT', 'MUNICIPALITY', 'RFSU', 'RFSL', 'SMITTSKYDD'] as const) {
    referrals[party] = await arrangeReferral(owner, SPOKESMEN[party]);
  }
  const reports = {} as Record<Party, string>;
  for (const party of PARTIES) reports[party] = await arrangeReport(owner, SPOKESMEN[party]);
  const webhooks = {} as Record<Party, string>;
  for (const party of PARTIES) webhooks[party] = await arrangeWebhook(owner, SPOKESMEN[party]);
  const batches: Partial<Record<Party, string>> = {};
  for (const party of ['UNIT', 'MUNICIPALITY'] as const)
    batches[party] = await arrangeBatch(owner, SPOKESMEN[party]);
  // Each of them is in the feeds of those who may read it.
  await owner.query(
    `insert into journal.outbox (kind, object_type, object_id)
     select 'x', 'TrendEntry', id from trends.entry union all select 'x', 'Release', id from statistics.release
     union all select 'x', 'Referral', id from referrals.referral union all select 'x', 'Contribution', id from trends.contribution`,
  );
  await owner.query(
    `update journal.change c set position = p.position from (
       select id, row_number() over (partition by organisation_id order by id) as position from journal.change) p where p.id = c.id`,
  );
  await owner.query(
    `insert into journal.audit (organisation_id, client, subject, operation, action, guarded, objects, outcome)
     select o.id, 'client', 'subject', 'Operation', 'referral', '{Referral.note}', array['Referral/' || gen_random_uuid()], 'DONE'
     from directory.organisation o`,
  );
  const [rfsu] = await owner.query<{ id: string }>(
    `select id from directory.organisation where code = 'rfsu'`,
  );
  return {
    referrals: { ...referrals, UNIT: referrals.DISTRICT, POLICE: referrals.DISTRICT },
    reports,
    batches,
    webhooks,
    contributions: { ...contributions, UNIT: contributions.DISTRICT },
    corroboration: `corr_${corroboration!.id}`,
    entry: `trend_${entry!.id}`,
    release: `rel_${release}`,
    organisation: `org_${rfsu!.id}`,
  };
}

async function arrangeReferral(
  owner: Database,
  recipient: string,
): Promise<{ id: string; reference: string }> {
  const reference = makeReference(randomBytes);
  const [referral] = await owner.query<{ id: string }>(
    `insert into referrals.referral (reference, route, status, flagged_by_id, recipient_id, urgency, encounter_week,
       encounter_municipality, encounter_district, age_band, gender, origin, languages, exploitation_form, indicators,
       means_of_control, needs, health_needs, consent_state, minor_reported, acknowledge_by, decide_by, outcome,
       permit_status, permit_until, ${REFERRAL_TEXTS.join(', ')})
     values ($1, 'REFERRAL', 'SUBMITTED', ${keyOf('polisen-stockholm')}, ${keyOf(recipient)}, 'ROUTINE', '2026-W31',
       '0180', 'jarva', 'AGE_15_17', 'WOMAN', 'NON_EU', '{ro}', 'SEXUAL', '{DECEPTION}', '{THREATS}', '{MEDICAL}', '{STI_TESTING}',
       'GIVEN', true, now(), now(), 'MOVED_AWAY', 'INFORMED', '2026-12-24', ${words(REFERRAL_TEXTS)}) returning id`,
    [reference],
  );
  await owner.query(
    `insert into referrals.consent (referral_id, organisation_id, services, state, text_version, language, override, override_reason)
     values ($1, ${keyOf(recipient)}, '{MEDICAL}', 'GIVEN', '${canary('text_version')}', 'ro', 'VITAL', '${canary('override_reason')}')`,
    [referral!.id],
  );
  await owner.query(
    `insert into referrals.event (referral_id, action, from_status, to_status, organisation_id, reason, comment)
     values ($1, 'RETURN', 'ACKNOWLEDGED', 'RETURNED', ${keyOf(recipient)}, 'OTHER', '${canary('comment')}')`,
    [referral!.id],
  );
  await owner.query(
    `insert into referrals.supporter (referral_id, organisation_id) values ($1, ${keyOf('sodermalm')})`,
    [referral!.id],
  );
  await owner.query(
    `insert into referrals.service (referral_id, organisation_id, service, status) values ($1, ${keyOf(recipient)}, 'MEDICAL', 'OFFERED')`,
    [referral!.id],
  );
  await owner.query(
    `insert into referrals.message (referral_id, organisation_id, audience, body) values
       ($1, ${keyOf(recipient)}, array[${keyOf('polisen-stockholm')}, ${keyOf('prostitutionsenheten')}], '${canary('message_body')}'),
       ($1, ${keyOf('sodermalm')}, array[${keyOf('bromma')}], '${OVERHEARD}')`,
    [referral!.id],
  );
  return { id: `ref_${referral!.id}`, reference };
}

async function arrangeReport(owner: Database, organisation: string): Promise<string> {
  const [report] = await owner.query<{ id: string }>(
    `insert into activity.report (organisation_id, month, municipality, kind, count, note)
     values (${keyOf(organisation)}, '2026-07', '0180', 'CHAT', 7, '${canary('activity_note')}') returning id`,
  );
  return `act_${report!.id}`;
}

const TABLE = 'ADVERTS/YEAR/TOTAL';
/** What every party may ask about the release. */
export const QUESTION = { measure: 'ADVERTS', granularity: 'YEAR', groupBy: ['PERIOD'] };

async function arrangeRelease(owner: Database): Promise<string> {
  const [release] = await owner.query<{ id: string }>(
    `insert into statistics.release (period, measures, notes, revises, published_at, parameters)
     values ('2025', '{ADVERTS}', '${canary('release_notes')}', true, now(), '{}') returning id`,
  );
  await owner.query(`insert into statistics.published values ($1, $2, '2025', '{40}')`, [release!.id, TABLE]);
  return release!.id;
}

async function arrangeContribution(owner: Database, organisation: string, entry: string): Promise<string> {
  const [contribution] = await owner.query<{ id: string }>(
    `insert into trends.contribution (organisation_id, attribution, status, title, text, period, regions, arenas, decided_at,
       decision_note, entry_id, entry_revision)
     values (${keyOf(organisation)}, 'ANONYMOUS', 'INCORPORATED', '${canary('contribution_title')}', '${canary('contribution_text')}',
       '2026-07', '{0180}', '{STREET}', now(), '${canary('decision_note')}', $1, 1) returning id`,
    [entry],
  );
  return `contrib_${contribution!.id}`;
}

async function arrangeWebhook(owner: Database, organisation: string): Promise<string> {
  const [webhook] = await owner.query<{ id: string }>(
    `insert into journal.webhook (organisation_id, url, events, secret, last_delivery_at, last_status)
     values (${keyOf(organisation)}, '${canary('webhook_url')}', '{REFERRAL_MOVED}', 'x', now(), 'DELIVERED') returning id`,
  );
  return `hook_${webhook!.id}`;
}

async function arrangeBatch(owner: Database, organisation: string): Promise<string> {
  const [batch] = await owner.query<{ id: string }>(
    `insert into statistics.batch (organisation_id, source, digest, row_count, rejected_count, withdrawn_at)
     values (${keyOf(organisation)}, '${canary('batch_source')}', 'x', 7, 1, now()) returning id`,
  );
  return `batch_${batch!.id}`;
}

/** The arguments that lead a party to rows with values. `node` is told which type to look for. */
export function literalsFor(
  {
    referrals,
    reports,
    batches,
    webhooks,
    contributions,
    corroboration,
    entry,
    release,
    organisation,
  }: World,
  party: Party,
  nodeType?: string | null,
): Literals {
  const { id, reference } = referrals[party];
  const node =
    {
      TrendEntry: entry,
      Organisation: organisation,
      Release: release,
      ActivityReport: reports[party],
      Contribution: contributions[party],
      Webhook: webhooks[party],
      Corroboration: corroboration,
      // Whoever is given none asks for somebody's.
      Batch: batches[party] ?? batches.MUNICIPALITY,
    }[nodeType ?? ''] ?? id;
  return {
    'Query.node.id': `"${node}"`,
    'Query.organisation.code': '"rfsu"',
    'Query.auditProof.sequence': '0',
    'Query.trendEntry.id': `"${entry}"`,
    'Query.referral.reference': `"${reference}"`,
  };
}
