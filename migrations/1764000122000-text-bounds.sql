-- Bounds for those who write by SQL: what one organisation stores, others are answered with, and the worker reads. They are above what the
-- inputs of the API take together (src/schema/), in bytes, of which a character has up to four.
alter table journal.webhook
  add constraint events_are_codes check (cardinality(events) <= 50 and events <@ array['TREND_ENTRY_CREATED', 'TREND_ENTRY_CHANGED',
    'TREND_ENTRY_PUBLISHED', 'TREND_ENTRY_CORRECTED', 'TREND_ENTRY_WITHDRAWN', 'RELEASE_CREATED', 'RELEASE_PUBLISHED',
    'CONTRIBUTION_CREATED', 'CONTRIBUTION_DECIDED', 'REFERRAL_CREATED', 'REFERRAL_MOVED', 'REFERRAL_MESSAGED', 'REFERRAL_CHANGED',
    'REFERRAL_REMOVED']),
  add constraint secrets_are_short check (octet_length(secret) <= 1000 and octet_length(earlier_secret) <= 1000);
alter table directory.organisation
  add constraint services_are_codes check (cardinality(services) <= 50 and services <@ array['SAFE_ACCOMMODATION', 'EMERGENCY_BASICS', 'MEDICAL', 'STI_TESTING', 'PSYCHOLOGICAL', 'LEGAL_COUNSEL', 'INTERPRETATION', 'FINANCIAL', 'CHILD_PROTECTION', 'RESIDENCE_PERMIT_HELP', 'POLICE_PROTECTION', 'RETURN_SUPPORT', 'ADDICTION_CARE', 'EXIT_SUPPORT', 'OTHER']),
  add constraint texts_are_short check (octet_length(concat(mandate, contact)) <= 10000);
alter table referrals.referral add constraint texts_are_short check (octet_length(concat(reference, route, status, urgency,
  encounter_week, encounter_municipality, encounter_district, age_band, gender, origin, exploitation_form, consent_state, outcome, permit_status,
  safety_note, note, police_case_link, caseworker_note, array_to_string(languages, ''), array_to_string(indicators, ''),
  array_to_string(means_of_control, ''), array_to_string(needs, ''), array_to_string(health_needs, ''))) <= 100000);
alter table referrals.consent add constraint texts_are_short check (
  octet_length(concat(state, text_version, language, override, override_reason, array_to_string(services, ''))) <= 10000);
alter table referrals.event add constraint texts_are_short check (
  octet_length(concat(action, from_status, to_status, reason, comment)) <= 10000);
alter table referrals.service add constraint texts_are_short check (octet_length(concat(service, status)) <= 1000);
alter table referrals.message add constraint texts_are_short check (octet_length(body) <= 20000 and cardinality(audience) <= 1000);
alter table trends.contribution add constraint texts_are_short check (octet_length(concat(attribution, status, title, text, period,
  decision_note, array_to_string(regions, ''), array_to_string(arenas, ''))) <= 100000);
alter table trends.corroboration add constraint texts_are_short check (octet_length(concat(verdict, comment)) <= 10000);
alter table activity.report add constraint texts_are_short check (octet_length(concat(month, municipality, kind, note)) <= 10000);
alter table statistics.batch add constraint texts_are_short check (octet_length(source) <= 1000 and octet_length(digest) <= 100);
alter table journal.idempotency add constraint texts_are_short check (octet_length(concat(key, operation)) <= 1000
  and octet_length(fingerprint) <= 100 and octet_length(outcome::text) <= 10000);
alter table journal.outbox add constraint texts_are_short check (octet_length(concat(kind, object_type)) <= 1000);
