import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An issuer whose access tokens are accepted. */
@Entity({ schema: 'directory', name: 'issuer' })
export class IssuerRow {
  @PrimaryColumn('text') issuer: string;
  @Column('text', { name: 'jwks_uri' }) jwksUri: string;
  @Column('text', { array: true }) algorithms: string[];
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}

/** A client of an issuer, and the one organisation that it speaks for. */
@Entity({ schema: 'directory', name: 'client' })
export class ClientRow {
  @PrimaryColumn('text') issuer: string;
  @PrimaryColumn('text', { name: 'client_id' }) clientId: string;
  @Column('uuid', { name: 'organisation_id' }) organisationId: string;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt: Date | null;
}
