import { column, columnByParty, moment, table, type FieldMap } from './field.js';
import { contribution, corroboration } from './contribution.js';
import { organisationOf } from './organisation.js';
import { referredTable } from './release.js';
import { idPrefix } from '../../domain/ids.js';
import { isGranted } from '../../auth/agreement.js';
import { VALUE_REVEALS } from '../../auth/reveals.js';
import { codesOf } from '../../domain/code-list.js';
import { TREND_ENTRY_FIELD } from '../../domain/lists/trends.js';
import type { Party } from '../../domain/parties.js';

const e = table('e', 'trends.entry');
const r = table('r', 'trends.revision');

/** Where a party finds the content of an entry: the unit also has its drafts. */
export function contentTable(party: Party): string {
  return party === 'UNIT' ? 'trends.working_copy' : 'trends.revision';
}

/** The fields that a party may read, by the names under which it is told that they changed. */
function changeable(party: Party) {
  return codesOf(TREND_ENTRY_FIELD).filter((code) =>
    isGranted(VALUE_REVEALS[`${TREND_ENTRY_FIELD.name}.${code}`]!, party),
  );
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
  corroborations: {
    kind: 'relation',
    type: 'Corroboration',
    many: true,
    columns: () => [e('id')],
    source: (outer, inner) =>
      `from trends.corroboration ${inner(corroboration.from)} where ${inner(corroboration.from)}.entry_id = ${outer(e('id'))}`,
    // Identifiers are random: the order must tell neither who said it nor when.
    order: (inner) => `${inner(corroboration.from)}.verdict, ${inner(corroboration.from)}.id`,
  },
  contributions: {
    kind: 'relation',
    type: 'Contribution',
    many: true,
    columns: () => [e('id'), r('number')],
    source: (outer, inner) =>
      `from trends.contribution ${inner(contribution.from)} where ${inner(contribution.from)}.entry_id = ${outer(e('id'))}
       and ${inner(contribution.from)}.entry_revision <= ${outer(r('number'))}`,
    order: (inner) => `${inner(contribution.from)}.submitted_at, ${inner(contribution.from)}.id`,
  },
  // What `revisions(changing:)` is decided from: the names of the fields that read otherwise than in the revision before.
  changing: columnByParty(
    (party) => [r('entry_id'), r('number'), ...changeable(party).map((code) => r(code.toLowerCase()))],
    ([entry, number, ...fields], party) => {
      const names = changeable(party).map(
        (code, index) =>
          `case when p.${code.toLowerCase()} is distinct from ${fields[index]} then '${code}' end`,
      );
      return `(select array_remove(array[${names.join(', ')}], null) from ${contentTable(party)} p
        where p.entry_id = ${entry} and p.number = ${number} - 1)`;
    },
  ),
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
