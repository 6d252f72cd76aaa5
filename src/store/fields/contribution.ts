import { column, moment, table, type FieldMap } from './field.js';
import { organisationOf } from './organisation.js';
import { idPrefix } from '../../domain/ids.js';

export const contribution = table('b', 'trends.contribution');
export const corroboration = table('k', 'trends.corroboration');

export const CONTRIBUTION: FieldMap = {
  id: column(contribution('id'), ([id]) => `'${idPrefix('Contribution')}' || ${id}`),
  organisation: organisationOf(contribution('organisation_id')),
  attribution: column(contribution('attribution')),
  status: column(contribution('status')),
  title: column(contribution('title')),
  text: column(contribution('text')),
  period: column(contribution('period')),
  regions: column(contribution('regions')),
  arenas: column(contribution('arenas')),
  submittedAt: moment(contribution('submitted_at')),
  decidedAt: moment(contribution('decided_at')),
  decisionNote: column(contribution('decision_note')),
};

export const CORROBORATION: FieldMap = {
  id: column(corroboration('id'), ([id]) => `'${idPrefix('Corroboration')}' || ${id}`),
  verdict: column(corroboration('verdict')),
  // A date, told as the moment at which the day begins.
  at: column(corroboration('at'), ([at]) => `to_char(${at}::timestamp, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`),
  organisation: organisationOf(corroboration('organisation_id')),
  comment: column(corroboration('comment')),
};
