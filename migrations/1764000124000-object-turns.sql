-- Changes of one object take turns by a lock that is made from its key, and an organisation may add lines about any object that it can
-- name. These locks have numbers of their own now (two of 32 bits), so that no key leads to the lock of a worker's turn (one of 64), and the
-- clocks pass over objects whose lock somebody holds (src/store/referral-clocks.ts).

-- The owner, who need not be a superuser, acts for the role until the end of this file.
do $$ begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('grant samverkan_feed to %I', current_user);
  end if;
end $$;

create or replace function journal.announce() returns trigger
  language plpgsql security definer set search_path = ''
  as $$
  declare is_gone boolean;
  begin
    -- Changes of one object take turns until they are committed, so the lines of an object have their ids in the order of commits,
    -- and each compares with what the one before has left. The statement below sees what was committed while this one waited.
    perform pg_catalog.pg_advisory_xact_lock(1015, pg_catalog.hashtext(new.object_id::text));
    with now as (
      select r.organisation_id, r.marks from journal.readers(new.object_type, new.object_id) r
    ), before as (
      select v.organisation_id, v.marks from journal.view v
      where v.object_id = new.object_id and v.object_type = new.object_type
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
      select not exists (select from referrals.referral r where r.id = new.object_id) into is_gone;
      if is_gone then
        delete from journal.change c
        where c.object_id = new.object_id and c.object_type = 'Referral' and c.kind <> 'REMOVED';
      end if;
    end if;
    return null;
  end $$;

do $$ begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('revoke samverkan_feed from %I', current_user);
  end if;
end $$;
