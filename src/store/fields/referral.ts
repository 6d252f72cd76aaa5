import { column, columnByParty, moment, table, type ColumnRef, type FieldMap } from './field.js';
import { organisationOf, organisations } from './organisation.js';
import { isGranted } from '../../auth/agreement.js';
import { idPrefix } from '../../domain/ids.js';
import { supporterIds, versionColumn } from '../referral-by-party.js';

const f = table('f', 'referrals.referral');
const c = table('c', 'referrals.consent');
const v = table('v', 'referrals.event');
const p = table('p', 'referrals.service');
const m = table('m', 'referrals.message');

function partOfReferral(type: string, part: typeof c): FieldMap[string] {
  const key: ColumnRef = f('id');
  return {
    kind: 'relation',
    type,
    many: true,
    columns: () => [key],
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
  version: columnByParty((party) => [f(versionColumn(party))]),
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
  outcome: column(f('outcome')),
  permitStatus: column(f('permit_status')),
  permitUntil: column(f('permit_until')),
  caseworkerNote: column(f('caseworker_note')),
  services: partOfReferral('ServiceProvided', p),
  supporters: organisations(
    f('id'),
    (id, organisation) =>
      `${organisation} in (select s.organisation_id from referrals.supporter s where s.referral_id = ${id} and s.until is null)`,
  ),
  messages: partOfReferral('ReferralMessage', m),
  // What `access` is decided from; the decision itself is the state machine's (src/domain/referral/machine.ts). A party that
  // does not read the route sees no notifications (row rules).
  access: columnByParty(
    (party) => [
      f('status'),
      f('recipient_id'),
      f('consent_state'),
      f('id'),
      ...(isGranted('Referral.route', party) ? [f('route')] : []),
    ],
    ([status, recipient, consent, id, route = `'REFERRAL'`], party) =>
      `json_build_object('status', ${status}, 'recipientId', ${recipient}, 'consentState', ${consent}, 'route', ${route},
        'supporterIds', ${supporterIds(id!, party)})`,
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

export const SERVICE_PROVIDED: FieldMap = {
  service: column(p('service')),
  status: column(p('status')),
  organisation: organisationOf(p('organisation_id')),
  at: moment(p('at')),
};

export const REFERRAL_MESSAGE: FieldMap = {
  id: column(m('id'), ([id]) => `'${idPrefix('ReferralMessage')}' || ${id}`),
  at: moment(m('at')),
  organisation: organisationOf(m('organisation_id')),
  audience: organisations(m('audience'), (audience, organisation) => `${organisation} = any (${audience})`),
  body: column(m('body')),
};
