// The line that an operation leaves in the audit. It is part of the statement or the transaction that it tells of: what cannot be
// recorded does not happen.
import type { DataSource, EntityManager } from 'typeorm';

/** Whose operation it is, as the audit names it. */
export interface Trail {
  readonly organisationId: string;
  readonly client: string;
  /** Keyed pseudonym of the token's subject. */
  readonly subject: string;
  /** The name of the operation in the client's document; null where it has none. */
  readonly operation: string | null;
  /** The root field. */
  readonly action: string;
}

const LONGEST_NAME = 100;

/** The name that a client gives its operation, as long as the audit keeps it. */
export function operationName(name: string | null | undefined): string | null {
  return name?.slice(0, LONGEST_NAME) ?? null;
}

/** What a line says beside whose it is. Names of objects are `Type/key`; of guarded fields `Type.field`; never a value. */
export interface AuditLine {
  readonly objects: readonly string[];
  readonly guarded: readonly string[];
  /** DONE, OVERRIDE, REPEATED, or the code of a refusal. */
  readonly outcome: string;
}

/** The columns that an organisation's session fills; the database sets the others. */
export const AUDIT_COLUMNS = [
  'organisation_id', 'client', 'subject', 'operation', 'action', 'guarded', 'objects', 'outcome',
] as const; // prettier-ignore
const INTO = `insert into journal.audit (${AUDIT_COLUMNS.join(', ')})`;

/** Adds a parameter to a statement and answers with its place, such as `$3::text`. */
export type Parameter = (value: unknown, type: string) => string;

/** Numbers the parameters of a statement, which `values` collects. */
export function parameters(values: unknown[]): Parameter {
  return (value, type) => `$${values.push(value)}::${type}`;
}

/** The values of a line's first columns, as parameters. */
function whose(trail: Trail, guarded: readonly string[], parameter: Parameter): string {
  const { organisationId, client, subject, operation, action } = trail;
  return [
    parameter(organisationId, 'uuid'),
    parameter(client, 'text'),
    parameter(subject, 'text'),
    parameter(operation, 'text'),
    parameter(action, 'text'),
    parameter(guarded, 'text[]'),
  ].join(', ');
}

/** What a reading statement reads, as SQL: it becomes a part of the statement, so that nothing is read without its line. */
export interface Reading {
  readonly trail: Trail;
  readonly guarded: readonly string[];
  /** Columns that name what a row is about. */
  readonly columns: readonly string[];
  /** The names of the objects, given a FROM clause with the rows that are answered and the columns above; null for none. */
  readonly objects: (rows: string) => string;
}

/** The part of a reading statement that leaves the line; `rows` is what the statement answers with. */
export function readingLine(
  { trail, guarded, objects }: Reading,
  rows: string,
  outcome: string,
  parameter: Parameter,
): string {
  return `line as (${INTO} select ${whose(trail, guarded, parameter)}, coalesce(${objects(rows)}, '{}'), ${outcome})`;
}

/** The same where there is nothing to tell of when no objects are named. */
export function readingLineOfSome(reading: Reading, rows: string, parameter: Parameter): string {
  const { trail, guarded, objects } = reading;
  return `line as (${INTO} select ${whose(trail, guarded, parameter)}, o.names, 'DONE'
    from (select ${objects(rows)} as names) o where o.names is not null)`;
}

/** Appends a line by a statement of its own, or within a transaction. */
export async function appendLine(
  on: DataSource | EntityManager,
  trail: Trail,
  { objects, guarded, outcome }: AuditLine,
): Promise<void> {
  const values: unknown[] = [];
  const parameter = parameters(values);
  const line = [whose(trail, guarded, parameter), parameter(objects, 'text[]'), parameter(outcome, 'text')];
  await on.query(`${INTO} values (${line.join(', ')})`, values);
}

/** Who works at the command line: the operator, whom the system knows no further. */
export const COMMAND_LINE = { client: 'command line', subject: 'operator', operation: null } as const;

/** An organisation as the audit names it. */
export async function organisationName(owner: Pick<EntityManager, 'query'>, code: string): Promise<string> {
  const [row] = await owner.query<{ name: string }[]>(
    `select 'Organisation/' || id as name from directory.organisation where code = $1`,
    [code],
  );
  return row!.name;
}

/** Appends the line of an operator's command, on the owner's connection and in the command's transaction. */
export async function appendCommand(
  owner: Pick<EntityManager, 'query'>,
  action: string,
  objects: readonly string[],
): Promise<void> {
  const { client, subject } = COMMAND_LINE;
  await owner.query(
    `insert into journal.audit (client, subject, action, objects, outcome) values ($1, $2, $3, $4, 'DONE')`,
    [client, subject, action, objects],
  );
}
