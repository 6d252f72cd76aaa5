import { ACTIVITY_REPORT } from './activity-report.js';
import { AUDIT_CHECKPOINT, AUDIT_EVENT } from './audit.js';
import { ORGANISATION } from './organisation.js';
import { BATCH } from './batch.js';
import { CHANGE } from './change.js';
import { CONTRIBUTION, CORROBORATION } from './contribution.js';
import { CONSENT, REFERRAL, REFERRAL_EVENT, REFERRAL_MESSAGE, SERVICE_PROVIDED } from './referral.js';
import { RELEASE } from './release.js';
import { TREND_ENTRY } from './trend-entry.js';
import { WEBHOOK } from './webhook.js';
import type { FieldMap } from './field.js';

/** The field map of every stored type. */
export const FIELD_MAPS: Readonly<Record<string, FieldMap>> = {
  Batch: BATCH,
  Release: RELEASE,
  Change: CHANGE,
  AuditEvent: AUDIT_EVENT,
  AuditCheckpoint: AUDIT_CHECKPOINT,
  Organisation: ORGANISATION,
  ActivityReport: ACTIVITY_REPORT,
  TrendEntry: TREND_ENTRY,
  Contribution: CONTRIBUTION,
  Corroboration: CORROBORATION,
  Referral: REFERRAL,
  Consent: CONSENT,
  ReferralEvent: REFERRAL_EVENT,
  ServiceProvided: SERVICE_PROVIDED,
  ReferralMessage: REFERRAL_MESSAGE,
  Webhook: WEBHOOK,
};
