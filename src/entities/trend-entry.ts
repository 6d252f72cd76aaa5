import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StatisticsReference } from '../domain/statistics/reference.js';
import type * as lists from '../domain/lists/trends.js';

@Entity({ schema: 'trends', name: 'entry' })
export class TrendEntryRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') status: lists.TrendStatus;
  @Column('integer') version: number;
  @Column('integer', { name: 'shown_version' }) shownVersion: number;
  @Column('integer') revision: number;
  @Column('uuid', { name: 'publisher_id' }) publisherId: string;
  @Column('timestamptz', { name: 'listed_at' }) listedAt: Date;
  @Column('text', { name: 'withdrawn_reason', nullable: true }) withdrawnReason: string | null;
}

/** What a draft and a published revision have in common. */
abstract class Content {
  @PrimaryColumn('uuid', { name: 'entry_id' }) entryId: string;
  @Column('integer') number: number;
  @Column('text', { name: 'drafted_by' }) draftedBy: string;
  @Column('text') kind: lists.TrendKind;
  @Column('text') title: string;
  @Column('text') summary: string;
  @Column('text') body: string;
  @Column('text') language: string;
  @Column('text') period: string;
  @Column('date', { name: 'period_from' }) periodFrom: string;
  @Column('date', { name: 'period_to' }) periodTo: string;
  @Column('text', { array: true }) regions: string[];
  @Column('text', { array: true }) arenas: lists.Arena[];
  @Column('text', { name: 'age_bands', array: true }) ageBands: lists.AgeBand[];
  @Column('text', { array: true }) genders: lists.Gender[];
  @Column('text', { array: true }) topics: string[];
  @Column('text') direction: lists.Direction;
  @Column('text') confidence: lists.Confidence;
  @Column('text', { name: 'count_unit', nullable: true }) countUnit: lists.CountUnit | null;
  @Column('text') method: string;
  @Column('text') coverage: string;
  @Column('text', { name: 'method_notes', nullable: true }) methodNotes: string | null;
  @Column('text', { array: true }) sources: string[];
  @Column('text', { name: 'policing_notes', nullable: true }) policingNotes: string | null;
  @Column('text', { name: 'health_notes', nullable: true }) healthNotes: string | null;
  @Column('text', { name: 'outreach_guidance', nullable: true }) outreachGuidance: string | null;
  @Column('jsonb', { nullable: true }) statistics: StatisticsReference | null;
}

@Entity({ schema: 'trends', name: 'draft' })
export class DraftRow extends Content {}

@Entity({ schema: 'trends', name: 'revision' })
export class RevisionRow extends Content {
  @Column('timestamptz', { name: 'published_at' }) publishedAt: Date;
}
