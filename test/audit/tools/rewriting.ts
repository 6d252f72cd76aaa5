// What somebody who knows the tree would do after changing an event: make everything above it anew.
import { contentSql } from '../../../src/store/audit-content.js';
import { Growing, leafHash } from '../../../src/domain/audit/tree.js';
import type { SigningKey } from '../../../src/domain/audit/checkpoint.js';

export interface Owner {
  query<T>(sql: string, parameters?: unknown[]): Promise<T>;
}

/** Makes leaves and all hashes above anew from what the events now say, from a place on: an attacker who knows the tree. */
export async function rebuild(owner: Owner, from: number, size: number): Promise<void> {
  const rows = await owner.query<{ sequence: string; content: string }[]>(
    `select a.sequence, ${contentSql('a')} as content from journal.audit a where a.sequence is not null order by a.sequence`,
  );
  const tree = new Growing();
  const hashes = rows
    .slice(0, size)
    .map(({ content }) => Buffer.concat(tree.add(leafHash(Buffer.from(content)))));
  await owner.query(
    `update journal.leaf l set hashes = n.hashes from unnest($1::bigint[], $2::bytea[]) as n (sequence, hashes)
     where l.sequence = n.sequence and l.sequence >= $3`,
    [hashes.map((_, index) => index), hashes, from],
  );
}

/** Signs every checkpoint anew over what is stored now. */
export async function sign(owner: Owner, key: SigningKey, from: number): Promise<void> {
  const rows = await owner.query<{ content: string }[]>(
    `select ${contentSql('a')} as content from journal.audit a where a.sequence is not null order by a.sequence`,
  );
  const checkpoints = await owner.query<{ size: number; at: Date }[]>(
    'select size::float8, at from journal.checkpoint where size > $1 order by size',
    [from],
  );
  for (const { size, at } of checkpoints) {
    const tree = new Growing();
    for (const { content } of rows.slice(0, size)) tree.add(leafHash(Buffer.from(content)));
    const { root, keyId, signature } = key.sign({ size, root: tree.root(), at });
    await owner.query(
      'update journal.checkpoint set root = $2, key_id = $3, signature = $4 where size = $1',
      [size, root, keyId, signature],
    );
  }
}
