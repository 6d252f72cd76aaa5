-- PostgreSQL shows everybody who is connected, who waits for whom, and how often each table is read and written: with the locks of a
-- referral's changes that tells who works on it. And a session may lift the limits of its own transaction, so one that keeps others
-- waiting is ended by the worker. Both belong to the superuser, so an owner who is none leaves them open, and the worker says so
-- (docs/operations.md says how to close them).

do $$
declare
  object text;
  owner name := (select pg_catalog.pg_get_userbyid(datdba) from pg_catalog.pg_database where datname = pg_catalog.current_database());
begin
  for object in
    select p.oid::regprocedure::text from pg_catalog.pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and (p.proname ~ '^pg_stat_get_' or p.proname in ('pg_lock_status', 'pg_blocking_pids', 'pg_safe_snapshot_blocking_pids'))
  loop
    execute format('grant execute on function %s to pg_monitor, %I', object, owner); -- the owner ends sessions of who has left
    execute format('revoke execute on function %s from public', object);
  end loop;

  -- A waiter of another login, so that an import that repeats itself waits for the first one.
  create or replace function directory.end_blocking_sessions() returns setof text
    language sql security definer set search_path = ''
    as $function$
      select blocking.code from (
        select distinct s.pid, o.code
        from pg_catalog.pg_stat_activity waiting
        cross join lateral pg_catalog.unnest(pg_catalog.pg_blocking_pids(waiting.pid)) as holder (pid)
        join pg_catalog.pg_stat_activity s on s.pid = holder.pid and s.usename <> waiting.usename
        join directory.organisation o on o.login = s.usename
        where waiting.wait_event_type = 'Lock' and waiting.datname = pg_catalog.current_database()
          and s.xact_start < pg_catalog.clock_timestamp() - interval '15 seconds'
      ) blocking where pg_catalog.pg_terminate_backend(blocking.pid)
    $function$;
  revoke all on function directory.end_blocking_sessions() from public;
  grant execute on function directory.end_blocking_sessions() to samverkan_worker;
exception when insufficient_privilege then
  raise notice 'not a superuser: every login can see who is connected and who waits for whom, and nothing ends a session that holds others up';
end $$;
