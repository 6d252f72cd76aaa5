import { Column, Entity, PrimaryColumn } from 'typeorm';
import type * as lists from '../domain/lists/referrals.js';
import type { PermitStatus, ServiceStatus } from '../domain/lists/support.js';
import type { AgeBand, Gender } from '../domain/lists/trends.js';

@Entity({ schema: 'referrals', name: 'referral' })
export class ReferralRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') reference: string;
  @Column('text') route: lists.ReferralRoute;
  @Column('text') status: lists.ReferralStatus;
  @Column('timestamptz', { name: 'status_since' }) statusSince: Date;
  @Column('timestamptz', { name: 'submitted_at' }) submittedAt: Date;
  @Column('integer') version: number;
  @Column('uuid', { name: 'flagged_by_id' }) flaggedById: string;
  @Column('uuid', { name: 'recipient_id' }) recipientId: string;
  @Column('text') urgency: lists.Urgency;
  @Column('text', { name: 'encounter_week' }) encounterWeek: string;
  @Column('text', { name: 'encounter_municipality' }) encounterMunicipality: string;
  @Column('text', { name: 'encounter_district', nullable: true }) encounterDistrict: string | null;
  @Column('text', { name: 'age_band' }) ageBand: AgeBand;
  @Column('text') gender: Gender;
  @Column('text', { nullable: true }) origin: lists.Origin | null;
  @Column('text', { array: true }) languages: string[];
  @Column('text', { name: 'exploitation_form' }) exploitationForm: lists.ExploitationForm;
  @Column('text', { array: true }) indicators: lists.Indicator[];
  @Column('text', { name: 'means_of_control', array: true }) meansOfControl: lists.MeansOfControl[];
  @Column('text', { array: true }) needs: lists.Need[];
  @Column('text', { name: 'health_needs', array: true }) healthNeeds: lists.Need[];
  @Column('text', { name: 'consent_state' }) consentState: lists.ConsentState;
  @Column('boolean', { name: 'minor_reported' }) minorReported: boolean;
  @Column('text', { name: 'safety_note', nullable: true }) safetyNote: string | null;
  @Column('text', { nullable: true }) note: string | null;
  @Column('text', { name: 'police_case_link', nullable: true }) policeCaseLink: string | null;
  @Column('timestamptz', { name: 'acknowledge_by', nullable: true }) acknowledgeBy: Date | null;
  @Column('timestamptz', { name: 'decide_by', nullable: true }) decideBy: Date | null;
  @Column('text', { nullable: true }) outcome: lists.ReferralOutcome | null;
  @Column('text', { name: 'permit_status' }) permitStatus: PermitStatus;
  @Column('date', { name: 'permit_until', nullable: true }) permitUntil: string | null;
  @Column('text', { name: 'caseworker_note', nullable: true }) caseworkerNote: string | null;
  @Column('timestamptz', { name: 'changed_at' }) changedAt: Date;
}

@Entity({ schema: 'referrals', name: 'consent' })
export class ConsentRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'referral_id' }) referralId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text', { array: true }) services: lists.Need[];
  @Column('text') state: lists.ConsentState;
  @Column('timestamptz') at: Date;
  @Column('text', { name: 'text_version' }) textVersion: string;
  @Column('text', { nullable: true }) language: string | null;
  @Column('text', { nullable: true }) override: lists.ConsentOverride | null;
  @Column('text', { name: 'override_reason', nullable: true }) overrideReason: string | null;
}

@Entity({ schema: 'referrals', name: 'event' })
export class ReferralEventRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'referral_id' }) referralId: string;
  @Column('timestamptz') at: Date;
  @Column('text') action: lists.ReferralAction;
  @Column('text', { name: 'from_status', nullable: true }) fromStatus: lists.ReferralStatus | null;
  @Column('text', { name: 'to_status' }) toStatus: lists.ReferralStatus;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text', { nullable: true }) reason: lists.ReferralReason | null;
  @Column('text', { nullable: true }) comment: string | null;
}

@Entity({ schema: 'referrals', name: 'supporter' })
export class SupporterRow {
  @PrimaryColumn('uuid', { name: 'referral_id' }) referralId: string;
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId: string;
}

@Entity({ schema: 'referrals', name: 'service' })
export class ServiceRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'referral_id' }) referralId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') service: lists.Need;
  @Column('text') status: ServiceStatus;
}

@Entity({ schema: 'referrals', name: 'message' })
export class ReferralMessageRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'referral_id' }) referralId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('uuid', { array: true }) audience: string[];
  @Column('text') body: string;
}
