// The names of fields that not every party may read, as far as a selection asks for them: what the audit says of a reading, never
// a value.
import { FIELD_MAPS } from './fields/maps.js';
import { SUBJECTS, isGranted } from '../auth/agreement.js';
import { PARTIES } from '../domain/parties.js';
import type { Selection } from './select.js';

const GUARDED = new Set<string>(
  SUBJECTS.filter((subject) => !PARTIES.every((party) => isGranted(subject, party))),
);

/** By selection, which is one object for every request of an operation that a client keeps sending (resolvers/requested.ts). */
const known = new WeakMap<Selection, Map<string, readonly string[]>>();

/** The guarded fields in a selection of a type, in alphabetical order. */
export function guardedFields(type: string, selection: Selection): readonly string[] {
  const ofSelection = known.get(selection) ?? new Map<string, readonly string[]>();
  known.set(selection, ofSelection);
  const found = ofSelection.get(type) ?? [...guardedIn(type, selection)].sort();
  ofSelection.set(type, found);
  return found;
}

function guardedIn(type: string, selection: Selection): Set<string> {
  const found = new Set<string>();
  for (const [name, nested] of selection) {
    const subject = `${type}.${name}`;
    if (GUARDED.has(subject)) found.add(subject);
    const field = FIELD_MAPS[type]?.[name];
    if (nested && field?.kind === 'relation')
      for (const inner of guardedIn(field.type, nested)) found.add(inner);
  }
  return found;
}
