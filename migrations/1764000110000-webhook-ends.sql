-- A webhook ends by a mark on its row. Whoever may delete from a table may lock all of it, and with it every other organisation's webhooks;
-- a mark on a column gives no such lock.
alter table journal.webhook add column ended boolean not null default false; -- true for no longer than its statement

create function journal.end_webhook() returns trigger
  language plpgsql security definer set search_path = ''
  as $$ begin
    delete from journal.webhook w where w.id = new.id; -- by the row rule end_own: of the session's organisation
    return null;
  end $$;
revoke all on function journal.end_webhook() from public;
create trigger ends after update of ended on journal.webhook for each row when (new.ended) execute function journal.end_webhook();
create policy mark_own on journal.webhook for update using (organisation_id = (select directory.session_organisation()));

-- What the agreement gives each party here: what changed in the output of `print-grants`.
revoke delete on journal.webhook from samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;
grant update (ended) on journal.webhook to samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;
