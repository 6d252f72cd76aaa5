-- Referrals: pseudonymised personal data of the most sensitive kind, in a schema of their own. Who sees a row is decided
-- here by session_user; who sees a column by the grants of a later migration.

create schema referrals;

create table referrals.referral (
  id uuid primary key default gen_random_uuid(),
  reference text not null unique check (reference ~ '^SV-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'),
  route text not null check (route in ('REFERRAL', 'NOTIFICATION')),
  status text not null,
  status_since timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  submitted_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  version integer not null default 1,
  flagged_by_id uuid not null references directory.organisation,
  recipient_id uuid not null references directory.organisation,
  urgency text not null,
  encounter_week text not null,
  encounter_municipality text not null,
  encounter_district text,
  age_band text not null,
  gender text not null,
  origin text,
  languages text[] not null default '{}',
  exploitation_form text not null,
  indicators text[] not null default '{}',
  means_of_control text[] not null default '{}',
  needs text[] not null default '{}',
  health_needs text[] not null default '{}',
  consent_state text not null,
  minor_reported boolean not null default false,
  safety_note text,
  note text,
  police_case_link text,
  acknowledge_by timestamptz,
  decide_by timestamptz,
  -- A notification is about an adult who does not consent: it carries nothing but these few facts (domain: two routes).
  constraint notification_is_bare check (route <> 'NOTIFICATION' or (
    origin is null and languages = '{}' and indicators = '{}' and means_of_control = '{}' and needs = '{}'
    and health_needs = '{}' and safety_note is null and note is null and police_case_link is null)),
  constraint minor_is_referred check (age_band not in ('UNDER_15', 'AGE_15_17') or (route = 'REFERRAL' and minor_reported))
);
create index referral_listed on referrals.referral (submitted_at desc, id desc);
create index referral_flagged_by on referrals.referral (flagged_by_id, submitted_at desc, id desc);
create index referral_recipient on referrals.referral (recipient_id, submitted_at desc, id desc);

create table referrals.consent (
  id uuid primary key default gen_random_uuid(),
  referral_id uuid not null references referrals.referral on delete cascade,
  organisation_id uuid not null references directory.organisation,
  services text[] not null,
  state text not null,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  text_version text not null,
  language text,
  override text,
  override_reason text
);
create index consent_referral on referrals.consent (referral_id);

create table referrals.supporter (
  referral_id uuid not null references referrals.referral on delete cascade,
  organisation_id uuid not null references directory.organisation,
  since timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  until timestamptz,
  primary key (referral_id, organisation_id, since)
);
create index supporter_organisation on referrals.supporter (organisation_id) where until is null;

create table referrals.event (
  id uuid primary key default gen_random_uuid(),
  referral_id uuid not null references referrals.referral on delete cascade,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  action text not null,
  from_status text,
  to_status text not null,
  organisation_id uuid not null references directory.organisation,
  reason text,
  comment text
);
create index event_referral on referrals.event (referral_id, at);

-- The referrals that the session's organisation actively supports, as one array, so that a policy asks once per statement.
create function referrals.supported_by_session() returns uuid[]
  language sql stable security definer set search_path = ''
  as $$ select coalesce(pg_catalog.array_agg(s.referral_id), '{}') from referrals.supporter s
        where s.organisation_id = directory.session_organisation() and s.until is null $$;
revoke all on function referrals.supported_by_session() from public;
grant execute on function referrals.supported_by_session() to
  samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;

alter table referrals.referral enable row level security, force row level security;
create policy read on referrals.referral for select using (
  (select directory.session_party()) = 'UNIT'
  or flagged_by_id = (select directory.session_organisation())
  or (route = 'REFERRAL' and (
    recipient_id = (select directory.session_organisation())
    or id = any ((select referrals.supported_by_session())::uuid[])))
);
create policy submit on referrals.referral for insert with check (
  flagged_by_id = (select directory.session_organisation())
  and (select directory.session_party()) = 'POLICE'
);
create policy handle on referrals.referral for update using (
  (select directory.session_party()) = 'UNIT'
  or flagged_by_id = (select directory.session_organisation())
  or (route = 'REFERRAL' and recipient_id = (select directory.session_organisation()))
);

-- What belongs to a referral is visible where the referral is: the inner query runs under the reader's own row rules.
-- Whether the session's organisation may add to a referral: its recipient and the unit; the police only while they submit it.
-- A function, because not every party that may add can read the columns that decide.
create function referrals.session_may_record(referral_id uuid, action text) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (
    select from referrals.referral r where r.id = referral_id and (
      directory.session_party() = 'UNIT'
      or (r.route = 'REFERRAL' and r.recipient_id = directory.session_organisation())
      or (r.flagged_by_id = directory.session_organisation() and action = 'SUBMIT' and r.status = 'SUBMITTED' and r.version = 1))) $$;
revoke all on function referrals.session_may_record(uuid, text) from public;
grant execute on function referrals.session_may_record(uuid, text) to
  samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;

alter table referrals.consent enable row level security, force row level security;
create policy read on referrals.consent for select
  using (exists (select from referrals.referral r where r.id = referral_id));
create policy record on referrals.consent for insert
  with check (referrals.session_may_record(referral_id, 'SUBMIT'));

-- An organisation's own support, and the owner's function above; whoever else may see supporters comes with inviting them.
alter table referrals.supporter enable row level security, force row level security;
create policy own on referrals.supporter for select
  using (organisation_id = (select directory.session_organisation()));

alter table referrals.event enable row level security, force row level security;
create policy read on referrals.event for select
  using (exists (select from referrals.referral r where r.id = referral_id));
create policy record on referrals.event for insert with check (
  organisation_id = (select directory.session_organisation())
  and referrals.session_may_record(referral_id, action));

grant usage on schema referrals to
  samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;
