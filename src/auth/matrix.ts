// The sharing agreement: who may call what, and who may read which field. Every other layer is computed from this table;
// nothing else in the project decides a permission. Changing a cell is changing the partners' agreement.
import type { Scope } from './scopes.js';

const X = 'X'; // may call
const R = 'R'; // may read
const _ = '-'; // neither: the subject does not exist for that party

export type Access = typeof X | typeof R | typeof _;

/** The conditions under which a permitted row may be read, in the agreement's own words. */
export const ROW_RULES = {
  published: 'published or withdrawn; UNIT also drafts',
  ownUnitAll: 'own; UNIT all',
  referralParticipants:
    'UNIT all; POLICE own flags; others where recipient or active supporter; NOTIFICATION rows: UNIT and sender only',
  messageAudience: 'named in the audience, or its author',
  readable: 'of objects the reader may read',
  auditOwn: "own organisation's events, and events on objects it owns; UNIT all",
  own: 'own',
} as const;
export type RowRule = keyof typeof ROW_RULES;

/** One cell per party, in the order of PARTIES. */
type Cells = [Access, Access, Access, Access, Access, Access, Access];
export type Row = [...Cells] | [...Cells, Scope | null] | [...Cells, Scope | null, RowRule];

// prettier-ignore
export const AGREEMENT = {
  //                                        UNIT
  //                                        |  POLICE
  //                                        |  |  DISTRICT
  //                                        |  |  |  MUNICIPALITY
  //                                        |  |  |  |  RFSU
  //                                        |  |  |  |  |  RFSL
  //                                        |  |  |  |  |  |  SMITTSKYDD
  //                                        |  |  |  |  |  |  |   scope, row rule
  // Query: X may be called
  'Query.viewer':                           [X, X, X, X, X, X, X],
  'Query.node':                             [X, X, X, X, X, X, X], // answers only what the typed field would
  'Query.organisations':                    [X, X, X, X, X, X, X],
  'Query.organisation':                     [X, X, X, X, X, X, X],
  'Query.permissions':                      [X, X, X, X, X, X, X], // the agreement itself is no secret among its parties
  'Query.trendEntries':                     [X, X, X, X, X, X, X, 'trends:read'],
  'Query.trendEntry':                       [X, X, X, X, X, X, X, 'trends:read'],
  'Query.contributions':                    [X, X, X, X, X, X, X, 'trends:read'],
  'Query.releases':                         [X, X, X, X, X, X, X, 'statistics:read'],
  'Query.statistics':                       [X, X, X, X, X, X, X, 'statistics:read'],
  'Query.batches':                          [X, _, _, X, _, _, _, 'statistics:read'],
  'Query.referrals':                        [X, X, X, X, X, X, X, 'referrals:read'],
  'Query.referral':                         [X, X, X, X, X, X, X, 'referrals:read'],
  'Query.activityReports':                  [X, X, X, X, X, X, X, 'activity:read'],
  'Query.changes':                          [X, X, X, X, X, X, X], // each change is re-read under the reader's own rights
  'Query.auditEvents':                      [X, X, X, X, X, X, X, 'audit:read'],
  'Query.auditCheckpoint':                  [X, X, X, X, X, X, X, 'audit:read'],
  'Query.auditProof':                       [X, X, X, X, X, X, X, 'audit:read'],
  'Query.webhooks':                         [X, X, X, X, X, X, X, 'webhooks:manage'],

  // Mutation: X may be called
  'Mutation.draftTrendEntry':               [X, _, _, _, _, _, _, 'trends:write'],
  'Mutation.reviseTrendEntry':              [X, _, _, _, _, _, _, 'trends:write'],
  'Mutation.publishTrendEntry':             [X, _, _, _, _, _, _, 'trends:publish'],
  'Mutation.withdrawTrendEntry':            [X, _, _, _, _, _, _, 'trends:publish'],
  'Mutation.contribute':                    [_, X, X, X, X, X, X, 'contributions:write'],
  'Mutation.resolveContribution':           [X, _, _, _, _, _, _, 'trends:write'],
  'Mutation.corroborateTrendEntry':         [_, X, X, X, X, X, X, 'contributions:write'],
  'Mutation.importObservations':            [X, _, _, X, _, _, _, 'statistics:write'],
  'Mutation.withdrawBatch':                 [X, _, _, X, _, _, _, 'statistics:write'], // own batches
  'Mutation.publishRelease':                [X, _, _, _, _, _, _, 'statistics:publish'],
  'Mutation.submitReferralFlag':            [_, X, _, _, _, _, _, 'referrals:submit'],
  'Mutation.resubmitReferral':              [_, X, _, _, _, _, _, 'referrals:submit'],
  'Mutation.acknowledgeReferral':           [X, _, X, X, X, X, X, 'referrals:handle'], // recipient
  'Mutation.acceptReferral':                [X, _, X, X, X, X, X, 'referrals:handle'], // recipient
  'Mutation.returnReferral':                [X, _, X, X, X, X, X, 'referrals:handle'], // recipient
  'Mutation.declineReferral':               [X, _, X, X, X, X, X, 'referrals:handle'], // recipient
  'Mutation.confirmDecline':                [X, _, _, _, _, _, _, 'referrals:handle'],
  'Mutation.redirectReferral':              [X, _, X, X, _, _, _, 'referrals:handle'], // recipient or unit
  'Mutation.recordContact':                 [X, _, X, X, X, X, X, 'referrals:handle'], // recipient
  'Mutation.recordServices':                [X, _, X, X, X, X, X, 'referrals:handle'], // recipient; a supporter its own
  'Mutation.closeReferral':                 [X, _, X, X, X, X, X, 'referrals:handle'], // recipient
  'Mutation.withdrawReferral':              [X, X, X, X, _, _, _, 'referrals:handle'], // sender; unit or recipient on withdrawal of consent
  'Mutation.recordConsent':                 [X, _, X, X, _, _, _, 'referrals:handle'], // recipient
  'Mutation.inviteSupporter':               [X, _, X, X, _, _, _, 'referrals:handle'], // recipient, within consent
  'Mutation.removeSupporter':               [X, _, X, X, _, _, _, 'referrals:handle'], // recipient
  'Mutation.recordPermit':                  [X, X, X, X, _, _, _, 'referrals:handle'], // recipient, sender
  'Mutation.sendReferralMessage':           [X, X, X, X, X, X, X, 'referrals:handle'], // participants
  'Mutation.reportActivity':                [X, X, X, X, X, X, X, 'activity:write'],
  'Mutation.createWebhook':                 [X, X, X, X, X, X, X, 'webhooks:manage'],
  'Mutation.deleteWebhook':                 [X, X, X, X, X, X, X, 'webhooks:manage'],
  'Mutation.updateOrganisation':            [X, X, X, X, X, X, X, 'organisations:manage'], // own; unit any; onboarding is an operator command

  // Subscription: X may be called
  'Subscription.changed':                   [X, X, X, X, X, X, X], // the push form of Query.changes

  // Viewer
  'Viewer.organisation':                    [R, R, R, R, R, R, R],
  'Viewer.subject':                         [R, R, R, R, R, R, R],
  'Viewer.scopes':                          [R, R, R, R, R, R, R],

  // Organisation
  'Organisation.id':                        [R, R, R, R, R, R, R],
  'Organisation.code':                      [R, R, R, R, R, R, R],
  'Organisation.name':                      [R, R, R, R, R, R, R],
  'Organisation.party':                     [R, R, R, R, R, R, R],
  'Organisation.mandate':                   [R, R, R, R, R, R, R],
  'Organisation.services':                  [R, R, R, R, R, R, R],
  'Organisation.regions':                   [R, R, R, R, R, R, R],
  'Organisation.contact':                   [R, R, R, R, R, R, R],
  'Organisation.agreementSignedAt':         [R, _, _, _, _, _, _],
  'Organisation.active':                    [R, _, _, _, _, _, _],

  // TrendEntry
  'TrendEntry.id':                          [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.revision':                    [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.version':                     [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.status':                      [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.kind':                        [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.title':                       [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.summary':                     [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.body':                        [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.language':                    [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.period':                      [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.regions':                     [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.arenas':                      [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.ageBands':                    [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.genders':                     [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.topics':                      [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.direction':                   [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.confidence':                  [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.countUnit':                   [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.method':                      [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.coverage':                    [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.publisher':                   [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.publishedAt':                 [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.withdrawnReason':             [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.revisions':                   [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.corroborations':              [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.statistics':                  [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.access':                      [R, R, R, R, R, R, R, null, 'published'],
  'TrendEntry.methodNotes':                 [R, _, _, R, _, _, _, null, 'published'],
  'TrendEntry.sources':                     [R, R, _, R, _, _, _, null, 'published'],
  'TrendEntry.policingNotes':               [R, R, _, _, _, _, _, null, 'published'],
  'TrendEntry.healthNotes':                 [R, _, _, _, R, R, R, null, 'published'],
  'TrendEntry.outreachGuidance':            [R, _, R, R, R, R, _, null, 'published'], // outreach must not become a police tool
  'TrendEntry.contributions':               [R, _, _, _, _, _, _, null, 'published'],
  'TrendEntry.draftedBy':                   [R, _, _, _, _, _, _, null, 'published'],

  // Corroboration
  'Corroboration.id':                       [R, R, R, R, R, R, R],
  'Corroboration.verdict':                  [R, R, R, R, R, R, R],
  'Corroboration.at':                       [R, R, R, R, R, R, R],
  'Corroboration.organisation':             [R, _, _, _, _, _, _],
  'Corroboration.comment':                  [R, _, _, _, _, _, _],

  // Contribution
  'Contribution.id':                        [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'Contribution.organisation':              [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'Contribution.attribution':               [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'Contribution.status':                    [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'Contribution.title':                     [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'Contribution.text':                      [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'Contribution.period':                    [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'Contribution.regions':                   [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'Contribution.arenas':                    [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'Contribution.submittedAt':               [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'Contribution.decidedAt':                 [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'Contribution.decisionNote':              [R, R, R, R, R, R, R, null, 'ownUnitAll'],

  // Release
  'Release.id':                             [R, R, R, R, R, R, R],
  'Release.period':                         [R, R, R, R, R, R, R],
  'Release.publishedAt':                    [R, R, R, R, R, R, R],
  'Release.notes':                          [R, R, R, R, R, R, R],

  // Batch
  'Batch.id':                               [R, _, _, R, _, _, _, null, 'ownUnitAll'],
  'Batch.organisation':                     [R, _, _, R, _, _, _, null, 'ownUnitAll'],
  'Batch.source':                           [R, _, _, R, _, _, _, null, 'ownUnitAll'],
  'Batch.rowCount':                         [R, _, _, R, _, _, _, null, 'ownUnitAll'],
  'Batch.rejectedCount':                    [R, _, _, R, _, _, _, null, 'ownUnitAll'],
  'Batch.receivedAt':                       [R, _, _, R, _, _, _, null, 'ownUnitAll'],
  'Batch.withdrawnAt':                      [R, _, _, R, _, _, _, null, 'ownUnitAll'],

  // StatisticsTable
  'StatisticsTable.release':                [R, R, R, R, R, R, R],
  'StatisticsTable.measure':                [R, R, R, R, R, R, R],
  'StatisticsTable.dimensions':             [R, R, R, R, R, R, R],
  'StatisticsTable.cells':                  [R, R, R, R, R, R, R],
  'StatisticsTable.guarantee':              [R, R, R, R, R, R, R],

  // StatisticsCell
  'StatisticsCell.coordinates':             [R, R, R, R, R, R, R],
  'StatisticsCell.count':                   [R, R, R, R, R, R, R],
  'StatisticsCell.status':                  [R, R, R, R, R, R, R],

  // DisclosureGuarantee
  'DisclosureGuarantee.text':               [R, R, R, R, R, R, R],
  'DisclosureGuarantee.method':             [R, R, R, R, R, R, R],
  'DisclosureGuarantee.standardDeviation':  [R, R, R, R, R, R, R],
  'DisclosureGuarantee.threshold':          [R, R, R, R, R, R, R],

  // Referral
  'Referral.id':                            [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.reference':                     [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.status':                        [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.statusSince':                   [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.submittedAt':                   [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.version':                       [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.recipient':                     [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.urgency':                       [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.ageBand':                       [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.gender':                        [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.languages':                     [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.needs':                         [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.safetyNote':                    [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.consentState':                  [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.events':                        [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.messages':                      [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.access':                        [R, R, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.flaggedBy':                     [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.route':                         [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.encounterWeek':                 [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.encounterMunicipality':         [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.encounterDistrict':             [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.origin':                        [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.indicators':                    [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.meansOfControl':                [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.note':                          [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.minorReported':                 [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.permitStatus':                  [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.permitUntil':                   [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.outcome':                       [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.acknowledgeBy':                 [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.decideBy':                      [R, R, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.exploitationForm':              [R, R, R, R, R, R, _, null, 'referralParticipants'],
  'Referral.policeCaseLink':                [_, R, _, _, _, _, _, null, 'referralParticipants'], // opaque link that only the police can resolve
  'Referral.healthNeeds':                   [R, _, R, R, _, _, R, null, 'referralParticipants'],
  'Referral.consents':                      [R, _, R, R, R, R, R, null, 'referralParticipants'],
  'Referral.services':                      [R, _, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.supporters':                    [R, _, R, R, _, _, _, null, 'referralParticipants'],
  'Referral.caseworkerNote':                [R, _, R, R, _, _, _, null, 'referralParticipants'],

  // Consent
  'Consent.id':                             [R, _, R, R, R, R, R],
  'Consent.organisation':                   [R, _, R, R, R, R, R],
  'Consent.services':                       [R, _, R, R, R, R, R],
  'Consent.state':                          [R, _, R, R, R, R, R],
  'Consent.at':                             [R, _, R, R, R, R, R],
  'Consent.textVersion':                    [R, _, R, R, R, R, R],
  'Consent.language':                       [R, _, R, R, R, R, R],
  'Consent.override':                       [R, _, R, R, R, R, R],
  'Consent.overrideReason':                 [R, _, R, R, R, R, R],

  // ServiceProvided
  'ServiceProvided.service':                [R, _, R, R, _, _, _],
  'ServiceProvided.status':                 [R, _, R, R, _, _, _],
  'ServiceProvided.organisation':           [R, _, R, R, _, _, _],
  'ServiceProvided.at':                     [R, _, R, R, _, _, _],

  // ReferralEvent
  'ReferralEvent.id':                       [R, R, R, R, R, R, R],
  'ReferralEvent.at':                       [R, R, R, R, R, R, R],
  'ReferralEvent.action':                   [R, R, R, R, R, R, R],
  'ReferralEvent.fromStatus':               [R, R, R, R, R, R, R],
  'ReferralEvent.toStatus':                 [R, R, R, R, R, R, R],
  'ReferralEvent.organisation':             [R, R, R, R, _, _, _],
  'ReferralEvent.reason':                   [R, R, R, R, _, _, _],
  'ReferralEvent.comment':                  [R, R, R, R, _, _, _],

  // ReferralMessage
  'ReferralMessage.id':                     [R, R, R, R, R, R, R, null, 'messageAudience'],
  'ReferralMessage.at':                     [R, R, R, R, R, R, R, null, 'messageAudience'],
  'ReferralMessage.organisation':           [R, R, R, R, R, R, R, null, 'messageAudience'],
  'ReferralMessage.audience':               [R, R, R, R, R, R, R, null, 'messageAudience'],
  'ReferralMessage.body':                   [R, R, R, R, R, R, R, null, 'messageAudience'],

  // ActivityReport
  'ActivityReport.id':                      [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'ActivityReport.organisation':            [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'ActivityReport.month':                   [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'ActivityReport.municipality':            [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'ActivityReport.kind':                    [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'ActivityReport.count':                   [R, R, R, R, R, R, R, null, 'ownUnitAll'],
  'ActivityReport.note':                    [R, R, R, R, R, R, R, null, 'ownUnitAll'],

  // Change
  'Change.cursor':                          [R, R, R, R, R, R, R, null, 'readable'],
  'Change.at':                              [R, R, R, R, R, R, R, null, 'readable'],
  'Change.kind':                            [R, R, R, R, R, R, R, null, 'readable'],
  'Change.objectType':                      [R, R, R, R, R, R, R, null, 'readable'],
  'Change.objectId':                        [R, R, R, R, R, R, R, null, 'readable'],
  'Change.object':                          [R, R, R, R, R, R, R, null, 'readable'],

  // AuditEvent
  'AuditEvent.sequence':                    [R, R, R, R, R, R, R, null, 'auditOwn'],
  'AuditEvent.at':                          [R, R, R, R, R, R, R, null, 'auditOwn'],
  'AuditEvent.organisation':                [R, R, R, R, R, R, R, null, 'auditOwn'],
  'AuditEvent.client':                      [R, R, R, R, R, R, R, null, 'auditOwn'],
  'AuditEvent.operation':                   [R, R, R, R, R, R, R, null, 'auditOwn'],
  'AuditEvent.action':                      [R, R, R, R, R, R, R, null, 'auditOwn'],
  'AuditEvent.objects':                     [R, R, R, R, R, R, R, null, 'auditOwn'],
  'AuditEvent.guardedFields':               [R, R, R, R, R, R, R, null, 'auditOwn'],
  'AuditEvent.outcome':                     [R, R, R, R, R, R, R, null, 'auditOwn'],
  'AuditEvent.leafHash':                    [R, R, R, R, R, R, R, null, 'auditOwn'],

  // AuditCheckpoint
  'AuditCheckpoint.treeSize':               [R, R, R, R, R, R, R],
  'AuditCheckpoint.rootHash':               [R, R, R, R, R, R, R],
  'AuditCheckpoint.at':                     [R, R, R, R, R, R, R],
  'AuditCheckpoint.signature':              [R, R, R, R, R, R, R],
  'AuditCheckpoint.keyId':                  [R, R, R, R, R, R, R],

  // AuditProof
  'AuditProof.sequence':                    [R, R, R, R, R, R, R],
  'AuditProof.leafHash':                    [R, R, R, R, R, R, R],
  'AuditProof.path':                        [R, R, R, R, R, R, R],
  'AuditProof.checkpoint':                  [R, R, R, R, R, R, R],

  // Webhook
  'Webhook.id':                             [R, R, R, R, R, R, R, null, 'own'],
  'Webhook.url':                            [R, R, R, R, R, R, R, null, 'own'],
  'Webhook.events':                         [R, R, R, R, R, R, R, null, 'own'],
  'Webhook.createdAt':                      [R, R, R, R, R, R, R, null, 'own'],
  'Webhook.lastDeliveryAt':                 [R, R, R, R, R, R, R, null, 'own'],
  'Webhook.lastStatus':                     [R, R, R, R, R, R, R, null, 'own'],

  // PermissionRow
  'PermissionRow.subject':                  [R, R, R, R, R, R, R],
  'PermissionRow.party':                    [R, R, R, R, R, R, R],
  'PermissionRow.access':                   [R, R, R, R, R, R, R],
  'PermissionRow.scope':                    [R, R, R, R, R, R, R],
  'PermissionRow.rows':                     [R, R, R, R, R, R, R],
} satisfies Record<string, Row>;

/**
 * Fields that the agreement does not name because they say nothing of their own: each tells a reader what it may itself do
 * with an object that it already sees. They are open to exactly the parties that may read the `access` field above them.
 */
// prettier-ignore
const ABOUT_THE_READER = {
  'TrendEntryAccess.canRevise':              [R, R, R, R, R, R, R],
  'TrendEntryAccess.canPublish':             [R, R, R, R, R, R, R],
  'TrendEntryAccess.canWithdraw':            [R, R, R, R, R, R, R],
  'TrendEntryAccess.canCorroborate':         [R, R, R, R, R, R, R],
  'ReferralAccess.canAcknowledge':          [R, R, R, R, R, R, R],
  'ReferralAccess.canAccept':               [R, R, R, R, R, R, R],
  'ReferralAccess.canReturn':               [R, R, R, R, R, R, R],
  'ReferralAccess.canResubmit':             [R, R, R, R, R, R, R],
  'ReferralAccess.canDecline':              [R, R, R, R, R, R, R],
  'ReferralAccess.canConfirmDecline':       [R, R, R, R, R, R, R],
  'ReferralAccess.canRedirect':             [R, R, R, R, R, R, R],
  'ReferralAccess.canRecordContact':        [R, R, R, R, R, R, R],
  'ReferralAccess.canRecordServices':       [R, R, R, R, R, R, R],
  'ReferralAccess.canRecordConsent':        [R, R, R, R, R, R, R],
  'ReferralAccess.canRecordPermit':         [R, R, R, R, R, R, R],
  'ReferralAccess.canInviteSupporter':      [R, R, R, R, R, R, R],
  'ReferralAccess.canRemoveSupporter':      [R, R, R, R, R, R, R],
  'ReferralAccess.canSendMessage':          [R, R, R, R, R, R, R],
  'ReferralAccess.canClose':                [R, R, R, R, R, R, R],
  'ReferralAccess.canWithdraw':             [R, R, R, R, R, R, R],
} satisfies Record<string, Row>;

/**
 * What the hash of an event is the hash of. It says of the event what its other fields say, and is open to exactly the parties that may
 * read the hash: without it they could prove that a hash is in the tree, but not what was hashed.
 */
// prettier-ignore
const BEHIND_A_HASH = {
  'AuditEvent.leafData':                    [R, R, R, R, R, R, R, null, 'auditOwn'],
} satisfies Record<string, Row>;

export const MATRIX = { ...AGREEMENT, ...ABOUT_THE_READER, ...BEHIND_A_HASH };
export type Subject = keyof typeof MATRIX;
