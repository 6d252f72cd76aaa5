-- The rest of a referral's life: outcome, permit, services, supporters, messages, hand-over, and the clock that moves what
-- nobody moves.

alter table referrals.referral
  add column outcome text,
  add column permit_status text not null default 'NOT_DISCUSSED',
  add column permit_until date,
  add column caseworker_note text,
  -- when anything about it last changed, and when the unit was last told that nothing does
  add column changed_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  add column escalated_at timestamptz,
  -- `version` counts every change. The police see no support and supporters see no permit: each counts what it could see,
  -- or a version would tell that something happened.
  add column version_for_police integer not null default 1,
  add column version_for_supporters integer not null default 1,
  -- who handed it on, and in which transaction: see the policy below
  add column moved_by_id uuid references directory.organisation,
  add column moved_in xid8,
  add constraint notification_stays_bare check (route <> 'NOTIFICATION' or (
    permit_status = 'NOT_DISCUSSED' and permit_until is null and caseworker_note is null));
create index referral_open on referrals.referral (changed_at) where status not in ('CLOSED', 'WITHDRAWN', 'EXPIRED');
create index referral_ended on referrals.referral (status_since) where status in ('CLOSED', 'WITHDRAWN', 'EXPIRED');

-- Versions count and hand-overs are noted here, so that no session can set them.
create function referrals.before_change() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare moved boolean := (new.status, new.status_since, new.recipient_id, new.consent_state)
    is distinct from (old.status, old.status_since, old.recipient_id, old.consent_state);
  begin
    new.version := old.version + 1;
    new.version_for_supporters := old.version_for_supporters + moved::integer;
    new.version_for_police := old.version_for_police + (moved
      or (new.permit_status, new.permit_until) is distinct from (old.permit_status, old.permit_until))::integer;
    new.moved_by_id := old.moved_by_id;
    new.moved_in := old.moved_in;
    if new.recipient_id <> old.recipient_id then
      new.moved_by_id := directory.session_organisation();
      new.moved_in := pg_catalog.pg_current_xact_id();
    end if;
    return new;
  end $$;
revoke all on function referrals.before_change() from public;
create trigger before_change before update on referrals.referral
  for each row execute function referrals.before_change();

-- Supporters take part while the referral is open. Whoever hands it on sees it until its transaction ends, because PostgreSQL
-- asks that a changed row is still visible to whoever changed it; one moment later it is gone.
alter policy read on referrals.referral using (
  (select directory.session_party()) = 'UNIT'
  or flagged_by_id = (select directory.session_organisation())
  or (route = 'REFERRAL' and (
    recipient_id = (select directory.session_organisation())
    or (status not in ('CLOSED', 'WITHDRAWN', 'EXPIRED') and id = any ((select referrals.supported_by_session())::uuid[]))
    or (moved_by_id = (select directory.session_organisation()) and moved_in = pg_current_xact_id_if_assigned())))
);
alter policy handle on referrals.referral using (
  (select directory.session_party()) = 'UNIT'
  or flagged_by_id = (select directory.session_organisation())
  or (route = 'REFERRAL' and (
    recipient_id = (select directory.session_organisation())
    or (moved_by_id = (select directory.session_organisation()) and moved_in = pg_current_xact_id_if_assigned())))
);

-- Whether the session's organisation may add to a referral: its recipient, the unit and who hands it on; the police while they
-- submit it, and when they send it in again or take it back.
create or replace function referrals.session_may_record(referral_id uuid, action text) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (
    select from referrals.referral r where r.id = referral_id and (
      directory.session_party() = 'UNIT'
      or (r.route = 'REFERRAL' and r.recipient_id = directory.session_organisation())
      or (r.route = 'REFERRAL' and r.moved_by_id = directory.session_organisation()
        and r.moved_in = pg_catalog.pg_current_xact_id_if_assigned())
      or (r.flagged_by_id = directory.session_organisation() and (
        action in ('RESUBMIT', 'WITHDRAW') or (action = 'SUBMIT' and r.status = 'SUBMITTED' and r.version = 1))))) $$;

-- Consent lets others in, so whoever carries the referral records it, and the police while they submit it.
alter policy record on referrals.consent with check (
  ((select directory.session_party()) = 'POLICE' and referrals.session_may_record(referral_id, 'SUBMIT'))
  or exists (select from referrals.referral r
    where r.id = referral_id and r.recipient_id = (select directory.session_organisation())));

-- Policies for named roles do not hold inside a function of the owner, so supported_by_session() above asks only for its own
-- organisation's rows, and no policy asks itself.
create policy beside on referrals.supporter for select to samverkan_unit, samverkan_district, samverkan_municipality
  using (exists (select from referrals.referral r where r.id = referral_id));
create policy invite on referrals.supporter for insert to samverkan_unit, samverkan_district, samverkan_municipality
  with check (exists (select from referrals.referral r
    where r.id = referral_id and r.recipient_id = (select directory.session_organisation())));
create policy leave on referrals.supporter for update to samverkan_unit, samverkan_district, samverkan_municipality
  using (exists (select from referrals.referral r
    where r.id = referral_id and r.recipient_id = (select directory.session_organisation())));

create table referrals.service (
  id uuid primary key default gen_random_uuid(),
  referral_id uuid not null references referrals.referral on delete cascade,
  organisation_id uuid not null references directory.organisation,
  service text not null,
  status text not null,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
);
create index service_referral on referrals.service (referral_id, at);
alter table referrals.service enable row level security, force row level security;
create policy read on referrals.service for select to samverkan_unit, samverkan_district, samverkan_municipality
  using (exists (select from referrals.referral r where r.id = referral_id));
create policy record on referrals.service for insert with check (
  organisation_id = (select directory.session_organisation())
  and (select directory.session_party()) <> 'POLICE'
  and exists (select from referrals.referral r where r.id = referral_id and (
    r.recipient_id = (select directory.session_organisation())
    or r.id = any ((select referrals.supported_by_session())::uuid[]))));

create table referrals.message (
  id uuid primary key default gen_random_uuid(),
  referral_id uuid not null references referrals.referral on delete cascade,
  organisation_id uuid not null references directory.organisation,
  audience uuid[] not null,
  body text not null,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp())
);
create index message_referral on referrals.message (referral_id, at);
alter table referrals.message enable row level security, force row level security;
create policy read on referrals.message for select using (
  (organisation_id = (select directory.session_organisation())
    or (select directory.session_organisation()) = any (audience))
  and exists (select from referrals.referral r where r.id = referral_id));
create policy send on referrals.message for insert with check (
  organisation_id = (select directory.session_organisation())
  and exists (select from referrals.referral r where r.id = referral_id));

-- What is left of an erased referral: a count, for the statistics, that no party's login can read.
create table referrals.erased (
  year integer not null,
  county text not null,
  exploitation_form text not null,
  gender text not null,
  age_band text not null,
  route text not null,
  outcome text not null,
  count integer not null,
  primary key (year, county, exploitation_form, gender, age_band, route, outcome)
);
alter table referrals.erased enable row level security, force row level security;

-- The worker: a login of its own that sees of a referral what its clocks need, and no text.
do $$ begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'samverkan_worker') then
    create role samverkan_worker nologin;
  end if;
end $$;
grant usage on schema directory, referrals, journal to samverkan_worker;
-- Every row policy asks who the session is; for the worker the answer is nobody.
grant execute on function directory.session_party(), directory.session_organisation(), referrals.supported_by_session(),
  referrals.session_may_record(uuid, text) to samverkan_worker;
grant select (id, status, status_since, changed_at, escalated_at, permit_status, permit_until, route, outcome, submitted_at,
    encounter_municipality, exploitation_form, gender, age_band),
  update (status, status_since, changed_at, escalated_at, permit_status), delete on referrals.referral to samverkan_worker;
grant insert (referral_id, action, from_status, to_status) on referrals.event to samverkan_worker;
grant select, insert, update (count) on referrals.erased to samverkan_worker;
grant select (object_id), delete, insert (kind, object_type, object_id) on journal.outbox to samverkan_worker;
grant select (outcome), delete on journal.idempotency to samverkan_worker;
grant insert (client, subject, action, objects, outcome) on journal.audit to samverkan_worker;

alter table referrals.event alter column organisation_id drop not null; -- null is the clock
alter table journal.outbox alter column organisation_id drop not null;
alter table journal.audit alter column organisation_id drop not null;

create policy clock on referrals.referral using (session_user = 'samverkan_worker');
create policy clock on referrals.event for insert with check (session_user = 'samverkan_worker' and organisation_id is null);
-- It finds every referral, and what is visible where the referral is visible would be visible to it.
create policy not_clock on referrals.consent as restrictive to samverkan_worker using (false);
create policy not_clock on referrals.event as restrictive for select to samverkan_worker using (false);
create policy count on referrals.erased using (session_user = 'samverkan_worker');
create policy clock on journal.outbox using (session_user = 'samverkan_worker')
  with check (session_user = 'samverkan_worker' and organisation_id is null);
create policy erase on journal.idempotency for delete using (session_user = 'samverkan_worker');
create policy clock_reads on journal.idempotency for select using (session_user = 'samverkan_worker');
create policy clock on journal.audit for insert with check (session_user = 'samverkan_worker' and organisation_id is null);
create index idempotency_object on journal.idempotency ((outcome ->> 'uuid'));
create index outbox_object on journal.outbox (object_id);

-- PostgreSQL samples values for its planner, and a sample would outlive the erasure of what it was taken from: no samples of texts
-- and of what is made from them.
alter table referrals.referral
  alter column reference set statistics 0,
  alter column safety_note set statistics 0,
  alter column note set statistics 0,
  alter column police_case_link set statistics 0,
  alter column caseworker_note set statistics 0;
alter table referrals.consent
  alter column text_version set statistics 0,
  alter column override_reason set statistics 0;
alter table referrals.event alter column comment set statistics 0;
alter table referrals.message alter column body set statistics 0;
alter table journal.idempotency
  alter column key set statistics 0,
  alter column fingerprint set statistics 0;
