import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { perform } from './perform.js';
import { requested } from './requested.js';
import { uuidOf } from '../domain/ids.js';
import { canCorroborate } from '../domain/trend-entry.js';
import { refuse } from '../domain/user-error.js';
import { CorroborateInput, CorroborationPayload } from '../schema/corroboration.js';
import { notFound } from '../schema/errors.js';
import { findCorroboration, putCorroboration } from '../store/corroborations.js';
import { entryStatus } from '../store/trend-entry-writes.js';
import type { RequestContext } from '../context.js';

@Resolver()
export class CorroborateTrendEntry {
  @Mutation(() => CorroborationPayload, {
    description:
      'Says whether you see what a published entry says: one verdict of your organisation, which you may change. All see the verdict; that it is yours is told to the unit alone.',
  })
  async corroborateTrendEntry(
    @Arg('input', () => CorroborateInput, { description: 'Which entry, and what you say of it.' })
    input: CorroborateInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { actor, source } = context;
    const { touched, errors } = await perform(context, info, input, async (manager) => {
      const uuid = uuidOf('TrendEntry', input.id);
      const status = uuid && (await entryStatus(manager, uuid));
      if (!uuid || !status) throw notFound();
      if (!canCorroborate(status))
        refuse('INVALID_TRANSITION', 'The entry is withdrawn; only what stands is corroborated.', ['id']);
      const { verdict, comment } = input;
      const { id } = actor.organisation;
      return {
        type: 'Corroboration',
        uuid: await putCorroboration(manager, id, uuid, verdict, comment ?? null),
      };
    });
    const reader = { source, party: actor.organisation.party };
    const selection = requested(info, 'Corroboration', 'corroboration');
    return { errors, corroboration: touched && (await findCorroboration(reader, selection, touched.uuid)) };
  }
}
