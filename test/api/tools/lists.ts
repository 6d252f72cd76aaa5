// Reading lists page by page, as a client does.
import type { Answer } from '../../support/api.js';

type Client = (query: string, variables?: object) => Promise<Answer>;

export interface ListOptions {
  readonly filter?: object;
  readonly orderBy?: string;
}

interface Page<T> {
  readonly nodes: T[];
  readonly edges: { cursor: string; node: T }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

/** One page of trend entries. */
export async function pageOf<T = { id: string }>(
  client: Client,
  { filter, orderBy }: ListOptions,
  first?: number,
  after?: string | null,
  fields = 'id title publishedAt',
): Promise<Page<T>> {
  const answer = await client(
    `query ($filter: TrendEntryFilter, $orderBy: TrendEntryOrder, $first: Int, $after: String) {
       trendEntries(filter: $filter, orderBy: $orderBy, first: $first, after: $after) {
         nodes { ${fields} } edges { cursor node { ${fields} } }
         pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    { filter, orderBy, first, after },
  );
  if (answer.errors.length > 0) throw new Error(answer.text);
  return answer.data.trendEntries as Page<T>;
}

/** The titles of a list's first hundred entries, in its order. */
export async function titlesOf(client: Client, options: ListOptions): Promise<string[]> {
  const { nodes } = await pageOf<{ title: string }>(client, options, 100);
  return nodes.map(({ title }) => title);
}

/** Every page of a list, from the first to the last. */
export async function walk(
  client: Client,
  options: ListOptions,
  size: number,
): Promise<Page<{ id: string }>[]> {
  const pages = [await pageOf(client, options, size)];
  while (pages.at(-1)!.pageInfo.hasNextPage)
    pages.push(await pageOf(client, options, size, pages.at(-1)!.pageInfo.endCursor));
  return pages;
}
