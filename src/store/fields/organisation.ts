import { column, table, type ColumnRef, type FieldMap, type RelationField } from './field.js';
import { idPrefix } from '../../domain/ids.js';

const o = table('o', 'directory.organisation');

export const ORGANISATION: FieldMap = {
  id: column(o('id'), ([id]) => `'${idPrefix('Organisation')}' || ${id}`),
  code: column(o('code')),
  name: column(o('name')),
  party: column(o('party')),
  mandate: column(o('mandate')),
  services: column(o('services')),
  regions: column(o('regions')),
  contact: column(o('contact')),
  agreementSignedAt: column(o('agreement_signed_at')),
  active: column(o('active')),
};

/** The organisation that a column refers to. */
export function organisationOf(key: ColumnRef): RelationField {
  return {
    kind: 'relation',
    type: 'Organisation',
    many: false,
    columns: () => [key],
    source: (outer, inner) =>
      `from directory.organisation ${inner(o.from)} where ${inner(o.from)}.id = ${outer(key)}`,
  };
}

/** The organisations that a condition on a column of the outer row chooses, by their codes. */
export function organisations(
  key: ColumnRef,
  where: (outer: string, organisation: string) => string,
): RelationField {
  return {
    kind: 'relation',
    type: 'Organisation',
    many: true,
    columns: () => [key],
    source: (outer, inner) =>
      `from directory.organisation ${inner(o.from)} where ${where(outer(key), `${inner(o.from)}.id`)}`,
    order: (inner) => `${inner(o.from)}.code`,
  };
}
