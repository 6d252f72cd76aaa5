import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Need } from '../domain/lists/referrals.js';
import type { Party } from '../domain/parties.js';

@Entity({ schema: 'directory', name: 'organisation' })
export class OrganisationRow {
  @PrimaryColumn('uuid') id: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text') party: Party;
  @Column('text') mandate: string;
  @Column('text', { array: true }) services: Need[];
  @Column('text', { array: true }) regions: string[];
  @Column('text') contact: string;
  @Column('date', { name: 'agreement_signed_at', nullable: true }) agreementSignedAt: string | null;
  @Column('boolean') active: boolean;
  @Column('text') login: string;
}
