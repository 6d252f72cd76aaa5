import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { ActivityKind } from '../domain/lists/activity.js';

@Entity({ schema: 'activity', name: 'report' })
export class ActivityReportRow {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') month: string;
  @Column('text') municipality: string;
  @Column('text') kind: ActivityKind;
  @Column('integer') count: number;
  @Column('text', { nullable: true }) note: string | null;
}
