-- Requests of one organisation for webhooks take turns. The lock is taken for the session's own organisation by a function that acts for the
-- owner, so that no session of an organisation needs to take locks by itself (migrations: hardening-locks).
create function journal.take_own_turn() returns void
  language sql security definer set search_path = ''
  as $$ select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(directory.session_organisation()::text, 1017)) $$;
revoke all on function journal.take_own_turn() from public;
grant execute on function journal.take_own_turn() to samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;

create or replace function journal.begin_webhook() returns trigger
  language plpgsql set search_path = ''
  as $$ begin
    perform journal.take_own_turn();
    if (select pg_catalog.count(*) from journal.webhook w where w.organisation_id = new.organisation_id) >= 10 then
      raise exception 'too many webhooks' using errcode = 'check_violation', constraint = 'ten_webhooks';
    end if;
    new.position := coalesce((select h.position from journal.head h where h.organisation_id = new.organisation_id), 0);
    return new;
  end $$;
