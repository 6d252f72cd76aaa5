// The work of the first two rows: 50 entries as RFSU reads them, with publisher, nested revisions and page mark.

export const PAGE = 50;

const FIELDS = `title summary period regions arenas ageBands genders topics direction confidence method coverage publishedAt
  healthNotes outreachGuidance`;

/** The operation as every GraphQL server but PostGraphile gets it. */
export const OPERATION = `query Entries {
  trendEntries(first: ${PAGE}) {
    nodes {
      id ${FIELDS}
      publisher { code name party services }
      revisions { revision title publishedAt }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** PostGraphile names keys and cuts lists in its own way; the work is the same. */
export const POSTGRAPHILE_OPERATION = `query Entries {
  trendEntries: allTrendEntries(first: ${PAGE}, orderBy: [LISTED_AT_DESC, ROW_ID_DESC]) {
    nodes {
      id: rowId ${FIELDS}
      publisher { code name party services }
      revisions(orderBy: REVISION_DESC) { revision title publishedAt }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

/**
 * The same answer from one statement, written by hand: one row, one text that is the whole body. Of several forms tried
 * (json_build_object, json_agg of rows, jsonb, a CTE or a window for the page) the one that took the database least time.
 */
export const STATEMENT = `
  select '{"data":{"trendEntries":{"nodes":[' || string_agg(node, ',') || '],"pageInfo":{"hasNextPage":'
    || exists (select from trends.entry where status <> 'DRAFT' order by listed_at desc, id desc offset ${PAGE} limit 1)
    || ',"endCursor":"' || min(cursor) || '"}}}}'
  from (
    select row_to_json(n)::text as node, e.listed_at || ' ' || e.id as cursor
    from trends.entry e
    join trends.revision r on r.entry_id = e.id and r.number = e.revision
    cross join lateral (
      select 'trend_' || e.id as id, r.title, r.summary, r.period, r.regions, r.arenas, r.age_bands as "ageBands", r.genders,
        r.topics, r.direction, r.confidence, r.method, r.coverage, r.published_at as "publishedAt",
        r.health_notes as "healthNotes", r.outreach_guidance as "outreachGuidance",
        (select row_to_json(o) from (
          select o.code, o.name, o.party, o.services from directory.organisation o where o.id = e.publisher_id
        ) o) as publisher,
        (select json_agg(v) from (
          select v.number as revision, v.title, v.published_at as "publishedAt"
          from trends.revision v where v.entry_id = e.id order by v.number desc
        ) v) as revisions
    ) n
    where e.status <> 'DRAFT'
    order by e.listed_at desc, e.id desc
    limit ${PAGE}
  ) page`;

/** An answer without what each server may choose for itself: prefixes of keys, form of moments, cursors. */
export function canonical({ data, errors }) {
  if (errors) throw new Error(`the server answered with errors: ${JSON.stringify(errors).slice(0, 500)}`);
  const { nodes, pageInfo } = data.trendEntries;
  if (nodes.length !== PAGE || !pageInfo.endCursor) throw new Error('not a full page');
  const moment = (text) => new Date(text).toISOString();
  const plain = nodes.map((node) => ({
    ...node,
    id: node.id.slice(-36),
    publishedAt: moment(node.publishedAt),
    revisions: node.revisions.map((revision) => ({ ...revision, publishedAt: moment(revision.publishedAt) })),
  }));
  return sorted({ nodes: plain, hasNextPage: pageInfo.hasNextPage });
}

/** JSON with the keys of every object in one order. */
function sorted(value) {
  return JSON.stringify(value, (_key, part) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
