import { column, moment, table, type ColumnRef, type FieldMap } from './field.js';
import { organisationOf } from './organisation.js';
import { idPrefix } from '../../domain/ids.js';

const f = table('f', 'referrals.referral');
const c = table('c', 'referrals.consent');
const v = table('v', 'referrals.event');

function partOfReferral(type: string, part: typeof c): FieldMap[string] {
  const key: ColumnRef = f('id');
  return {
    kind: 'relation',
    type,
    many: true,
    columns: [key],
    source: (outer, inner) =>
      `from ${part.from.table} ${inner(part.from)} where ${inner(part.from)}.referral_id = ${outer(key)}`,
    order: (inner) => `${inner(part.from)}.at, ${inner(part.from)}.id`,
  };
}

export const REFERRAL: FieldMap = {
  id: column(f('id'), ([id]) => `'${idPrefix('Referral')}' || ${id}`),
  reference: column(f('reference')),
  route: column(f('route')),
  status: column(f('status')),
  statusSince: moment(f('status_since')),
  submittedAt: moment(f('submitted_at')),
  version: column(f('version')),
  flaggedBy: organisationOf(f('flagged_by_id')),
  recipient: organisationOf(f('recipient_id')),
  urgency: column(f('urgency')),
  encounterWeek: column(f('encounter_week')),
  encounterMunicipality: column(f('encounter_municipality')),
  encounterDistrict: column(f('encounter_district')),
  ageBand: column(f('age_band')),
  gender: column(f('gender')),
  origin: column(f('origin')),
  languages: column(f('languages')),
  exploitationForm: column(f('exploitation_form')),
  indicators: column(f('indicators')),
  meansOfControl: column(f('means_of_control')),
  needs: column(f('needs')),
  healthNeeds: column(f('health_needs')),
  consentState: column(f('consent_state')),
  consents: partOfReferral('Consent', c),
  minorReported: column(f('minor_reported')),
  safetyNote: column(f('safety_note')),
  note: column(f('note')),
  policeCaseLink: column(f('police_case_link')),
  acknowledgeBy: moment(f('acknowledge_by')),
  decideBy: moment(f('decide_by')),
  events: partOfReferral('ReferralEvent', v),
  // What `access` is decided from; the decision itself is the state machine's (src/domain/referral/machine.ts).
  access: column(
    [f('status'), f('recipient_id')],
    ([status, recipient]) => `json_build_object('status', ${status}, 'recipientId', ${recipient})`,
  ),
};

export const CONSENT: FieldMap = {
  id: column(c('id'), ([id]) => `'${idPrefix('Consent')}' || ${id}`),
  organisation: organisationOf(c('organisation_id')),
  services: column(c('services')),
  state: column(c('state')),
  at: moment(c('at')),
  textVersion: column(c('text_version')),
  language: column(c('language')),
  override: column(c('override')),
  overrideReason: column(c('override_reason')),
};

export const REFERRAL_EVENT: FieldMap = {
  id: column(v('id'), ([id]) => `'${idPrefix('ReferralEvent')}' || ${id}`),
  at: moment(v('at')),
  action: column(v('action')),
  fromStatus: column(v('from_status')),
  toStatus: column(v('to_status')),
  organisation: organisationOf(v('organisation_id')),
  reason: column(v('reason')),
  comment: column(v('comment')),
};
