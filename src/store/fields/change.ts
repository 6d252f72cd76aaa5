import { column, moment, table, type FieldMap } from './field.js';
import { idPrefix } from '../../domain/ids.js';
import { CHANGING, CHANGING_TYPES } from '../changing.js';

const c = table('c', 'journal.change');

/** A CASE over the types of object that a feed tells of. */
const byType = (objectType: string, value: (type: (typeof CHANGING_TYPES)[number]) => string) =>
  `case ${objectType} ${CHANGING_TYPES.map((type) => `when '${type}' then ${value(type)}`).join(' ')} end`;

export const CHANGE: FieldMap = {
  // The place in the feed; the cursor is the schema's to make of it.
  cursor: column(c('position')),
  at: moment(c('at')),
  // What was told then and is out of sight now is removed, and what was removed and is back has changed.
  kind: column([c('kind'), c('object_type'), c('object_id')], ([kind, type = '', id]) => {
    const isVisible = byType(
      type,
      (name) => `exists (select from ${CHANGING[name].table} v where v.id = ${id})`,
    );
    return `case when not ${isVisible} then 'REMOVED' when ${kind} = 'REMOVED' then 'CHANGED' else ${kind} end`;
  }),
  objectType: column(c('object_type')),
  objectId: column(
    [c('object_type'), c('object_id')],
    ([type = '', id]) => `${byType(type, (name) => `'${idPrefix(name)}'`)} || ${id}`,
  ),
  // Where the object is; it is read as the reader may read it (store/changing.ts).
  object: column(
    [c('object_type'), c('object_id')],
    ([type, id]) => `json_build_object('type', ${type}, 'uuid', ${id})`,
  ),
};
