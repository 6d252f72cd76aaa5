// What the audit is told of a reading: whose it was, which guarded fields it asked for, and how the objects that it answered with are
// named.
import { guardedFields } from './guarded-fields.js';
import type { Reading } from './audit-trail.js';
import type { TrackedReader } from './reader.js';
import type { Selection } from './select.js';
import type { NodeType } from '../domain/ids.js';

/** The types of which nothing is read without a line. */
export const TRACKED = ['Referral', 'Contribution'] as const satisfies readonly NodeType[];
type Tracked = (typeof TRACKED)[number];

const KEY: Readonly<Record<Tracked, string>> = { Referral: 'f0.id', Contribution: 'b0.id' };

/** The reading of objects of a tracked type; null where another line says so. */
export function readingOf({ trail }: TrackedReader, type: Tracked, selection: Selection): Reading | null {
  if (!trail) return null;
  return {
    trail,
    guarded: guardedFields(type, selection),
    columns: [`${KEY[type]} as object`],
    objects: (rows) => `(select array_agg('${type}/' || object) ${rows})`,
  };
}

/** The same for one object by its key, the first parameter: a key that finds nothing is told too. */
export function readingByKey(reader: TrackedReader, type: Tracked, selection: Selection): Reading | null {
  const reading = readingOf(reader, type, selection);
  return (
    reading && {
      ...reading,
      objects: (rows) => `coalesce(${reading.objects(rows)}, array['${type}/' || $1])`,
    }
  );
}

/** The reading of the contributions that went into entries; null where none is asked for. */
export function readingOfEntries({ trail }: TrackedReader, selection: Selection): Reading | null {
  const place = placeOfContributions(selection);
  if (!trail || place === null) return null;
  const upTo = place === 'entry' ? 'and b.entry_revision <= shown.number' : '';
  return {
    trail,
    guarded: guardedFields('TrendEntry', selection),
    columns: ['e0.id as object', 'r0.number as number'],
    objects: (rows) => `(select array_agg(distinct 'Contribution/' || b.id)
      from (select object, number ${rows}) shown join trends.contribution b on b.entry_id = shown.object ${upTo})`,
  };
}

/** Whether contributions are asked for of the entries themselves or also of their revisions, of which there may be later ones. */
function placeOfContributions(selection: Selection): 'entry' | 'revisions' | null {
  const revisions = selection.get('revisions');
  if (revisions && placeOfContributions(revisions) !== null) return 'revisions';
  return selection.has('contributions') ? 'entry' : null;
}
