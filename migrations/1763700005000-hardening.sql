-- What PostgreSQL gives everybody by default and no organisation's login needs. It belongs to the superuser, so an owner who is
-- none leaves it open (docs/operations.md says how to close it).

do $$
declare object text;
begin
  -- Statistics and sizes tell how many rows a table has, also of tables that a login cannot read.
  for object in
    select format('table pg_catalog.%I', c.relname) from pg_catalog.pg_class c
    where c.relnamespace = 'pg_catalog'::regnamespace and c.relkind = 'v'
      and (c.relname ~ '^pg_stat(io)?_(all|user|sys|xact)_' or c.relname = 'pg_sequences')
    union all
    select format('function %s', p.oid::regprocedure) from pg_catalog.pg_proc p
    where p.pronamespace = 'pg_catalog'::regnamespace
      and (p.proname ~ '^pg_stat_get_.*(tup|tuples|scanned|returned|inserted|updated|deleted|blocks)' or p.proname ~ '^lo_'
        or p.proname in ('pg_relation_size', 'pg_table_size', 'pg_total_relation_size', 'pg_indexes_size', 'pg_sequence_last_value'))
  loop
    execute 'revoke all on ' || object || ' from public';
  end loop;
exception when insufficient_privilege then
  raise notice 'not a superuser: statistics of tables stay readable by every login';
end $$;
