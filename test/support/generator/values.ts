// Values for the arguments and inputs of a schema: mostly such as fit, about objects that exist, that are hidden, that do not exist,
// and sometimes such as do not fit at all.
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputType,
} from 'graphql';
import type { Chance } from './chance.js';

/** What somebody who asks may know or guess. */
export interface Known {
  /** Identifiers by the prefix of their type. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly references: readonly string[];
  /** Words to search for. */
  readonly words: readonly string[];
  readonly codes: readonly string[];
  readonly subjects: readonly string[];
  /** Cursors that were handed out, and grow as answers come in. */
  readonly cursors: readonly string[];
}

const NOWHERE = '00000000-0000-4000-8000-00000000ffff';
/** Bounds of types and limits, and what lies on either side of them. */
const NUMBERS = [0, -1, 1, 99, 100, 101, 2 ** 31 - 1, -(2 ** 31), 2 ** 31, 1.5, 1e300, null, '1', true];
const PERIODS = [
  ...['2026', '2025', '2026-H1', '2026-Q3', '2026-07', '2026-06', '2026-W31', '2025-12', '2024', '1990-01'],
  ...['2026-13', '2025-W53', '0000', "2026'; --", '2025/2027'],
];
const REGIONS = ['0180', '01', '1280', 'jarva', '2380', '99', '', '%'];
const MOMENTS = [
  ...[
    '2026-01-10T00:00:00Z',
    '2026-02-01T00:00:00.123456789Z',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:59Z',
  ],
  ...['2026-01-20T00:00:00+14:00', '2026-02-30T00:00:00Z', 'now', '294277-01-01T00:00:00Z'],
];
const DAYS = ['2026-12-24', '2026-02-30', '0001-01-01', '9999-12-31', 'today'];
/** Texts on which programs have stumbled. */
export const ODD = [
  ...[
    '',
    ' ',
    '%',
    '_',
    "'",
    '"',
    '\\',
    '--',
    '/*',
    '$1',
    '{}',
    '[]',
    'null',
    '\u0000',
    '\ud800',
    '\u202e',
    'å'.repeat(300),
  ],
  ...[
    "' or 1=1 --",
    '<->',
    '!',
    '&',
    ':*',
    '"unclosed',
    '-titel',
    'titel or text',
    '(((',
    "a' & 'b",
    '\\u0000',
    '\uffff',
  ],
  ...['__proto__', 'constructor', '${7*7}', '{{7*7}}', '../../etc/passwd', '0', 'NaN', '1e999'],
];
export const WRONG = [null, 7, -0.5, true, 'SKRÄP', [], {}, [[]], { a: 1 }, 1e400, '\ud800'];

/** A value for a type; `name` is what the argument or input field is called, `field` whose argument it is. */
export function valueOf(
  chance: Chance,
  known: Known,
  type: GraphQLInputType,
  name: string,
  field = '',
): unknown {
  if (chance.onceIn(120)) return chance.one(WRONG);
  if (!isNonNullType(type) && chance.onceIn(12)) return null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    const length = chance.onceIn(40) ? 60 : chance.below(4);
    return Array.from({ length }, () => valueOf(chance, known, nullable.ofType, name));
  }
  const named = getNamedType(type);
  if (isEnumType(named)) return chance.onceIn(40) ? 'NOT_A_VALUE' : chance.one(named.getValues()).name;
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields()).filter(
      (field) =>
        isNonNullType(field.type) || chance.onceIn(3) || (field.name === 'search' && chance.onceIn(2)),
    );
    const input = Object.fromEntries(
      fields.map((field) => [field.name, valueOf(chance, known, field.type, field.name)]),
    );
    return chance.onceIn(80) ? { ...input, [chance.one(['x', '__proto__', 'id', 'n'])]: 1 } : input;
  }
  if (name === 'after' && !chance.onceIn(20)) return cursorOf(chance, known, field);
  return scalarOf(chance, known, named.name, name, field);
}

function scalarOf(chance: Chance, known: Known, type: string, name: string, field: string): unknown {
  switch (type) {
    case 'Int':
    case 'Float':
      if (chance.onceIn(16)) return chance.one(NUMBERS);
      if (name === 'sequence') return chance.below(60);
      return name === 'first' ? 1 + chance.below(6) : chance.below(4);
    case 'Boolean':
      return chance.onceIn(2);
    case 'ID':
      return idOf(chance, known, TYPE_OF[field] ?? TYPE_OF[name]);
    case 'Period':
      return chance.one(PERIODS);
    case 'RegionCode':
      return chance.one(REGIONS);
    case 'DateTime':
      return chance.one(MOMENTS);
    case 'Date':
      return chance.one(DAYS);
    default:
      return textOf(chance, known, name);
  }
}

/** What an identifier is mostly of, by the field that takes it. */
const TYPE_OF: Readonly<Record<string, string>> = { referral: 'ref_', trendEntry: 'trend_', release: 'rel_' };

function idOf(chance: Chance, { ids }: Known, prefix?: string): string {
  const prefixes = Object.keys(ids);
  const id = chance.one(ids[prefix !== undefined && !chance.onceIn(12) ? prefix : chance.one(prefixes)]!);
  switch (chance.below(12)) {
    case 0:
      return `${chance.one(prefixes)}${NOWHERE}`;
    case 1:
      // The right key under the prefix of another type.
      return chance.one(prefixes) + id.slice(id.indexOf('_') + 1);
    case 2:
      return chance.onceIn(2) ? id.toUpperCase() : chance.one(ODD);
    default:
      return id;
  }
}

function textOf(chance: Chance, known: Known, name: string): unknown {
  if (chance.onceIn(10)) return chance.one(ODD);
  switch (name) {
    case 'reference':
      return chance.onceIn(6)
        ? chance.one(known.references).toLowerCase().replaceAll('-', ' ')
        : chance.one(known.references);
    case 'search':
      return Array.from(
        { length: chance.onceIn(4) ? 1 + chance.below(3) : 1 },
        () => chance.one(['', '', '', '-', 'or ', '"']) + chance.one(known.words),
      ).join(' ');
    case 'code':
    case 'recipient':
    case 'organisation':
    case 'organisations':
    case 'audience':
      return chance.one(known.codes);
    case 'subject':
      return chance.one(known.subjects);
    default:
      return chance.one(known.words);
  }
}

/** A cursor of a list that was handed out, or one made of it by hand, with another place or list in it. */
function cursorOf(chance: Chance, known: Known, field: string): string | null {
  const beginning = Buffer.from(`["${field}`);
  const prefix = beginning.subarray(0, beginning.length - (beginning.length % 3)).toString('base64url');
  const own = known.cursors.filter((cursor) => cursor.startsWith(prefix));
  const cursors = own.length > 0 && !chance.onceIn(12) ? own : known.cursors;
  if (cursors.length === 0) return null;
  const cursor = chance.one(cursors);
  if (!chance.onceIn(4)) return cursor;
  const [list, ...key] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
  const id = idOf(chance, known);
  const parts = key.map((part) => {
    if (!chance.onceIn(2)) return part;
    if (typeof part === 'number') return chance.one([0, part - 1, part + 1, -1, 1e6, 1.5, 1e300]);
    if (/^[0-9a-f-]{36}$/.test(String(part))) return id.slice(id.indexOf('_') + 1);
    return chance.one([...MOMENTS, part, '', 'x', 0]);
  });
  const lists = ['referrals', 'organisations', 'changes', list];
  return Buffer.from(JSON.stringify([chance.onceIn(10) ? chance.one(lists) : list, ...parts])).toString(
    'base64url',
  );
}
