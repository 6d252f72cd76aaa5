-- Lines of feeds go when the events of the audit do, which say the same: who lost sight of what, and when. The worker sees of a line how
-- old it is, and takes none that is younger than the shortest time that the audit may be kept.
grant select (at), delete on journal.change to samverkan_worker;
create policy purge on journal.change as restrictive for delete to samverkan_worker using (at < now() - interval '1 day');
