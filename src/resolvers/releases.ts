import { Arg, Args, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { perform } from './perform.js';
import { requested } from './requested.js';
import { ALL_MEASURES, releaseRevises } from '../domain/statistics/release.js';
import { refuse } from '../domain/user-error.js';
import { connection, pageRequest } from '../schema/cursor.js';
import { PublishReleaseInput, ReleaseConnection, ReleasePayload, ReleasesArgs } from '../schema/release.js';
import { earlierReleases, findRelease, listReleases, queueRelease } from '../store/releases.js';
import type { RequestContext } from '../context.js';

const LIST = 'releases';

@Resolver()
export class ReleaseResolver {
  @Query(() => ReleaseConnection, { description: 'Releases of the statistics, the newest first.' })
  async releases(
    @Args() page: ReleasesArgs,
    @Ctx() { actor, source, isDirect = false }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const request = pageRequest(LIST, page);
    const reader = { source, party: actor.organisation.party };
    const selection = requested(info, 'Release', 'nodes', 'edges.node');
    return connection(LIST, request, await listReleases(reader, selection, request), isDirect);
  }

  @Mutation(() => ReleasePayload, {
    description:
      'Freezes a period and has its release built, which takes seconds; one at a time. Readers see it when it is published.',
  })
  async publishRelease(
    @Arg('input', () => PublishReleaseInput, { description: 'What to release.' }) input: PublishReleaseInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { period, notes = null } = input;
    const measures = [...new Set(input.measures ?? ALL_MEASURES)];
    const { touched, errors } = await perform(context, info, input, async (manager) => {
      const revises = releaseRevises({ period, measures }, await earlierReleases(manager), new Date());
      const uuid = await queueRelease(manager, { period, measures, notes, revises });
      if (uuid === null)
        refuse('INVALID_TRANSITION', 'Another release is being built; ask again when it is published.', [
          'period',
        ]);
      return { type: 'Release', uuid };
    });
    const { source, actor } = context;
    const reader = { source, party: actor.organisation.party };
    const release =
      touched && (await findRelease(reader, requested(info, 'Release', 'release'), touched.uuid));
    return { errors, release };
  }
}
