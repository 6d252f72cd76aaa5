// Filtering or sorting by a field reveals it. Each input that narrows or orders a read names the subject that it would
// reveal, and is open to exactly the parties that may read that subject.
import { codesOf } from '../domain/code-list.js';
import { TREND_ENTRY_FIELD } from '../domain/lists/trends.js';
import type { Subject } from './matrix.js';

/** Input fields of read operations, and of writes to fields that not everybody who may write may read. */
export const FIELD_REVEALS: Readonly<Record<string, Subject>> = {
  'TrendEntryFilter.kinds': 'TrendEntry.kind',
  'TrendEntryFilter.regions': 'TrendEntry.regions',
  'TrendEntryFilter.arenas': 'TrendEntry.arenas',
  'TrendEntryFilter.ageBands': 'TrendEntry.ageBands',
  'TrendEntryFilter.genders': 'TrendEntry.genders',
  'TrendEntryFilter.topics': 'TrendEntry.topics',
  'TrendEntryFilter.direction': 'TrendEntry.direction',
  'TrendEntryFilter.periodFrom': 'TrendEntry.period',
  'TrendEntryFilter.periodTo': 'TrendEntry.period',
  'TrendEntryFilter.publishedAfter': 'TrendEntry.publishedAt',
  // Search reads a vector per party, made of that party's texts only (migrations: trends).
  'TrendEntryFilter.search': 'TrendEntry.title',
  'TrendEntryFilter.status': 'TrendEntry.status',
  'ActivityFilter.monthFrom': 'ActivityReport.month',
  'ActivityFilter.monthTo': 'ActivityReport.month',
  'ActivityFilter.municipality': 'ActivityReport.municipality',
  'ActivityFilter.kinds': 'ActivityReport.kind',
  'ActivityFilter.organisation': 'ActivityReport.organisation',
  'AuditFilter.organisation': 'AuditEvent.organisation',
  'AuditFilter.action': 'AuditEvent.action',
  'AuditFilter.object': 'AuditEvent.objects',
  'AuditFilter.since': 'AuditEvent.at',
  'AuditFilter.until': 'AuditEvent.at',
  // The catalogue is the same for all, and so is every published number.
  'StatisticsFilter.period': 'StatisticsCell.coordinates',
  'StatisticsFilter.county': 'StatisticsCell.coordinates',
  'StatisticsFilter.municipality': 'StatisticsCell.coordinates',
  'StatisticsFilter.arena': 'StatisticsCell.coordinates',
  'StatisticsFilter.ageGroup': 'StatisticsCell.coordinates',
  'StatisticsFilter.gender': 'StatisticsCell.coordinates',
  'StatisticsFilter.change': 'StatisticsCell.coordinates',
  'StatisticsFilter.exploitationForm': 'StatisticsCell.coordinates',
  'StatisticsFilter.outcome': 'StatisticsCell.coordinates',
  'StatisticsFilter.activityKind': 'StatisticsCell.coordinates',
  'StatisticsFilter.party': 'StatisticsCell.coordinates',
  'ReferralFilter.status': 'Referral.status',
  'ReferralFilter.urgency': 'Referral.urgency',
  // Being idle is about everything that happens in a referral, support included.
  'ReferralFilter.late': 'Referral.services',
  'RecordServicesInput.healthNeeds': 'Referral.healthNeeds',
  'RecordServicesInput.caseworkerNote': 'Referral.caseworkerNote',
};

/** Arguments of reads that choose rows. */
export const ARGUMENT_REVEALS: Readonly<Record<string, Subject>> = {
  'Query.node.id': 'Query.node',
  'Query.organisations.party': 'Organisation.party',
  'Query.organisation.code': 'Organisation.code',
  'Query.permissions.subject': 'PermissionRow.subject',
  'Query.trendEntries.filter': 'Query.trendEntries',
  'Query.trendEntries.orderBy': 'Query.trendEntries',
  'Query.trendEntry.id': 'TrendEntry.id',
  'Query.trendEntry.revision': 'TrendEntry.revision',
  'TrendEntry.revisions.changing': 'TrendEntry.revisions',
  'Query.contributions.status': 'Contribution.status',
  'Query.referrals.filter': 'Query.referrals',
  'Query.referral.id': 'Referral.id',
  'Query.referral.reference': 'Referral.reference',
  'Query.statistics.input': 'Query.statistics',
  'Query.activityReports.filter': 'Query.activityReports',
  'Query.auditEvents.filter': 'Query.auditEvents',
  'Query.auditProof.sequence': 'AuditProof.sequence',
};

/** That a field has changed is told to those who may read it. */
function changeReveals(): Record<string, Subject> {
  const camel = (code: string) => code.toLowerCase().replace(/_./g, ([, letter]) => letter!.toUpperCase());
  return Object.fromEntries(
    codesOf(TREND_ENTRY_FIELD).map((code) => [
      `${TREND_ENTRY_FIELD.name}.${code}`,
      `TrendEntry.${camel(code)}` as Subject,
    ]),
  );
}

/** Values of enums that order or select a read. */
export const VALUE_REVEALS: Readonly<Record<string, Subject>> = {
  ...changeReveals(),
  'TrendEntryOrder.PUBLISHED_AT_DESC': 'TrendEntry.publishedAt',
  'TrendEntryOrder.PUBLISHED_AT_ASC': 'TrendEntry.publishedAt',
  'TrendEntryOrder.RELEVANCE': 'TrendEntry.title',
  // Only the unit has drafts (row rule of TrendEntry), so only the unit has the word for them.
  'TrendStatus.DRAFT': 'TrendEntry.draftedBy',
  // Nobody can wait for what it never hears of: drafts, and releases that are only asked for, are the unit's.
  'WebhookEvent.TREND_ENTRY_CREATED': 'TrendEntry.draftedBy',
  'WebhookEvent.TREND_ENTRY_CHANGED': 'TrendEntry.draftedBy',
  'WebhookEvent.TREND_ENTRY_PUBLISHED': 'Query.trendEntry',
  'WebhookEvent.TREND_ENTRY_CORRECTED': 'Query.trendEntry',
  'WebhookEvent.TREND_ENTRY_WITHDRAWN': 'Query.trendEntry',
  'WebhookEvent.RELEASE_CREATED': 'Mutation.publishRelease',
  'WebhookEvent.RELEASE_PUBLISHED': 'Query.releases',
  'WebhookEvent.CONTRIBUTION_CREATED': 'Query.contributions',
  'WebhookEvent.CONTRIBUTION_DECIDED': 'Query.contributions',
  'WebhookEvent.REFERRAL_CREATED': 'Query.referral',
  'WebhookEvent.REFERRAL_MOVED': 'Query.referral',
  'WebhookEvent.REFERRAL_MESSAGED': 'Query.referral',
  'WebhookEvent.REFERRAL_CHANGED': 'Query.referral',
  'WebhookEvent.REFERRAL_REMOVED': 'Query.referral',
};
