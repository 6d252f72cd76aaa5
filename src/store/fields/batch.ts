import { column, moment, table, type FieldMap } from './field.js';
import { organisationOf } from './organisation.js';
import { idPrefix } from '../../domain/ids.js';

const b = table('b', 'statistics.batch');

export const BATCH: FieldMap = {
  id: column(b('id'), ([id]) => `'${idPrefix('Batch')}' || ${id}`),
  organisation: organisationOf(b('organisation_id')),
  source: column(b('source')),
  rowCount: column(b('row_count')),
  rejectedCount: column(b('rejected_count')),
  receivedAt: moment(b('received_at')),
  withdrawnAt: moment(b('withdrawn_at')),
};
