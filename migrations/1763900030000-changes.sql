-- What readers are told of, and in which order. Whatever changes something leaves a line in journal.outbox, in its own transaction;
-- a trigger compares what each organisation could see of the object with what it can see now, and leaves a line for exactly
-- those whose view of it has changed (docs/adr/0015).

-- The trigger runs as a role of its own, because whoever changes something does not see who else will notice.
do $$ begin
  if not exists (select from pg_catalog.pg_roles where rolname = 'samverkan_feed') then
    create role samverkan_feed nologin;
  end if;
end $$;

-- What each organisation can see of an object: by kind of change, a count or a fact that moves when there is such a change.
create table journal.view (
  object_type text not null,
  object_id uuid not null,
  organisation_id uuid not null references directory.organisation,
  marks jsonb not null,
  primary key (object_id, organisation_id)
);

-- A line of an organisation's feed. It has its position from the moment on that every line before it has one.
create table journal.change (
  id bigint generated always as identity primary key,
  organisation_id uuid not null references directory.organisation,
  position bigint,
  at timestamptz not null default date_trunc('milliseconds', clock_timestamp()),
  kind text not null,
  object_type text not null,
  object_id uuid not null,
  unique (organisation_id, position)
);
create index change_waiting on journal.change (id) where position is null;
create index change_object on journal.change (object_id);

-- How far each organisation's feed has come. Positions are counted per organisation, or they would tell how much others do,
-- and never reused, also when lines at the end are erased.
create table journal.head (
  organisation_id uuid primary key references directory.organisation,
  position bigint not null
);

-- Who can see an object, and what would move if it changed for them. Nothing in here may count what its reader cannot read: this
-- is the one place that says who hears of what. The police hear nothing of support, supporters nothing of permits.
create function journal.readers(type text, key uuid) returns table (organisation_id uuid, marks jsonb)
  language sql stable set search_path = ''
  as $$
    select o.id, jsonb_strip_nulls(jsonb_build_object(
        'CREATED', case when o.party = 'UNIT' then true end,
        'PUBLISHED', case when e.status <> 'DRAFT' then true end,
        'CORRECTED', case when e.status <> 'DRAFT' then e.revision end,
        'WITHDRAWN', case when e.status = 'WITHDRAWN' then true end,
        'CHANGED', case when o.party = 'UNIT' then e.version else e.shown_version end))
      from trends.entry e cross join directory.organisation o
      where type = 'TrendEntry' and e.id = key and (e.status <> 'DRAFT' or o.party = 'UNIT')
    union all
    select o.id, jsonb_strip_nulls(jsonb_build_object(
        'CREATED', case when o.party = 'UNIT' then true end,
        'PUBLISHED', case when r.published_at is not null then true end))
      from statistics.release r cross join directory.organisation o
      where type = 'Release' and r.id = key and (r.published_at is not null or o.party = 'UNIT')
    union all
    select o.id, jsonb_strip_nulls(jsonb_build_object(
        'CREATED', true,
        'DECIDED', case when b.status <> 'SUBMITTED' then b.status end))
      from trends.contribution b cross join directory.organisation o
      where type = 'Contribution' and b.id = key and (o.id = b.organisation_id or o.party = 'UNIT')
    union all
    select o.id, jsonb_build_object(
        'CREATED', true,
        'MOVED', f.version_for_supporters,
        'MESSAGED', (select count(*) from referrals.message m
          where m.referral_id = f.id and (m.organisation_id = o.id or o.id = any (m.audience))),
        'CHANGED', case
          when o.party in ('UNIT', 'DISTRICT', 'MUNICIPALITY') then
            f.version + (select count(*) from referrals.service s where s.referral_id = f.id)
          when o.party = 'POLICE' then f.version_for_police
          else (select count(*) from referrals.consent c where c.referral_id = f.id) end,
        -- Smittskyddet reads these, and the count of supporters does not move with them.
        'NEEDS', case when o.party = 'SMITTSKYDD' then md5(f.id::text || f.health_needs::text) end)
      from referrals.referral f cross join directory.organisation o
      where type = 'Referral' and f.id = key and (
        o.party = 'UNIT' or o.id = f.flagged_by_id
        or (f.route = 'REFERRAL' and (o.id = f.recipient_id
          or (f.status not in ('CLOSED', 'WITHDRAWN', 'EXPIRED') and exists (
            select from referrals.supporter s where s.referral_id = f.id and s.organisation_id = o.id and s.until is null)))))
  $$;

-- The kind of change between two views; null when there is none. The first kind that has moved names the line.
create function journal.kind_between(before jsonb, now jsonb) returns text
  language sql immutable set search_path = ''
  as $$ select case
      when before is not distinct from now then null
      when now is null then 'REMOVED'
      else coalesce((select kind from unnest(array['WITHDRAWN', 'PUBLISHED', 'CORRECTED', 'CREATED', 'DECIDED', 'MOVED', 'MESSAGED']) with ordinality k (kind, place)
        where now ? kind and now -> kind is distinct from before -> kind order by place limit 1), 'CHANGED') end $$;

create function journal.announce() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare is_gone boolean;
  begin
    -- Changes of one object take turns until they are committed, so the lines of an object have their ids in the order of commits,
    -- and each compares with what the one before has left. The statement below sees what was committed while this one waited.
    perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(new.object_id::text, 1015));
    with now as (
      select r.organisation_id, r.marks from journal.readers(new.object_type, new.object_id) r
    ), before as (
      select v.organisation_id, v.marks from journal.view v where v.object_id = new.object_id
    ), line as (
      select organisation_id, journal.kind_between(b.marks, n.marks) as kind, n.marks
      from before b full join now n using (organisation_id)
    ), told as (
      insert into journal.change (organisation_id, kind, object_type, object_id)
      select organisation_id, kind, new.object_type, new.object_id from line where kind is not null
    ), lost as (
      delete from journal.view v using line l
      where l.kind = 'REMOVED' and v.object_id = new.object_id and v.organisation_id = l.organisation_id
    )
    insert into journal.view (object_type, object_id, organisation_id, marks)
    select new.object_type, new.object_id, organisation_id, marks from line where kind <> 'REMOVED'
    on conflict (object_id, organisation_id) do update set marks = excluded.marks;
    -- Of what is erased nothing is left to tell but that it is gone.
    if new.kind = 'eraseReferral' then
      delete from journal.change c where c.object_id = new.object_id and c.kind <> 'REMOVED';
    end if;
    return null;
  end $$;

revoke all on function journal.readers(text, uuid), journal.kind_between(jsonb, jsonb), journal.announce() from public;
grant execute on function journal.readers(text, uuid), journal.kind_between(jsonb, jsonb) to samverkan_feed;

-- What the role needs: the columns that say who sees an object and whether it changed, and no text.
grant usage on schema directory, trends, referrals, statistics, journal to samverkan_feed;
grant execute on function directory.session_party(), directory.session_organisation(), referrals.supported_by_session() to samverkan_feed;
grant select (id, party) on directory.organisation to samverkan_feed;
grant select (id, status, revision, version, shown_version) on trends.entry to samverkan_feed;
grant select (id, organisation_id, status) on trends.contribution to samverkan_feed;
grant select (id, published_at) on statistics.release to samverkan_feed;
grant select (id, route, status, flagged_by_id, recipient_id, version, version_for_police, version_for_supporters, health_needs, moved_by_id, moved_in)
  on referrals.referral to samverkan_feed;
grant select (referral_id, organisation_id, until) on referrals.supporter to samverkan_feed;
grant select (referral_id, organisation_id, audience) on referrals.message to samverkan_feed;
grant select (referral_id) on referrals.service, referrals.consent to samverkan_feed;
grant select, insert, update, delete on journal.view to samverkan_feed;
grant select (object_id, kind), insert (organisation_id, kind, object_type, object_id), delete on journal.change to samverkan_feed;

create policy feed on trends.entry for select to samverkan_feed using (true);
create policy feed on trends.contribution for select to samverkan_feed using (true);
create policy feed on statistics.release for select to samverkan_feed using (true);
create policy feed on referrals.referral for select to samverkan_feed using (true);
create policy feed on referrals.supporter for select to samverkan_feed using (true);
create policy feed on referrals.message for select to samverkan_feed using (true);
create policy feed on referrals.service for select to samverkan_feed using (true);
-- A consent is seen where its referral is.

alter table journal.view enable row level security, force row level security;
create policy feed on journal.view to samverkan_feed using (true);

alter table journal.change enable row level security, force row level security;
create policy feed on journal.change to samverkan_feed using (true);
create policy read on journal.change for select using (
  position is not null and organisation_id = (select directory.session_organisation()));
create policy sequence on journal.change using (session_user = 'samverkan_worker') with check (session_user = 'samverkan_worker');

alter table journal.head enable row level security, force row level security;
create policy read on journal.head for select using (organisation_id = (select directory.session_organisation()));
create policy sequence on journal.head using (session_user = 'samverkan_worker') with check (session_user = 'samverkan_worker');

-- The worker gives positions, and sees of a line no more than whose it is.
grant select (id, organisation_id, position), update (position) on journal.change to samverkan_worker;
grant select, insert, update on journal.head to samverkan_worker;

-- The owner, who need not be a superuser, acts for the role until the end of this file.
do $$ begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('grant samverkan_feed to %I', current_user);
  end if;
end $$;

-- What is there already is in sight of those who can see it: they are told when it changes or goes.
insert into journal.view (object_type, object_id, organisation_id, marks)
select o.type, o.id, r.organisation_id, r.marks from (
    select 'TrendEntry' as type, id from trends.entry
    union all select 'Contribution', id from trends.contribution
    union all select 'Release', id from statistics.release
    union all select 'Referral', id from referrals.referral) o,
  journal.readers(o.type, o.id) r;

create trigger announce after insert on journal.outbox for each row execute function journal.announce();

-- From here on the function is the role's, and nobody is a member of it.
grant create on schema journal to samverkan_feed;
alter function journal.announce() owner to samverkan_feed;
revoke create on schema journal from samverkan_feed;
do $$ begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('revoke samverkan_feed from %I', current_user);
  end if;
end $$;

-- What the agreement gives each party here: the output of `print-grants`.
grant select (at, kind, object_id, object_type, position) on journal.change to samverkan_unit;
grant select (position) on journal.head to samverkan_unit;
grant select (at, kind, object_id, object_type, position) on journal.change to samverkan_police;
grant select (position) on journal.head to samverkan_police;
grant select (at, kind, object_id, object_type, position) on journal.change to samverkan_district;
grant select (position) on journal.head to samverkan_district;
grant select (at, kind, object_id, object_type, position) on journal.change to samverkan_municipality;
grant select (position) on journal.head to samverkan_municipality;
grant select (at, kind, object_id, object_type, position) on journal.change to samverkan_rfsu;
grant select (position) on journal.head to samverkan_rfsu;
grant select (at, kind, object_id, object_type, position) on journal.change to samverkan_rfsl;
grant select (position) on journal.head to samverkan_rfsl;
grant select (at, kind, object_id, object_type, position) on journal.change to samverkan_smittskydd;
grant select (position) on journal.head to samverkan_smittskydd;
