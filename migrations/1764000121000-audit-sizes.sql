-- A line is as large as its names, not as it happens to be stored: a value that was copied from another table is stored compressed. What
-- sealing has to read is counted beside the line, so that it need not read it to know.
alter table journal.audit
  drop constraint guarded_is_short,
  drop constraint objects_are_few,
  drop constraint names_are_short,
  add column names integer generated always as (cardinality(objects) + cardinality(guarded)) stored,
  -- A refused document names all its root fields.
  add constraint names_are_short check (length(client) <= 1000 and length(subject) <= 100 and length(operation) <= 100
    and length(action) <= 1000 and length(outcome) <= 100),
  add constraint guarded_is_short check (cardinality(guarded) <= 1000
    and octet_length(array_to_string(guarded, '')) <= 100 * cardinality(guarded)),
  add constraint objects_are_few check (cardinality(objects) <= 50000
    and octet_length(array_to_string(objects, '')) <= 100 * cardinality(objects));
grant select (names) on journal.audit to samverkan_worker;
