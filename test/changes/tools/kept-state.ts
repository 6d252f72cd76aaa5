// Clients that keep what the feed of their organisation says, and what the lists say to compare it with.
import { expect } from '@jest/globals';

/** Asks as an organisation; null when there was no answer and the same has to be asked again. */
// The shape of an answer is what tests assert.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Ask = (organisation: string, query: string, variables?: object) => Promise<{ data: any } | null>;

/** Objects by their identifiers, as their reader may read them. */
export type State = Map<string, unknown>;

export interface Change {
  readonly cursor: string;
  readonly kind: string;
  readonly objectId: string;
  readonly object: unknown;
}

const FIELDS = {
  TrendEntry: 'id version title',
  Referral: 'id version status messages { id }',
};
const LISTS = { trendEntries: FIELDS.TrendEntry, referrals: FIELDS.Referral };

/** What is asked of a change. */
export const OF_A_CHANGE = `cursor kind objectId object {
  ... on TrendEntry { ${FIELDS.TrendEntry} } ... on Referral { ${FIELDS.Referral} } }`;

/** Puts a change into a state. */
export function apply(state: State, { kind, objectId, object }: Change): void {
  expect([kind, object === null]).toEqual([kind, kind === 'REMOVED']);
  if (object === null) state.delete(objectId);
  else state.set(objectId, object);
}

/** The end of an organisation's feed by now. */
export async function headOf(organisation: string, ask: Ask): Promise<string> {
  for (;;) {
    const answer = await ask(organisation, '{ changes(first: 1) { head } }');
    if (answer) return answer.data.changes.head as string;
  }
}

/** A client that reads page by page. */
export interface PagingClient {
  readonly state: State;
  /** How many changes it has heard of. */
  heard(): number;
  /** Reads a page; false when the feed ended there. */
  read(first: number): Promise<boolean>;
}

/** A client that reads the feed from now on, on a connection that may fail. */
export async function pagingClient(organisation: string, ask: Ask): Promise<PagingClient> {
  let after = await headOf(organisation, ask);
  let heard = 0;
  const state: State = new Map();
  const query = `query ($after: String, $first: Int) { changes(after: $after, first: $first) {
    pageInfo { endCursor hasNextPage } nodes { ${OF_A_CHANGE} } } }`;
  return {
    state,
    heard: () => heard,
    async read(first) {
      const answer = await ask(organisation, query, { after, first });
      if (!answer) return true;
      const { nodes, pageInfo } = answer.data.changes as {
        nodes: Change[];
        pageInfo: { endCursor: string; hasNextPage: boolean };
      };
      for (const change of nodes) apply(state, change);
      heard += nodes.length;
      after = pageInfo.endCursor;
      return pageInfo.hasNextPage;
    },
  };
}

/** What the lists say. */
export async function listed(organisation: string, ask: Ask): Promise<State> {
  const state: State = new Map();
  for (const [list, fields] of Object.entries(LISTS)) {
    for (let after: string | null = null, more = true; more;) {
      const query = `query ($after: String) { ${list}(first: 100, after: $after) { pageInfo { endCursor hasNextPage } nodes { ${fields} } } }`;
      const answer = await ask(organisation, query, { after });
      if (!answer) continue;
      for (const node of answer.data[list].nodes as { id: string }[]) state.set(node.id, node);
      ({ endCursor: after, hasNextPage: more } = answer.data[list].pageInfo);
    }
  }
  return state;
}
