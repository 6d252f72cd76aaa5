// The tables as TypeORM entities, with relations.
import { EntitySchema } from 'typeorm';

const text = { type: 'text', nullable: true };
const texts = { type: 'text', array: true };
const named = (name, column = text) => ({ ...column, name });

export const OrganisationEntity = new EntitySchema({
  name: 'Organisation',
  schema: 'directory',
  tableName: 'organisation',
  columns: {
    id: { type: 'uuid', primary: true },
    code: text, name: text, party: text, mandate: text, contact: text, services: texts, regions: texts,
  },
}); // prettier-ignore

export const RevisionEntity = new EntitySchema({
  name: 'Revision',
  schema: 'trends',
  tableName: 'revision',
  columns: {
    entryId: { type: 'uuid', primary: true, name: 'entry_id' },
    revision: { type: 'int', primary: true, name: 'number' },
    publishedAt: { type: 'timestamptz', name: 'published_at' },
    kind: text, title: text, summary: text, body: text, language: text, period: text, regions: texts, arenas: texts,
    ageBands: named('age_bands', texts), genders: texts, topics: texts, direction: text, confidence: text,
    countUnit: named('count_unit'), method: text, coverage: text, methodNotes: named('method_notes'), sources: texts,
    policingNotes: named('policing_notes'), healthNotes: named('health_notes'),
    outreachGuidance: named('outreach_guidance'),
  },
  relations: {
    entry: { type: 'many-to-one', target: 'Entry', joinColumn: { name: 'entry_id' }, inverseSide: 'revisions' },
  },
}); // prettier-ignore

export const EntryEntity = new EntitySchema({
  name: 'Entry',
  schema: 'trends',
  tableName: 'entry',
  columns: {
    id: { type: 'uuid', primary: true },
    status: text,
    version: { type: 'int' },
    revision: { type: 'int' },
    listedAt: { type: 'timestamptz', name: 'listed_at' },
  },
  relations: {
    publisher: { type: 'many-to-one', target: 'Organisation', joinColumn: { name: 'publisher_id' } },
    revisions: { type: 'one-to-many', target: 'Revision', inverseSide: 'entry' },
  },
});
