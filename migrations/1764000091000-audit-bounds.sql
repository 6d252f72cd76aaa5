-- What a line of the audit may hold, so that no line is too large to be sealed: above what any operation leaves (docs/adr/0018).
alter table journal.audit
  add constraint names_are_short check (length(client) <= 1000 and length(subject) <= 100 and length(operation) <= 100
    and length(action) <= 100 and length(outcome) <= 100),
  add constraint guarded_is_short check (cardinality(guarded) <= 1000 and pg_column_size(guarded) <= 100000),
  add constraint objects_are_few check (cardinality(objects) <= 50000 and pg_column_size(objects) <= 5000000);

-- The times of checkpoints grow with their sizes, so which was the last before a moment is found in one step.
create index checkpoint_at on journal.checkpoint (at, size);

-- What operations leave beside the audit says who did what to which object as well, and goes when it goes.
create index idempotency_at on journal.idempotency (at);
create index outbox_at on journal.outbox (at);
grant select (at) on journal.idempotency, journal.outbox to samverkan_worker;
