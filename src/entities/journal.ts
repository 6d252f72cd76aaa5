import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity({ schema: 'journal', name: 'idempotency' })
export class IdempotencyRow {
  @PrimaryColumn('uuid', { name: 'organisation_id' }) organisationId: string;
  @PrimaryColumn('text') key: string;
  @Column('text') operation: string;
  @Column('bytea') fingerprint: Buffer;
  @Column('jsonb', { nullable: true }) outcome: unknown;
}

@Entity({ schema: 'journal', name: 'outbox' })
export class OutboxRow {
  @PrimaryColumn('bigint') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') kind: string;
  @Column('text', { name: 'object_type' }) objectType: string;
  @Column('uuid', { name: 'object_id' }) objectId: string;
}

@Entity({ schema: 'journal', name: 'audit' })
export class AuditRow {
  @PrimaryColumn('bigint') id: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('text') client: string;
  @Column('text') subject: string;
  @Column('text') action: string;
  @Column('text', { array: true }) objects: string[];
  @Column('text') outcome: string;
}
