
-- Cells have no key, so the worker takes those of withdrawn batches by where they lie: some at once, however many there are. It tells
-- nothing that it may not read.
grant select (ctid) on cube.cell to samverkan_worker;
