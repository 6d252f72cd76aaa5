import { column, moment, table, type FieldMap } from './field.js';
import { organisationOf } from './organisation.js';
import { referredTable } from './release.js';
import { idPrefix } from '../../domain/ids.js';
import type { Party } from '../../domain/parties.js';

const e = table('e', 'trends.entry');
const r = table('r', 'trends.revision');

/** Where a party finds the content of an entry: the unit also has its drafts. */
export function contentTable(party: Party): string {
  return party === 'UNIT' ? 'trends.working_copy' : 'trends.revision';
}

export const TREND_ENTRY: FieldMap = {
  id: column(e('id'), ([id]) => `'${idPrefix('TrendEntry')}' || ${id}`),
  revision: column(r('number')),
  // The unit's own version grows with every draft; the others get the one of the last change that they could see.
  version: column(e('shown_version'), ([shown = ''], party) =>
    party === 'UNIT' ? shown.replace('shown_version', 'version') : shown,
  ),
  status: column(
    [e('status'), r('published_at')],
    ([status, publishedAt]) => `case when ${publishedAt} is null then 'DRAFT' else ${status} end`,
  ),
  kind: column(r('kind')),
  title: column(r('title')),
  summary: column(r('summary')),
  body: column(r('body')),
  language: column(r('language')),
  period: column(r('period')),
  regions: column(r('regions')),
  arenas: column(r('arenas')),
  ageBands: column(r('age_bands')),
  genders: column(r('genders')),
  topics: column(r('topics')),
  direction: column(r('direction')),
  confidence: column(r('confidence')),
  countUnit: column(r('count_unit')),
  method: column(r('method')),
  coverage: column(r('coverage')),
  publisher: organisationOf(e('publisher_id')),
  publishedAt: moment(r('published_at')),
  withdrawnReason: column(e('withdrawn_reason')),
  revisions: {
    kind: 'relation',
    type: 'TrendEntry',
    many: true,
    columns: () => [e('id')],
    source: (outer, inner, party) =>
      `from trends.entry ${inner(e.from)} join ${contentTable(party)} ${inner(r.from)} on ${inner(r.from)}.entry_id = ${inner(e.from)}.id
       where ${inner(e.from)}.id = ${outer(e('id'))}`,
    order: (inner) => `${inner(r.from)}.number desc`,
  },
  // What `access` is decided from; the decision itself is the domain's (src/domain/trend-entry.ts). That a correction is being
  // drafted is the unit's to know.
  access: column([e('status'), e('id')], ([status, id], party) => {
    const isDraft =
      party === 'UNIT' ? `exists (select from trends.draft d where d.entry_id = ${id})` : 'false';
    return `json_build_object('status', ${status}, 'isDraft', ${isDraft})`;
  }),
  methodNotes: column(r('method_notes')),
  sources: column(r('sources')),
  policingNotes: column(r('policing_notes')),
  healthNotes: column(r('health_notes')),
  outreachGuidance: column(r('outreach_guidance')),
  draftedBy: column(r('drafted_by')),
  // The reference with all that answers it; the table itself is the domain's to make (src/domain/statistics/answer.ts).
  statistics: column(r('statistics'), ([reference = '']) => referredTable(reference)),
};
