-- The audit becomes evidence: what an event says beside who did what, its place in a Merkle tree, checkpoints of that tree that a key
-- outside the database has signed, and who is shown which event (docs/adr/0018).

-- Whose a line is, its row rule says: the session's organisation and no other. A foreign key would look it up again and lock that
-- organisation's row, for every read.
alter table journal.audit drop constraint audit_organisation_id_fkey;
alter table journal.audit
  -- the operation's name in the client's document
  add column operation text,
  -- names of fields that not every party may read, as far as they were asked for
  add column guarded text[] not null default '{}',
  -- Hashes of events are handed to everybody, and what an event says could be guessed from its hash were there no salt in it. Whoever
  -- reads an event gets its salt; the subject has another, which nobody gets, so that an event can be checked without it.
  add column salt uuid not null default gen_random_uuid(),
  add column subject_salt uuid not null default gen_random_uuid(),
  add constraint subject_has_no_backslash check (position(chr(92) in subject) = 0), -- as bytea it would be an escape
  add column subject_mark bytea not null generated always as (sha256(uuid_send(subject_salt) || subject::bytea)) stored,
  -- the place in the tree, from the moment on that it is sealed
  add column sequence bigint;
create index audit_waiting on journal.audit (id) where sequence is null;
create unique index audit_sequence on journal.audit (sequence) where sequence is not null;

-- A leaf of the tree: its own hash, and behind it those of the complete subtrees that end with it, from the smallest to the largest.
create table journal.leaf (
  sequence bigint primary key check (sequence >= 0),
  hashes bytea not null check (length(hashes) >= 32 and length(hashes) % 32 = 0)
);

create table journal.checkpoint (
  size bigint primary key check (size > 0),
  root bytea not null check (length(root) = 32),
  at timestamptz not null,
  key_id text not null,
  signature bytea not null check (length(signature) = 64)
);

-- Which events an organisation is shown beside the unit, which is shown all: its own, and those of others on objects that are its own;
-- `objects` are these, and empty where the event is its own.
create table journal.shown (
  organisation_id uuid not null,
  sequence bigint not null,
  objects text[] not null,
  primary key (organisation_id, sequence)
);
create index shown_sequence on journal.shown (sequence);

-- The key in the name of an object, such as Referral/... ; null for what is no such name.
create function journal.key_of(object text, type text) returns uuid
  language sql immutable set search_path = ''
  as $$ select case when object ~ ('^' || type || '/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$')
    then split_part(object, '/', 2)::uuid end $$;

-- Of some objects those that are the session's organisation's own by now: what it flagged or carries, what it offered, and itself.
create function journal.still_own(objects text[]) returns text[]
  language sql stable security definer set search_path = ''
  as $$ select coalesce(pg_catalog.array_agg(o.name order by o.name), '{}') from unnest(objects) as o (name)
    where journal.key_of(o.name, 'Organisation') = directory.session_organisation()
      or exists (select from trends.contribution c
        where c.id = journal.key_of(o.name, 'Contribution') and c.organisation_id = directory.session_organisation())
      or exists (select from referrals.referral r
        where r.id = journal.key_of(o.name, 'Referral') and (r.flagged_by_id = directory.session_organisation()
          or (r.route = 'REFERRAL' and r.recipient_id = directory.session_organisation()))) $$;

-- Who is shown the events of a stretch of the tree. The one place that says what others' events tell an owner, and no event may tell
-- it what the object itself would not: feeds are read whenever something happens, so reading them is nobody else's to know; a message
-- is known to its audience alone; the police hear nothing of support and nothing of who looks; NGOs and Smittskyddet are not told who
-- else takes part; a contributor is not told which entry took its words up.
create function journal.show(since bigint, until bigint) returns void
  language sql security definer set search_path = ''
  as $$
    with event as (
      -- written out, and not with key_of: this looks at every object of every event
      select a.sequence, a.action, o.name as object, pg_catalog.split_part(o.name, '/', 1) as type,
        case when o.name ~ '^(Organisation|Contribution|Referral)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
          then pg_catalog.split_part(o.name, '/', 2)::uuid end as key
      from journal.audit a cross join unnest(a.objects) as o (name)
      where a.sequence >= since and a.sequence < until
        and a.outcome in ('DONE', 'OVERRIDE') and a.action not in ('changes', 'changed')
    ), owner as (
      select e.sequence, o.id as organisation_id, e.object
        from event e join directory.organisation o on o.id = e.key where e.type = 'Organisation'
      union all
      select e.sequence, c.organisation_id, e.object
        from event e join trends.contribution c on c.id = e.key
        where e.type = 'Contribution' and e.action in ('contributions', 'node', 'resolveContribution')
      union all
      select e.sequence, r.recipient_id, e.object
        from event e join referrals.referral r on r.id = e.key join directory.organisation o on o.id = r.recipient_id
        where e.type = 'Referral' and r.route = 'REFERRAL' and o.party in ('DISTRICT', 'MUNICIPALITY') and e.action <> 'sendReferralMessage'
      union all
      select e.sequence, r.flagged_by_id, e.object
        from event e join referrals.referral r on r.id = e.key
        where e.type = 'Referral' and e.action in ('acknowledgeReferral', 'acceptReferral', 'returnReferral', 'declineReferral', 'confirmDecline',
          'redirectReferral', 'recordContact', 'closeReferral', 'withdrawReferral', 'expireReferral', 'recordPermit', 'endPermit')
    )
    insert into journal.shown (organisation_id, sequence, objects)
    select a.organisation_id, a.sequence, '{}' from journal.audit a join directory.organisation o on o.id = a.organisation_id
      where a.sequence >= since and a.sequence < until and o.party <> 'UNIT'
    union all
    select w.organisation_id, w.sequence, pg_catalog.array_agg(distinct w.object order by w.object)
      from owner w join journal.audit a on a.sequence = w.sequence join directory.organisation o on o.id = w.organisation_id
      where o.party <> 'UNIT' and w.organisation_id is distinct from a.organisation_id
      group by w.organisation_id, w.sequence
  $$;

revoke all on function journal.key_of(text, text), journal.still_own(text[]), journal.show(bigint, bigint) from public;
grant execute on function journal.key_of(text, text) to samverkan_feed;
grant execute on function journal.show(bigint, bigint) to samverkan_worker;
grant execute on function journal.still_own(text[]) to samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
  samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd;

-- The role that decides who hears of what decides this too.
grant select (sequence, organisation_id, action, objects, outcome) on journal.audit to samverkan_feed;
grant insert (organisation_id, sequence, objects) on journal.shown to samverkan_feed;

-- The worker seals, and removes what an event says when its time is over.
grant select (id, at, organisation_id, client, subject, subject_salt, subject_mark, operation, action, guarded, objects, outcome, salt, sequence),
  update (sequence), delete, insert (operation) on journal.audit to samverkan_worker;
grant select, insert on journal.leaf, journal.checkpoint to samverkan_worker;
grant select (sequence), delete on journal.shown to samverkan_worker;
-- Asked by the rule for the operator's lines; the worker is none.
grant execute on function directory.session_is_owner() to samverkan_worker;

create policy feed on journal.audit for select to samverkan_feed using (true);
create policy read on journal.audit for select
  to samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
    samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd
  using (
  sequence is not null and (
    (select directory.session_party()) = 'UNIT'
    or organisation_id = (select directory.session_organisation())
    or exists (select from journal.shown s
      where s.organisation_id = (select directory.session_organisation()) and s.sequence = audit.sequence)));
create policy operator on journal.audit for insert
  with check ((select directory.session_is_owner()) and organisation_id is null);
create policy seal_reads on journal.audit for select using (session_user = 'samverkan_worker');
create policy seal on journal.audit for update
  using (session_user = 'samverkan_worker' and sequence is null) with check (session_user = 'samverkan_worker' and sequence is not null);
create policy purge on journal.audit for delete using (session_user = 'samverkan_worker' and sequence is not null);

alter table journal.leaf enable row level security, force row level security;
create policy read on journal.leaf for select
  to samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
    samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd
  using (true);
create policy seal_reads on journal.leaf for select using (session_user = 'samverkan_worker');
create policy seal on journal.leaf for insert with check (session_user = 'samverkan_worker');

alter table journal.checkpoint enable row level security, force row level security;
create policy read on journal.checkpoint for select
  to samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
    samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd
  using (true);
create policy seal_reads on journal.checkpoint for select using (session_user = 'samverkan_worker');
create policy seal on journal.checkpoint for insert with check (session_user = 'samverkan_worker');

alter table journal.shown enable row level security, force row level security;
create policy feed on journal.shown to samverkan_feed using (true);
create policy read on journal.shown for select
  to samverkan_unit, samverkan_police, samverkan_district, samverkan_municipality,
    samverkan_rfsu, samverkan_rfsl, samverkan_smittskydd
  using (
  organisation_id = (select directory.session_organisation())
  and (objects = '{}' or journal.still_own(objects) <> '{}'));
create policy purge_reads on journal.shown for select using (session_user = 'samverkan_worker');
create policy purge on journal.shown for delete using (session_user = 'samverkan_worker');

-- From here on the functions are the role's, and nobody is a member of it.
do $$ begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('grant samverkan_feed to %I', current_user);
  end if;
end $$;
grant create on schema journal to samverkan_feed;
alter function journal.still_own(text[]) owner to samverkan_feed;
alter function journal.show(bigint, bigint) owner to samverkan_feed;
revoke create on schema journal from samverkan_feed;
do $$ begin
  if not (select rolsuper from pg_catalog.pg_roles where rolname = current_user) then
    execute format('revoke samverkan_feed from %I', current_user);
  end if;
end $$;

-- What the agreement gives each party here: what changed in the output of `print-grants`.
grant insert (guarded, operation) on journal.audit to samverkan_unit;
grant select (action, at, client, guarded, objects, operation, organisation_id, outcome, salt, sequence, subject_mark) on journal.audit to samverkan_unit;
grant select (at, key_id, root, signature, size) on journal.checkpoint to samverkan_unit;
grant select (hashes, sequence) on journal.leaf to samverkan_unit;
grant select (objects, organisation_id, sequence) on journal.shown to samverkan_unit;
grant insert (guarded, operation) on journal.audit to samverkan_police;
grant select (action, at, client, guarded, objects, operation, organisation_id, outcome, salt, sequence, subject_mark) on journal.audit to samverkan_police;
grant select (at, key_id, root, signature, size) on journal.checkpoint to samverkan_police;
grant select (hashes, sequence) on journal.leaf to samverkan_police;
grant select (objects, organisation_id, sequence) on journal.shown to samverkan_police;
grant insert (guarded, operation) on journal.audit to samverkan_district;
grant select (action, at, client, guarded, objects, operation, organisation_id, outcome, salt, sequence, subject_mark) on journal.audit to samverkan_district;
grant select (at, key_id, root, signature, size) on journal.checkpoint to samverkan_district;
grant select (hashes, sequence) on journal.leaf to samverkan_district;
grant select (objects, organisation_id, sequence) on journal.shown to samverkan_district;
grant insert (guarded, operation) on journal.audit to samverkan_municipality;
grant select (action, at, client, guarded, objects, operation, organisation_id, outcome, salt, sequence, subject_mark) on journal.audit to samverkan_municipality;
grant select (at, key_id, root, signature, size) on journal.checkpoint to samverkan_municipality;
grant select (hashes, sequence) on journal.leaf to samverkan_municipality;
grant select (objects, organisation_id, sequence) on journal.shown to samverkan_municipality;
grant insert (guarded, operation) on journal.audit to samverkan_rfsu;
grant select (action, at, client, guarded, objects, operation, organisation_id, outcome, salt, sequence, subject_mark) on journal.audit to samverkan_rfsu;
grant select (at, key_id, root, signature, size) on journal.checkpoint to samverkan_rfsu;
grant select (hashes, sequence) on journal.leaf to samverkan_rfsu;
grant select (objects, organisation_id, sequence) on journal.shown to samverkan_rfsu;
grant insert (guarded, operation) on journal.audit to samverkan_rfsl;
grant select (action, at, client, guarded, objects, operation, organisation_id, outcome, salt, sequence, subject_mark) on journal.audit to samverkan_rfsl;
grant select (at, key_id, root, signature, size) on journal.checkpoint to samverkan_rfsl;
grant select (hashes, sequence) on journal.leaf to samverkan_rfsl;
grant select (objects, organisation_id, sequence) on journal.shown to samverkan_rfsl;
grant insert (guarded, operation) on journal.audit to samverkan_smittskydd;
grant select (action, at, client, guarded, objects, operation, organisation_id, outcome, salt, sequence, subject_mark) on journal.audit to samverkan_smittskydd;
grant select (at, key_id, root, signature, size) on journal.checkpoint to samverkan_smittskydd;
grant select (hashes, sequence) on journal.leaf to samverkan_smittskydd;
grant select (objects, organisation_id, sequence) on journal.shown to samverkan_smittskydd;
