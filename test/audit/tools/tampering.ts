// Ways in which somebody who rules the database could change the audit afterwards. Each changes it past all rules, and says where.
import { rebuild, sign, type Owner } from './rewriting.js';
import { contentSql } from '../../../src/store/audit-content.js';
import { leafHash } from '../../../src/domain/audit/tree.js';
import { newKey, signingKey } from '../../../src/domain/audit/checkpoint.js';
import { AUDIT_KEY } from '../../api/tools/audit.js';

export interface Tampering {
  readonly name: string;
  /** Whether nothing but a checkpoint that somebody else has kept can show it. */
  readonly needsKept?: boolean;
  /** Changes the audit of `size` events; answers with the places that are no longer what they were. */
  readonly change: (owner: Owner, size: number, random: Random) => Promise<readonly number[]>;
}

/** A whole number below a bound. */
export type Random = (below: number) => number;

const OTHER = signingKey(newKey('samverkan.test/audit').secret);

/** Values of other events in the place of this event's; every column that an event says something in. */
const COLUMNS: Readonly<Record<string, string>> = {
  action: `'otherAction'`,
  client: `client || 'x'`,
  operation: `coalesce(operation, '') || 'x'`,
  guarded: `guarded || array['Referral.note']`,
  objects: `objects || array['Referral/00000000-0000-4000-8000-000000000000']`,
  outcome: `outcome || 'X'`,
  subject: `subject || 'x'`,
  at: `at + interval '1 microsecond'`,
  salt: 'gen_random_uuid()',
  subject_salt: 'gen_random_uuid()',
  organisation_id: `(select id from directory.organisation o where o.id is distinct from a.organisation_id limit 1)`,
};

const alter = (owner: Owner, place: number, random: Random) => {
  const [column, value] = Object.entries(COLUMNS)[random(Object.keys(COLUMNS).length)]!;
  return owner.query(`update journal.audit a set ${column} = ${value} where sequence = $1`, [place]);
};

/** Two different places. */
function two(size: number, random: Random): [number, number] {
  const first = random(size);
  return [first, (first + 1 + random(size - 1)) % size];
}

const swap =
  (column: string, table = 'journal.audit') =>
  (owner: Owner, a: number, b: number) =>
    owner.query(
      `update ${table} t set ${column} = o.${column} from ${table} o
     where (t.sequence = $1 and o.sequence = $2) or (t.sequence = $2 and o.sequence = $1)`,
      [a, b],
    );

export const TAMPERINGS: readonly Tampering[] = [
  ...Object.entries(COLUMNS).map(([column, value]): Tampering => ({
    name: `another ${column}`,
    change: async (owner, size, random) => {
      const place = random(size);
      await owner.query(`update journal.audit a set ${column} = ${value} where sequence = $1`, [place]);
      return [place];
    },
  })),
  {
    name: 'another event with its leaf',
    change: async (owner, size, random) => {
      const place = random(size);
      await alter(owner, place, random);
      const [{ content }] = await owner.query<[{ content: string }]>(
        `select ${contentSql('a')} as content from journal.audit a where sequence = $1`,
        [place],
      );
      await owner.query(
        'update journal.leaf set hashes = overlay(hashes placing $2 from 1 for 32) where sequence = $1',
        [place, leafHash(Buffer.from(content))],
      );
      return [place];
    },
  },
  {
    name: 'another event with every hash above it',
    change: async (owner, size, random) => {
      const place = random(size);
      await alter(owner, place, random);
      await rebuild(owner, place, size);
      return [place];
    },
  },
  {
    name: 'an event deleted',
    change: async (owner, size, random) => {
      const place = random(size);
      await owner.query('delete from journal.audit where sequence = $1', [place]);
      return [place];
    },
  },
  {
    name: 'an event deleted with its leaf',
    change: async (owner, size, random) => {
      const place = random(size);
      await owner.query('delete from journal.audit where sequence = $1', [place]);
      await owner.query('delete from journal.leaf where sequence = $1', [place]);
      return [place];
    },
  },
  {
    name: 'a leaf deleted',
    change: async (owner, size, random) => {
      const place = random(size);
      await owner.query('delete from journal.leaf where sequence = $1', [place]);
      return [place];
    },
  },
  {
    name: 'an event deleted, and those behind it moved up',
    change: async (owner, size, random) => {
      const place = random(size);
      await owner.query('delete from journal.audit where sequence = $1', [place]);
      await owner.query('update journal.audit set sequence = -sequence where sequence > $1', [place]);
      await owner.query('update journal.audit set sequence = -sequence - 1 where sequence < 0');
      return Array.from({ length: size - place }, (_, index) => place + index);
    },
  },
  {
    name: 'an event put in, and those behind it moved down',
    change: async (owner, size, random) => {
      const place = random(size);
      await owner.query('update journal.audit set sequence = -sequence - 2 where sequence >= $1', [place]);
      await owner.query('update journal.audit set sequence = -sequence - 1 where sequence < 0');
      await owner.query(
        `insert into journal.audit (client, subject, action, objects, outcome, sequence) values ('x', 'x', 'x', '{}', 'DONE', $1)`,
        [place],
      );
      return Array.from({ length: size + 1 - place }, (_, index) => place + index);
    },
  },
  {
    name: 'an event added at the end with its leaf',
    change: async (owner, size) => {
      await owner.query(
        `insert into journal.audit (client, subject, action, objects, outcome, sequence) values ('x', 'x', 'x', '{}', 'DONE', $1)`,
        [size],
      );
      await owner.query('insert into journal.leaf (sequence, hashes) values ($1, $2)', [size, Buffer.alloc(32)]);
      await rebuild(owner, size, size + 1);
      return [size];
    },
  },
  {
    name: 'two events swapped',
    change: async (owner, size, random) => {
      const places = two(size, random);
      await owner.query(
        `update journal.audit set sequence = case sequence when $1 then -1 - $2::bigint else -1 - $1::bigint end where sequence in ($1, $2)`,
        places,
      );
      await owner.query('update journal.audit set sequence = -sequence - 1 where sequence < 0');
      return places;
    },
  },
  {
    name: 'the organisations of two events swapped',
    change: async (owner, size, random) => {
      const different = await owner.query<{ a: number; b: number }[]>(
        `select a.sequence::float8 as a, b.sequence::float8 as b from journal.audit a join journal.audit b
         on a.organisation_id <> b.organisation_id where a.sequence < b.sequence and a.sequence < $1 and b.sequence < $1 order by 1, 2`,
        [size],
      );
      const { a, b } = different[random(different.length)]!;
      await swap('organisation_id')(owner, a, b);
      return [a, b];
    },
  },
  {
    name: 'the leaves of two events swapped with what they say',
    change: async (owner, size, random) => {
      const [a, b] = two(size, random);
      await owner.query(
        `update journal.audit set sequence = case sequence when $1 then -1 - $2::bigint else -1 - $1::bigint end where sequence in ($1, $2)`,
        [a, b],
      );
      await owner.query('update journal.audit set sequence = -sequence - 1 where sequence < 0');
      await rebuild(owner, 0, size);
      return [a, b];
    },
  },
  {
    name: 'a stored hash changed',
    change: async (owner, size, random) => {
      const place = random(size);
      const [{ length }] = await owner.query<[{ length: number }]>(
        'select length(hashes) from journal.leaf where sequence = $1',
        [place],
      );
      const byte = random(length);
      await owner.query(
        'update journal.leaf set hashes = set_byte(hashes, $2, get_byte(hashes, $2) # 8) where sequence = $1',
        [place, byte],
      );
      return [place];
    },
  },
  {
    name: 'a stored hash left out',
    change: async (owner, size, random) => {
      const place = 2 * random(size >> 1) + 1;
      await owner.query(
        'update journal.leaf set hashes = substr(hashes, 1, length(hashes) - 32) where sequence = $1',
        [place],
      );
      return [place];
    },
  },
  {
    name: 'a checkpoint changed',
    change: async (owner, size, random) => {
      const change = ['root = sha256(root)', `at = at + interval '1 second'`, 'signature = sha512(signature)', `key_id = 'other+00000000'`];
      const [{ at }] = await owner.query<[{ at: number }]>(
        'select size::float8 as at from journal.checkpoint order by size offset $1 limit 1',
        [random(await checkpoints(owner))],
      );
      await owner.query(`update journal.checkpoint set ${change[random(change.length)]!} where size = $1`, [at]);
      return [Math.min(at, size) - 1];
    },
  },
  {
    name: 'another branch from an event on, signed by another key',
    change: async (owner, size, random) => {
      const place = random(size);
      await owner.query(`update journal.audit set action = 'otherAction' where sequence >= $1`, [place]);
      await rebuild(owner, place, size);
      await sign(owner, OTHER, place);
      return [place];
    },
  },
  {
    name: 'another branch from an event on, signed by the stolen key',
    needsKept: true,
    change: async (owner, size, random) => {
      const place = random(size);
      await owner.query(`update journal.audit set action = 'otherAction' where sequence >= $1`, [place]);
      await rebuild(owner, place, size);
      await sign(owner, AUDIT_KEY, place);
      return [place];
    },
  },
  {
    name: 'the end cut off, but for the checkpoints',
    change: async (owner, size, random) => {
      const place = random(size);
      await owner.query('delete from journal.audit where sequence >= $1', [place]);
      await owner.query('delete from journal.leaf where sequence >= $1', [place]);
      return Array.from({ length: size - place }, (_, index) => place + index);
    },
  },
  {
    name: 'the newest checkpoint removed',
    change: async (owner, size) => {
      await owner.query('delete from journal.checkpoint where size = (select max(size) from journal.checkpoint)');
      return [size - 1];
    },
  },
  {
    name: 'everything as it was at an earlier checkpoint',
    needsKept: true,
    change: async (owner, size, random) => {
      const [{ at }] = await owner.query<[{ at: number }]>(
        'select size::float8 as at from journal.checkpoint order by size offset $1 limit 1',
        [random((await checkpoints(owner)) - 1)],
      );
      for (const [table, column] of [['audit', 'sequence'], ['leaf', 'sequence'], ['checkpoint', 'size - 1']] as const)
        await owner.query(`delete from journal.${table} where ${column} >= $1`, [at]);
      return Array.from({ length: size - at }, (_, index) => at + index);
    },
  },
]; // prettier-ignore

async function checkpoints(owner: Owner): Promise<number> {
  const [{ count }] = await owner.query<[{ count: number }]>(
    'select count(*)::int as count from journal.checkpoint',
  );
  return count;
}
