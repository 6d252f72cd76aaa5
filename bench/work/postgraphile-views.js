// What PostGraphile serves: the same tables through views that join an entry with its revision, under the reader's own rights
// and row rules (security_invoker). Tags tell it the keys that a view cannot have.
export const VIEWS = `
  create schema bench;
  create view bench.organisation with (security_invoker = true) as
    select id, code, name, party, services from directory.organisation;
  comment on view bench.organisation is E'@primaryKey id';

  create view bench.trend_entry with (security_invoker = true) as
    select e.id, e.listed_at, e.publisher_id, r.title, r.summary, r.period, r.regions, r.arenas, r.age_bands, r.genders,
      r.topics, r.direction, r.confidence, r.method, r.coverage, r.published_at, r.health_notes, r.outreach_guidance
    from trends.entry e join trends.revision r on r.entry_id = e.id and r.number = e.revision;
  comment on view bench.trend_entry is
    E'@primaryKey id\\n@foreignKey (publisher_id) references bench.organisation (id)|@fieldName publisher';

  create view bench.revision with (security_invoker = true) as
    select entry_id, number as revision, title, published_at from trends.revision;
  comment on view bench.revision is
    E'@primaryKey entry_id,revision\\n@foreignKey (entry_id) references bench.trend_entry (id)|@foreignSimpleFieldName revisions\\n@foreignFieldName revisionPages';

  grant usage on schema bench to samverkan_rfsu;
  grant select on all tables in schema bench to samverkan_rfsu;`;
