// A client that follows its organisation's feed.
import type { TestApi } from '../../support/api.js';
import { sequenceChanges } from '../../../src/store/sequencing.js';

export const CHANNEL = 'a channel of this test';

/** Gives every committed line its position, as the worker does. */
export async function sequence(api: TestApi): Promise<void> {
  await sequenceChanges(await api.database.sources.worker(), CHANNEL);
}

export interface Follower {
  cursor: string;
  /** The objects that it has heard of. */
  readonly ids: Set<string>;
  /** The kinds of change since it last asked. */
  next(): Promise<string[]>;
}

/** Follows an organisation's feed from now on. */
export async function follower(api: TestApi, organisation: string): Promise<Follower> {
  await sequence(api);
  const ask = api.as(organisation);
  const { data } = await ask('{ changes(first: 1) { head } }');
  const following: Follower = {
    cursor: data.changes.head,
    ids: new Set(),
    async next() {
      await sequence(api);
      const answer = await ask(
        `query ($after: String) { changes(after: $after, first: 100) { pageInfo { endCursor } nodes { kind objectId } } }`,
        { after: following.cursor },
      );
      const { pageInfo, nodes } = answer.data.changes;
      following.cursor = pageInfo.endCursor;
      const lines = nodes as { kind: string; objectId: string }[];
      for (const { objectId } of lines) following.ids.add(objectId);
      return lines.map(({ kind }) => kind);
    },
  };
  return following;
}
