// The signed agreement, read from the paper itself: what every layer is held against. Nothing here looks at src/auth.
import { readFileSync } from 'node:fs';

export const PARTIES = ['UNIT', 'POLICE', 'DISTRICT', 'MUNICIPALITY', 'RFSU', 'RFSL', 'SMITTSKYDD'] as const;
export type Party = (typeof PARTIES)[number];

export interface SignedRow {
  readonly subject: string;
  readonly cells: Readonly<Record<Party, 'X' | 'R' | '-'>>;
  readonly scope: string | null;
  readonly rows: string | null;
}

const [header = '', ...lines] = readFileSync(new URL('../../fixtures/agreement.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n');

/** The columns of the paper, in its order. */
export const COLUMNS = cellsOf(header);

/** Every row of the paper, in its order. */
export const SIGNED: readonly SignedRow[] = lines.map((line) => {
  const values = new Map(cellsOf(line).map((cell, index) => [COLUMNS[index], cell]));
  const [subject = '', scope = '', rows = ''] = ['subject', 'scope', 'rows'].map((name) => values.get(name));
  const cells = Object.fromEntries(PARTIES.map((party) => [party, values.get(party)])) as SignedRow['cells'];
  return { subject, cells, scope: scope || null, rows: rows || null };
});

const bySubject = new Map(SIGNED.map((row) => [row.subject, row]));

/**
 * What is not on the paper: the fields of `access`, which tell a reader what it may do with an object that it sees, and what the hash of
 * an event is the hash of.
 */
const ADDED = /^(\w+)Access\.can[A-Z]\w+$|^AuditEvent\.leafData$/;

/** Whether a subject was added to the paper. */
export function isAdded(subject: string): boolean {
  return ADDED.test(subject);
}

/** The row for a subject. What was added follows the `access` field of its object, or the hash of its event. */
export function signedRow(subject: string): SignedRow | undefined {
  if (!isAdded(subject)) return bySubject.get(subject);
  const [, type] = ADDED.exec(subject)!;
  return bySubject.get(type ? `${type}.access` : 'AuditEvent.leafHash');
}

/** Whether the paper gives a party a subject; what it does not name it does not give. */
export function gives(subject: string, party: Party): boolean {
  return (signedRow(subject)?.cells[party] ?? '-') !== '-';
}

/** The scope that the paper asks of a call. */
export function scopeFor(subject: string): string | null {
  return signedRow(subject)?.scope ?? null;
}

/** Cells of one line; a quoted cell may hold commas. */
function cellsOf(line: string): string[] {
  return [...line.matchAll(/("([^"]*)"|[^,]*)(,|$)/g)]
    .slice(0, line.endsWith(',') ? undefined : -1)
    .map(([, plain = '', quoted]) => quoted ?? plain);
}
