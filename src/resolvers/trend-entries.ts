import {
  Arg,
  Args,
  Ctx,
  Extensions,
  FieldResolver,
  ID,
  Info,
  Int,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { readerOf } from './reader-of.js';
import { requested } from './requested.js';
import { statisticsTable } from './statistics-table.js';
import { mayCall } from '../auth/actor.js';
import { uuidOf } from '../domain/ids.js';
import { planOf, type Question } from '../domain/statistics/plan.js';
import {
  canCorroborate,
  canPublish,
  canRevise,
  canWithdraw,
  type EntryState,
} from '../domain/trend-entry.js';
import { connection, pageRequest } from '../schema/cursor.js';
import { TrendEntryFieldEnum } from '../schema/enums.js';
import { badInput, notFound } from '../schema/errors.js';
import { StatisticsTable } from '../schema/statistics.js';
import { TrendEntriesArgs } from '../schema/trend-entry-inputs.js';
import { TrendEntry, TrendEntryAccess, TrendEntryConnection } from '../schema/trend-entry.js';
import { findTrendEntry, listTrendEntries } from '../store/trend-entries.js';
import type { Release } from '../schema/release.js';
import type { ReleasedTables } from '../store/releases.js';
import type { TrendEntryField } from '../domain/lists/trends.js';
import type { RequestContext } from '../context.js';

type ReferredTable = ReleasedTables<Release> & { readonly question: Question };

@Resolver(() => TrendEntry)
export class TrendEntryResolver {
  @Query(() => TrendEntryConnection, { description: 'Trend entries that you may read.' })
  async trendEntries(
    @Args() { filter, orderBy, ...page }: TrendEntriesArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const order = orderBy ?? 'PUBLISHED_AT_DESC';
    if (order === 'RELEVANCE' && !filter?.search) throw badInput('orderBy: RELEVANCE needs filter.search.');
    const list = `trendEntries/${order}`;
    const request = pageRequest(list, page);
    const selection = requested(info, 'TrendEntry', 'nodes', 'edges.node');
    const found = await listTrendEntries(readerOf(context, info), selection, filter ?? {}, order, request);
    return connection(list, request, found, context.isDirect ?? false);
  }

  @Query(() => TrendEntry, {
    nullable: true,
    description: 'One trend entry; NOT_FOUND when it is absent or hidden.',
  })
  async trendEntry(
    @Arg('id', () => ID, { description: 'Its identifier.' }) id: string,
    @Arg('revision', () => Int, {
      nullable: true,
      description: 'A revision to cite; the one that readers see unless given.',
    })
    revision: number | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const uuid = uuidOf('TrendEntry', id);
    const selection = requested(info, 'TrendEntry');
    const reader = readerOf(context, info);
    const found = uuid && (await findTrendEntry<TrendEntry>(reader, selection, uuid, revision ?? null));
    if (!found) throw notFound();
    return found;
  }

  @FieldResolver(() => StatisticsTable, { nullable: true })
  statistics(@Root() { statistics: referred }: { statistics: ReferredTable | null }): StatisticsTable | null {
    const plan = referred && planOf(referred.question);
    return plan && !('refusal' in plan) ? statisticsTable(plan, referred) : null;
  }

  @Extensions({ onlyNarrows: true })
  @FieldResolver(() => [TrendEntry])
  revisions(
    @Root() { revisions }: { revisions: Revision[] },
    @Arg('changing', () => [TrendEntryFieldEnum], {
      nullable: true,
      description:
        'Only revisions in which one of these fields reads otherwise than in the revision before; the first changes none.',
    })
    changing: TrendEntryField[] | null,
  ): Revision[] {
    if (!changing) return revisions;
    return revisions.filter((revision) => revision.changing?.some((field) => changing.includes(field)));
  }

  @FieldResolver(() => TrendEntryAccess)
  access(@Root() entry: { access: EntryState }, @Ctx() { actor }: RequestContext): TrendEntryAccess {
    return {
      canRevise: mayCall(actor, 'Mutation.reviseTrendEntry') && canRevise(entry.access),
      canPublish: mayCall(actor, 'Mutation.publishTrendEntry') && canPublish(entry.access),
      canWithdraw: mayCall(actor, 'Mutation.withdrawTrendEntry') && canWithdraw(entry.access),
      canCorroborate: mayCall(actor, 'Mutation.corroborateTrendEntry') && canCorroborate(entry.access.status),
    };
  }
}

/** A revision as it is read when a list of revisions is narrowed by what changed. */
interface Revision {
  readonly changing?: TrendEntryField[] | null;
}
