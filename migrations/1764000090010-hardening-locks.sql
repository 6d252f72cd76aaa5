-- Workers and the operator's commands take turns by advisory locks, and PostgreSQL lets everybody take any of them. A session of an
-- organisation that kept one would keep the audit from being sealed, feeds and webhooks from going on, and its own removal waiting. The
-- functions belong to the superuser, so an owner who is none leaves them open (docs/operations.md says how to close them).

do $$
declare
  lock text;
  owner name := (select pg_catalog.pg_get_userbyid(datdba) from pg_catalog.pg_database where datname = pg_catalog.current_database());
begin
  for lock in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^pg_(try_)?advisory_(xact_)?lock'
  loop
    execute format('grant execute on function %s to samverkan_worker, samverkan_feed, %I', lock, owner);
    execute format('revoke execute on function %s from public', lock);
  end loop;
exception when insufficient_privilege then
  raise notice 'not a superuser: every login can take advisory locks';
end $$;
