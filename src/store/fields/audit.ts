import { column, moment, table, type ColumnRef, type FieldMap } from './field.js';
import { organisationOf } from './organisation.js';
import { base64Sql, contentSql } from '../audit-content.js';
import { NODE_TYPES, idPrefix } from '../../domain/ids.js';
import type { Party } from '../../domain/parties.js';

const a = table('a', 'journal.audit');
const c = table('c', 'journal.checkpoint');

const CONTENT: readonly ColumnRef[] = [
  ...['action', 'at', 'client', 'guarded', 'objects', 'operation', 'organisation_id', 'outcome', 'salt'].map(
    a,
  ),
  a('subject_mark'),
];
const isOwn = (organisation: string) => `${organisation} = (select directory.session_organisation())`;

/** The names of the objects of an event that a reader is shown: all of its own events, and of others' those that are its own. */
export function shownObjects(alias: string, party: Party): string {
  if (party === 'UNIT') return `${alias}.objects`;
  return `case when ${isOwn(`${alias}.organisation_id`)} then ${alias}.objects else (
    select journal.still_own(s.objects) from journal.shown s
    where s.organisation_id = (select directory.session_organisation()) and s.sequence = ${alias}.sequence) end`;
}

/** The public identifier for the name of an object; what has none is left out. */
const PUBLIC = `case split_part(o.name, '/', 1) ${NODE_TYPES.map((type) => `when '${type}' then '${idPrefix(type)}'`).join(' ')} end
  || split_part(o.name, '/', 2)`;

export const AUDIT_EVENT: FieldMap = {
  sequence: column(a('sequence')),
  at: moment(a('at')),
  organisation: organisationOf(a('organisation_id')),
  client: column(a('client')),
  operation: column(a('operation')),
  action: column(a('action')),
  objects: column([a('objects'), a('organisation_id'), a('sequence')], ([objects = ''], party) => {
    const alias = objects.slice(0, objects.indexOf('.'));
    return `array(select ${PUBLIC} from unnest(${shownObjects(alias, party)}) as o (name))`;
  }),
  guardedFields: column(a('guarded')),
  outcome: column(a('outcome')),
  leafHash: column(
    a('sequence'),
    ([sequence]) =>
      `(select ${base64Sql('substr(l.hashes, 1, 32)')} from journal.leaf l where l.sequence = ${sequence})`,
  ),
  // It names every object, so of others' events only the unit has it.
  leafData: column(CONTENT, ([action = ''], party) => {
    const alias = action.slice(0, action.indexOf('.'));
    const content = contentSql(alias);
    return party === 'UNIT' ? content : `case when ${isOwn(`${alias}.organisation_id`)} then ${content} end`;
  }),
};

export const AUDIT_CHECKPOINT: FieldMap = {
  treeSize: column(c('size')),
  rootHash: column(c('root'), ([root = '']) => base64Sql(root)),
  at: moment(c('at')),
  signature: column(c('signature'), ([signature = '']) => base64Sql(signature)),
  keyId: column(c('key_id')),
};
