// What a leaf of the audit's tree is the hash of: one line of JSON, its keys in alphabetical order, without spaces, in UTF-8. PostgreSQL
// makes it wherever it is needed, so there is one way to write an event down.

/** The content of an event of `journal.audit`, under an alias. Of the subject it holds the mark alone. */
export function contentSql(alias: string, mark = `${alias}.subject_mark`): string {
  const text = (column: string) => `coalesce(to_json(${alias}.${column})::text, 'null')`;
  const parts = [
    ['action', text('action')],
    ['at', `to_json(to_char(${alias}.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))::text`],
    ['client', text('client')],
    ['guardedFields', text('guarded')],
    ['objects', text('objects')],
    ['operation', text('operation')],
    ['organisation', `coalesce('"org_' || ${alias}.organisation_id || '"', 'null')`],
    ['outcome', text('outcome')],
    ['salt', text('salt')],
    ['subject', `'"' || encode(${mark}, 'hex') || '"'`],
  ] as const;
  const pairs = parts.map(([key, value]) => `'"${key}":' || ${value}`);
  return `'{' || ${pairs.join(` || ',' || `)} || '}'`;
}

/** The mark of a subject, computed anew: what checks an event must not trust the stored one. */
export function markSql(alias: string): string {
  return `sha256(uuid_send(${alias}.subject_salt) || ${alias}.subject::bytea)`;
}

/** Bytes as base64 in one line; PostgreSQL breaks lines after 76 characters. */
export function base64Sql(bytes: string): string {
  return `translate(encode(${bytes}, 'base64'), e'\\n', '')`;
}
