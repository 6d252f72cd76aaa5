-- Who carries a referral is shown what others have done with it from its time on. Whose it is, is looked up when events are sealed, which may be
-- later than a hand-over: what was done before that is not the new carrier's.

-- The owner, who need not be a superuser, acts for the role until the end of this file.
do $$ begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('grant samverkan_feed to %I', current_user);
  end if;
end $$;

grant select (moved_at) on referrals.referral to samverkan_feed;
grant select (at) on journal.audit to samverkan_feed;

create or replace function journal.show(since bigint, until bigint) returns void
  language sql security definer set search_path = ''
  as $$
    with named as (
      -- Each object once for all events of one kind: whose it is, is looked up so often and no oftener, whatever the planner expects.
      select o.name, a.action, a.organisation_id as actor, pg_catalog.array_agg(a.sequence) as sequences,
        pg_catalog.array_agg(a.at) as moments
      from journal.audit a cross join unnest(a.objects) as o (name)
      where a.sequence >= since and a.sequence < until
        and a.outcome in ('DONE', 'OVERRIDE') and a.action not in ('changes', 'changed')
      group by o.name, a.action, a.organisation_id
    ), object as (
      -- written out, and not with key_of, which would look at each name three times
      select n.*, pg_catalog.split_part(n.name, '/', 1) as type,
        case when n.name ~ '^(Organisation|Contribution|Referral)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
          then pg_catalog.split_part(n.name, '/', 2)::uuid end as key
      from named n
    ), owner as (
      select d.id as organisation_id, o.actor, o.name, o.sequences, o.moments, null::timestamptz as carried_since
        from object o join directory.organisation d on d.id = o.key where o.type = 'Organisation'
      union all
      select c.organisation_id, o.actor, o.name, o.sequences, o.moments, null
        from object o join trends.contribution c on c.id = o.key
        where o.type = 'Contribution' and o.action in ('contributions', 'node', 'resolveContribution')
      union all
      select r.recipient_id, o.actor, o.name, o.sequences, o.moments, r.moved_at
        from object o join referrals.referral r on r.id = o.key join directory.organisation d on d.id = r.recipient_id
        where o.type = 'Referral' and r.route = 'REFERRAL' and d.party in ('DISTRICT', 'MUNICIPALITY') and o.action <> 'sendReferralMessage'
      union all
      select r.flagged_by_id, o.actor, o.name, o.sequences, o.moments, null
        from object o join referrals.referral r on r.id = o.key
        where o.type = 'Referral' and o.action in ('acknowledgeReferral', 'acceptReferral', 'returnReferral', 'declineReferral', 'confirmDecline',
          'redirectReferral', 'recordContact', 'closeReferral', 'withdrawReferral', 'expireReferral', 'recordPermit', 'endPermit')
    )
    insert into journal.shown (organisation_id, sequence, objects)
    select a.organisation_id, a.sequence, '{}' from journal.audit a join directory.organisation d on d.id = a.organisation_id
      where a.sequence >= since and a.sequence < until and d.party <> 'UNIT'
    union all
    select w.organisation_id, s.sequence, pg_catalog.array_agg(distinct w.name order by w.name)
      from owner w join directory.organisation d on d.id = w.organisation_id cross join unnest(w.sequences, w.moments) as s (sequence, at)
      where d.party <> 'UNIT' and w.organisation_id is distinct from w.actor and s.at >= coalesce(w.carried_since, '-infinity')
      group by w.organisation_id, s.sequence
  $$;

do $$ begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('revoke samverkan_feed from %I', current_user);
  end if;
end $$;
