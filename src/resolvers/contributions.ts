import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { perform } from './perform.js';
import { readerOf, readerOfWritten } from './reader-of.js';
import { requested } from './requested.js';
import { contributionErrors, resolutionErrors } from '../domain/contribution.js';
import { uuidOf } from '../domain/ids.js';
import { canPublish } from '../domain/trend-entry.js';
import { Refused, refuse } from '../domain/user-error.js';
import {
  ContributeInput,
  ContributionConnection,
  ContributionPayload,
  ContributionsArgs,
  ResolveContributionInput,
} from '../schema/contribution.js';
import { connection, pageRequest } from '../schema/cursor.js';
import { notFound } from '../schema/errors.js';
import * as contributions from '../store/contributions.js';
import { draftNumber, entryHead, holdEntry } from '../store/trend-entry-writes.js';
import type { RequestContext } from '../context.js';
import type { Transaction } from '../store/transaction.js';
import type { Touched } from '../store/unit-of-work.js';

const LIST = 'contributions';

@Resolver()
export class ContributionResolver {
  @Query(() => ContributionConnection, {
    description: 'Contributions: your own, to the unit those of all. The newest comes first.',
  })
  async contributions(
    @Args() { status, ...page }: ContributionsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const request = pageRequest(LIST, page);
    const selection = requested(info, 'Contribution', 'nodes', 'edges.node');
    const reader = readerOf(context, info);
    const found = await contributions.listContributions(reader, selection, status ?? null, request);
    return connection(LIST, request, found, context.isDirect ?? false);
  }

  @Mutation(() => ContributionPayload, {
    description: 'Offers the unit an observation in words. You follow what becomes of it in `contributions`.',
  })
  async contribute(
    @Arg('input', () => ContributeInput, { description: 'The observation.' }) input: ContributeInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { touched, errors } = await perform(context, info, input, async (manager) => {
      const mistakes = contributionErrors(input, new Date());
      if (mistakes.length > 0) throw new Refused(mistakes);
      const { title, text, attribution, period, regions, arenas } = input;
      const uuid = await contributions.insertContribution(manager, {
        ...{ organisationId: context.actor.organisation.id, title, text },
        ...{ attribution: attribution ?? 'ANONYMOUS', period: period ?? null },
        ...{ regions: regions ?? [], arenas: arenas ?? [] },
      });
      return { type: 'Contribution', uuid };
    });
    return { errors, contribution: await this.answer(context, info, touched) };
  }

  @Mutation(() => ContributionPayload, {
    description: 'Takes a contribution up in the draft of an entry, or declines it with a note.',
  })
  async resolveContribution(
    @Arg('input', () => ResolveContributionInput, { description: 'Which contribution, and what is done.' })
    input: ResolveContributionInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { touched, errors } = await perform(context, info, input, async (manager) => {
      const uuid = uuidOf('Contribution', input.id);
      const before = uuid && (await contributions.contributionStatus(manager, uuid));
      if (!uuid || !before) throw notFound();
      const mistakes = resolutionErrors(input);
      if (mistakes.length > 0) throw new Refused(mistakes);
      const draft = input.trendEntry == null ? null : await openDraft(manager, input.trendEntry);
      const decision = {
        draft,
        note: input.note ?? null,
        status: draft ? 'INCORPORATED' : 'DECLINED',
      } as const;
      if (!(await contributions.decideContribution(manager, uuid, decision)))
        refuse('INVALID_TRANSITION', 'The contribution has been decided on; a decision stands.', ['id']);
      return { type: 'Contribution', uuid };
    });
    return { errors, contribution: await this.answer(context, info, touched) };
  }

  private answer(context: RequestContext, info: GraphQLResolveInfo, touched: Touched | null) {
    const selection = () => requested(info, 'Contribution', 'contribution');
    return touched && contributions.findContribution(readerOfWritten(context), selection(), touched.uuid);
  }
}

/** The open draft of an entry, which nobody publishes or changes before this transaction ends. */
async function openDraft(manager: Transaction, id: string): Promise<{ entryId: string; number: number }> {
  const uuid = uuidOf('TrendEntry', id);
  if (uuid) await holdEntry(manager, uuid);
  const head = uuid && (await entryHead(manager, uuid));
  if (!head) throw notFound();
  if (!canPublish(head))
    refuse('INVALID_TRANSITION', 'trendEntry: has no open draft; revise it first.', ['trendEntry']);
  return { entryId: head.id, number: draftNumber(head) };
}
