-- Who is shown which events (docs/adr/0018): the same as before, found sooner. Every object of every event was looked up once more, which was
-- most of what sealing cost: 0.2 to 0.9 ms an event that names twenty objects, the more the less the planner knew of the tables, now 0.03.

-- The owner, who need not be a superuser, acts for the role until the end of this file.
do $$ begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('grant samverkan_feed to %I', current_user);
  end if;
end $$;

-- Who is shown the events of a stretch of the tree. The one place that says what others' events tell an owner, and no event may tell
-- it what the object itself would not: feeds are read whenever something happens, so reading them is nobody else's to know; a message
-- is known to its audience alone; the police hear nothing of support and nothing of who looks; NGOs and Smittskyddet are not told who
-- else takes part; a contributor is not told which entry took its words up.
create or replace function journal.show(since bigint, until bigint) returns void
  language sql security definer set search_path = ''
  as $$
    with named as (
      -- Each object once for all events of one kind: whose it is, is looked up so often and no oftener, whatever the planner expects.
      select o.name, a.action, a.organisation_id as actor, pg_catalog.array_agg(a.sequence) as sequences
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
      select d.id as organisation_id, o.actor, o.name, o.sequences
        from object o join directory.organisation d on d.id = o.key where o.type = 'Organisation'
      union all
      select c.organisation_id, o.actor, o.name, o.sequences
        from object o join trends.contribution c on c.id = o.key
        where o.type = 'Contribution' and o.action in ('contributions', 'node', 'resolveContribution')
      union all
      select r.recipient_id, o.actor, o.name, o.sequences
        from object o join referrals.referral r on r.id = o.key join directory.organisation d on d.id = r.recipient_id
        where o.type = 'Referral' and r.route = 'REFERRAL' and d.party in ('DISTRICT', 'MUNICIPALITY') and o.action <> 'sendReferralMessage'
      union all
      select r.flagged_by_id, o.actor, o.name, o.sequences
        from object o join referrals.referral r on r.id = o.key
        where o.type = 'Referral' and o.action in ('acknowledgeReferral', 'acceptReferral', 'returnReferral', 'declineReferral', 'confirmDecline',
          'redirectReferral', 'recordContact', 'closeReferral', 'withdrawReferral', 'expireReferral', 'recordPermit', 'endPermit')
    )
    insert into journal.shown (organisation_id, sequence, objects)
    select a.organisation_id, a.sequence, '{}' from journal.audit a join directory.organisation d on d.id = a.organisation_id
      where a.sequence >= since and a.sequence < until and d.party <> 'UNIT'
    union all
    select w.organisation_id, s.sequence, pg_catalog.array_agg(distinct w.name order by w.name)
      from owner w join directory.organisation d on d.id = w.organisation_id cross join unnest(w.sequences) as s (sequence)
      where d.party <> 'UNIT' and w.organisation_id is distinct from w.actor
      group by w.organisation_id, s.sequence
  $$;

do $$ begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('revoke samverkan_feed from %I', current_user);
  end if;
end $$;
