// Questions to the matrix. Everything here is a look-up; an unknown subject is denied.
import { MATRIX, type Access, type Row, type RowRule, type Subject } from './matrix.js';
import { PARTIES, type Party } from '../domain/parties.js';
import type { Scope } from './scopes.js';

const rows = new Map<string, Row>(Object.entries(MATRIX) as [Subject, Row][]);

/** Every subject of the table, in its order. */
export const SUBJECTS = [...rows.keys()] as Subject[];

/** Whether the table has a row for `Type.field`. */
export function isSubject(name: string): name is Subject {
  return rows.has(name);
}

/** The cell of a party: X may call, R may read, - neither. Subjects without a row are denied. */
export function accessOf(subject: string, party: Party): Access {
  return (rows.get(subject)?.[PARTIES.indexOf(party)] as Access | undefined) ?? '-';
}

/** Whether a party may call or read a subject at all; row rules and scopes narrow this further. */
export function isGranted(subject: string, party: Party): boolean {
  return accessOf(subject, party) !== '-';
}

/** The OAuth scope that a root field requires, or null where being a partner is enough. */
export function scopeOf(subject: string): Scope | null {
  return rows.get(subject)?.[7] ?? null;
}

/** The row rule of a subject, or null where every row of a readable type may be read. */
export function rowRuleOf(subject: string): RowRule | null {
  return rows.get(subject)?.[8] ?? null;
}

/** The scopes that are of any use to a party: those required by a root field that it may call. */
export function scopesOf(party: Party): Scope[] {
  const scopes = SUBJECTS.filter((subject) => isGranted(subject, party)).map(scopeOf);
  return [...new Set(scopes)].filter((scope) => scope !== null);
}
