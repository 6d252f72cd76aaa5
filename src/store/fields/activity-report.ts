import { column, table, type FieldMap } from './field.js';
import { organisationOf } from './organisation.js';
import { idPrefix } from '../../domain/ids.js';

const a = table('a', 'activity.report');

export const ACTIVITY_REPORT: FieldMap = {
  id: column(a('id'), ([id]) => `'${idPrefix('ActivityReport')}' || ${id}`),
  organisation: organisationOf(a('organisation_id')),
  month: column(a('month')),
  municipality: column(a('municipality')),
  kind: column(a('kind')),
  count: column(a('count')),
  note: column(a('note')),
};
