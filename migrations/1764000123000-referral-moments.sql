-- When a referral has moved and when it last changed decide when it is erased, so no session says it: it is the moment of the change.
-- The worker's clocks and the owner are believed.

alter table referrals.referral add column moved_at timestamptz; -- the transaction in which it was handed on

create or replace function referrals.before_change() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare
    of_session boolean := directory.session_organisation() is not null;
    now_ms timestamptz := pg_catalog.date_trunc('milliseconds', pg_catalog.clock_timestamp());
    moved boolean := (new.status, new.recipient_id, new.consent_state)
      is distinct from (old.status, old.recipient_id, old.consent_state);
  begin
    if of_session then
      new.changed_at := now_ms;
      new.status_since := case
        when (new.status, new.recipient_id) is distinct from (old.status, old.recipient_id) then now_ms else old.status_since end;
    end if;
    new.version := old.version + 1;
    new.version_for_supporters := old.version_for_supporters + moved::integer;
    new.version_for_police := old.version_for_police + (moved
      or (new.permit_status, new.permit_until) is distinct from (old.permit_status, old.permit_until))::integer;
    new.moved_by_id := old.moved_by_id;
    new.moved_at := old.moved_at;
    if new.recipient_id <> old.recipient_id then
      perform referrals.hold_recipient(new.recipient_id);
      new.moved_by_id := directory.session_organisation();
      new.moved_at := pg_catalog.now();
    end if;
    return new;
  end $$;

-- Who leaves the agreement is given nothing by a transaction that was under way: it waits for this one, or this one finds it gone.
create function referrals.hold_recipient(recipient uuid) returns void
  language plpgsql security definer set search_path = ''
  as $$ begin
    perform pg_catalog.pg_advisory_xact_lock_shared(1018, pg_catalog.hashtext(recipient::text)); -- src/store/membership.ts takes it alone
    if not exists (select from directory.organisation o where o.id = recipient and o.active) then raise exception 'the recipient has left' using errcode = 'serialization_failure'; end if;
  end $$;
revoke all on function referrals.hold_recipient(uuid) from public;
create function referrals.before_submission() returns trigger
  language plpgsql security definer set search_path = ''
  as $$ begin
    perform referrals.hold_recipient(new.recipient_id);
    return new;
  end $$;
revoke all on function referrals.before_submission() from public;
create trigger before_submission before insert on referrals.referral
  for each row execute function referrals.before_submission();

-- Whoever hands a referral on sees it until its transaction ends: by the moment at which that began. A database that is restored from a copy
-- counts its transactions from the beginning, so their numbers come again.
alter policy read on referrals.referral using (
  (select directory.session_party()) = 'UNIT'
  or flagged_by_id = (select directory.session_organisation())
  or (route = 'REFERRAL' and (
    recipient_id = (select directory.session_organisation())
    or (status not in ('CLOSED', 'WITHDRAWN', 'EXPIRED') and id = any ((select referrals.supported_by_session())::uuid[]))
    or (moved_by_id = (select directory.session_organisation()) and moved_at = now())))
);
alter policy handle on referrals.referral using (
  (select directory.session_party()) = 'UNIT'
  or flagged_by_id = (select directory.session_organisation())
  or (route = 'REFERRAL' and (
    recipient_id = (select directory.session_organisation())
    or (moved_by_id = (select directory.session_organisation()) and moved_at = now())))
);

-- The police are told that a referral is as they sent it in by the version that they read: not by one that counts support.
create or replace function referrals.session_may_record(referral_id uuid, action text) returns boolean
  language sql stable security definer set search_path = ''
  as $$ select exists (
    select from referrals.referral r where r.id = referral_id and (
      directory.session_party() = 'UNIT'
      or (r.route = 'REFERRAL' and r.recipient_id = directory.session_organisation())
      or (r.route = 'REFERRAL' and r.moved_by_id = directory.session_organisation() and r.moved_at = pg_catalog.now())
      or (r.flagged_by_id = directory.session_organisation() and (
        action in ('RESUBMIT', 'WITHDRAW') or (action = 'SUBMIT' and r.status = 'SUBMITTED' and r.version_for_police = 1))))) $$;

alter table referrals.referral drop column moved_in;
