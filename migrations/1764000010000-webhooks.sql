-- Webhooks: where an organisation wants to be told that its feed has grown. What there is to tell is in journal.change and nowhere
-- else; these tables say how far each receiver has come (docs/adr/0017).

create table journal.webhook (
  id uuid primary key default gen_random_uuid(),
  organisation_id uuid not null references directory.organisation,
  url text not null constraint url_is_short check (length(url) <= 500),
  events text[] not null constraint tells_of_something check (cardinality(events) > 0),
  -- sealed with a key that is not in the database (src/store/sealed-secret.ts)
  secret bytea not null,
  earlier_secret bytea,
  earlier_until timestamptz,
  created_at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  last_delivery_at timestamptz,
  last_status text
    constraint delivery_status_is_a_code check (last_status in ('DELIVERED', 'REFUSED', 'UNREACHABLE', 'GIVEN_UP')),
  -- the last line of the feed that was taken up: delivered, not asked for, or set aside with its object
  position bigint not null,
  constraint earlier_secret_ends check ((earlier_secret is null) = (earlier_until is null))
);
create index webhook_of on journal.webhook (organisation_id);

-- Objects whose next line a receiver has not taken yet. Their other lines wait behind it, in the feed.
create table journal.webhook_waiting (
  webhook_id uuid not null references journal.webhook on delete cascade,
  object_id uuid not null,
  -- no line of the object below this one is left to deliver
  position bigint not null,
  failures integer not null,
  due_at timestamptz not null,
  primary key (webhook_id, object_id)
);
create index webhook_due on journal.webhook_waiting (due_at);

-- Lines that were given up. When a line is erased, nothing of it stays here.
create table journal.webhook_dead_letter (
  webhook_id uuid not null references journal.webhook on delete cascade,
  organisation_id uuid not null,
  position bigint not null,
  object_id uuid not null,
  status text not null,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  primary key (webhook_id, position),
  foreign key (organisation_id, position) references journal.change (organisation_id, position) on delete cascade
);
create index webhook_dead_line on journal.webhook_dead_letter (organisation_id, position);

-- What is told in a period is looked up by its time (digests).
create index change_at on journal.change (organisation_id, at);

-- A webhook begins where the feed ends, and an organisation has at most ten. Two requests at once take turns.
create function journal.begin_webhook() returns trigger
  language plpgsql set search_path = ''
  as $$ begin
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(new.organisation_id::text, 1017));
    if (select pg_catalog.count(*) from journal.webhook w where w.organisation_id = new.organisation_id) >= 10 then
      raise exception 'too many webhooks' using errcode = 'check_violation', constraint = 'ten_webhooks';
    end if;
    new.position := coalesce((select h.position from journal.head h where h.organisation_id = new.organisation_id), 0);
    return new;
  end $$;
revoke all on function journal.begin_webhook() from public;
create trigger begin before insert on journal.webhook for each row execute function journal.begin_webhook();

alter table journal.webhook enable row level security, force row level security;
create policy own on journal.webhook for select using (organisation_id = (select directory.session_organisation()));
create policy begin on journal.webhook for insert
  with check (organisation_id = (select directory.session_organisation()));
create policy end_own on journal.webhook for delete using (organisation_id = (select directory.session_organisation()));
create policy deliver on journal.webhook for select using (session_user = 'samverkan_worker');
create policy advance on journal.webhook for update using (session_user = 'samverkan_worker');
create policy operate_reads on journal.webhook for select using ((select directory.session_is_owner()));
create policy operate on journal.webhook for update using ((select directory.session_is_owner()));

alter table journal.webhook_waiting enable row level security, force row level security;
create policy deliver on journal.webhook_waiting using (session_user = 'samverkan_worker');

alter table journal.webhook_dead_letter enable row level security, force row level security;
create policy deliver on journal.webhook_dead_letter using (session_user = 'samverkan_worker');

-- The worker reads lines on the login of the organisation whose they are; here it keeps the accounts.
grant execute on function directory.session_is_owner() to samverkan_worker;
grant select (code, active) on directory.organisation to samverkan_worker;
grant select (id, organisation_id, url, events, secret, earlier_secret, earlier_until, last_delivery_at, last_status, position),
  update (last_delivery_at, last_status, position) on journal.webhook to samverkan_worker;
grant select (webhook_id, object_id, position, failures, due_at), insert (webhook_id, object_id, position, failures, due_at),
  update (position, failures, due_at), delete on journal.webhook_waiting to samverkan_worker;
grant select (webhook_id, organisation_id, position, object_id, status, at),
  insert (webhook_id, organisation_id, position, object_id, status), delete on journal.webhook_dead_letter to samverkan_worker;

-- What the agreement gives each party here: the output of `print-grants`.
grant delete on journal.webhook to samverkan_unit;
grant select (organisation_id) on journal.head to samverkan_unit;
grant insert (events, id, organisation_id, secret, url) on journal.webhook to samverkan_unit;
grant select (created_at, events, id, last_delivery_at, last_status, organisation_id, url) on journal.webhook to samverkan_unit;
grant delete on journal.webhook to samverkan_police;
grant select (organisation_id) on journal.head to samverkan_police;
grant insert (events, id, organisation_id, secret, url) on journal.webhook to samverkan_police;
grant select (created_at, events, id, last_delivery_at, last_status, organisation_id, url) on journal.webhook to samverkan_police;
grant delete on journal.webhook to samverkan_district;
grant select (organisation_id) on journal.head to samverkan_district;
grant insert (events, id, organisation_id, secret, url) on journal.webhook to samverkan_district;
grant select (created_at, events, id, last_delivery_at, last_status, organisation_id, url) on journal.webhook to samverkan_district;
grant delete on journal.webhook to samverkan_municipality;
grant select (organisation_id) on journal.head to samverkan_municipality;
grant insert (events, id, organisation_id, secret, url) on journal.webhook to samverkan_municipality;
grant select (created_at, events, id, last_delivery_at, last_status, organisation_id, url) on journal.webhook to samverkan_municipality;
grant delete on journal.webhook to samverkan_rfsu;
grant select (organisation_id) on journal.head to samverkan_rfsu;
grant insert (events, id, organisation_id, secret, url) on journal.webhook to samverkan_rfsu;
grant select (created_at, events, id, last_delivery_at, last_status, organisation_id, url) on journal.webhook to samverkan_rfsu;
grant delete on journal.webhook to samverkan_rfsl;
grant select (organisation_id) on journal.head to samverkan_rfsl;
grant insert (events, id, organisation_id, secret, url) on journal.webhook to samverkan_rfsl;
grant select (created_at, events, id, last_delivery_at, last_status, organisation_id, url) on journal.webhook to samverkan_rfsl;
grant delete on journal.webhook to samverkan_smittskydd;
grant select (organisation_id) on journal.head to samverkan_smittskydd;
grant insert (events, id, organisation_id, secret, url) on journal.webhook to samverkan_smittskydd;
grant select (created_at, events, id, last_delivery_at, last_status, organisation_id, url) on journal.webhook to samverkan_smittskydd;
