// The documents that clients are trusted to send by their id (directory.document).
import type { DataSource } from 'typeorm';
import { appendCommand } from './audit-trail.js';
import { withTransaction } from './transaction.js';
import type { Party } from '../domain/parties.js';

/** A client of an issuer, as its tokens name it. */
export interface ClientName {
  readonly issuer: string;
  readonly client: string;
}

/** The documents of one client: text by id. */
export type Manifest = ReadonlyMap<string, string>;

/** Reads everything that a client has registered. */
export async function manifestOf(source: DataSource, { issuer, client }: ClientName): Promise<Manifest> {
  const rows = await source.query<{ id: string; text: string }[]>(
    'select id, text from directory.document where issuer = $1 and client_id = $2',
    [issuer, client],
  );
  return new Map(rows.map(({ id, text }) => [id, text]));
}

/** The party that a registered client speaks for. */
export async function partyOfClient(
  owner: DataSource,
  { issuer, client }: ClientName,
): Promise<Party | undefined> {
  const [found] = await owner.query<{ party: Party }[]>(
    `select o.party from directory.client c join directory.organisation o on o.id = c.organisation_id
     where c.issuer = $1 and c.client_id = $2`,
    [issuer, client],
  );
  return found?.party;
}

/** What a client's documents may come to: nodes hold them in memory. */
const MOST_CHARACTERS = 1_000_000;

/** Adds documents to a client, all or none; with `withdrawOthers` they are its only ones then. Answers with how many it has. */
export function registerDocuments(
  owner: DataSource,
  { issuer, client }: ClientName,
  documents: Manifest,
  withdrawOthers: boolean,
): Promise<number> {
  const ids = [...documents.keys()];
  return withTransaction(owner, async (manager) => {
    // Two registrations for one client take turns.
    await manager.query('select from directory.client where issuer = $1 and client_id = $2 for update', [
      issuer,
      client,
    ]);
    if (withdrawOthers)
      await manager.query(
        'delete from directory.document where issuer = $1 and client_id = $2 and id <> all ($3::text[])',
        [issuer, client, ids],
      );
    await manager.query(
      `insert into directory.document (issuer, client_id, id, text)
       select $1, $2, d.id, d.text from unnest($3::text[], $4::text[]) as d (id, text) on conflict do nothing`,
      [issuer, client, ids, [...documents.values()]],
    );
    const kept = await manager.query<{ id: string; text: string }[]>(
      'select id, text from directory.document where issuer = $1 and client_id = $2',
      [issuer, client],
    );
    const changed = kept.filter(({ id, text }) => documents.has(id) && documents.get(id) !== text);
    if (changed.length > 0)
      throw new Error(`Registered before with another text: ${changed.map(({ id }) => id).join(', ')}.`);
    const characters = kept.reduce((total, { text }) => total + text.length, 0);
    if (characters > MOST_CHARACTERS)
      throw new Error(
        `The client's documents come to more than ${MOST_CHARACTERS} characters; withdraw old ones.`,
      );
    const [{ organisation }] = await manager.query<[{ organisation: string }]>(
      `select 'Organisation/' || organisation_id as organisation from directory.client where issuer = $1 and client_id = $2`,
      [issuer, client],
    );
    await appendCommand(manager, 'registerDocuments', [organisation]);
    return kept.length;
  });
}
