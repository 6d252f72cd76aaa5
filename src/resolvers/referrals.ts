import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { readerOf } from './reader-of.js';
import { requested } from './requested.js';
import { rolesIn } from './roles.js';
import { mayCall } from '../auth/actor.js';
import { uuidOf } from '../domain/ids.js';
import { normaliseReference } from '../domain/reference.js';
import { canTake, type Standing } from '../domain/referral/machine.js';
import { connection, pageRequest } from '../schema/cursor.js';
import { badInput, notFound } from '../schema/errors.js';
import { ReferralsArgs } from '../schema/referral-inputs.js';
import { Referral, ReferralConnection } from '../schema/referral.js';
import { ABILITIES, ReferralAccess } from '../schema/referral-access.js';
import { findReferral, listReferrals } from '../store/referrals.js';
import { ConditionArg } from '../schema/text.js';
import type { RequestContext } from '../context.js';

const LIST = 'referrals';

@Resolver(() => Referral)
export class ReferralResolver {
  @Query(() => ReferralConnection, { description: 'The referrals that you take part in, newest first.' })
  async referrals(
    @Args() { filter, ...page }: ReferralsArgs,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const request = pageRequest(LIST, page);
    const selection = requested(info, 'Referral', 'nodes', 'edges.node');
    const found = await listReferrals(readerOf(context, info), selection, filter ?? {}, request);
    return connection(LIST, request, found, context.isDirect ?? false);
  }

  @Query(() => Referral, {
    nullable: true,
    description: 'One referral by its identifier or its reference; NOT_FOUND when it is absent or hidden.',
  })
  async referral(
    @Arg('id', () => ID, { nullable: true, description: 'Its identifier; give this or the reference.' })
    id: string | null,
    @ConditionArg('reference', {
      max: 50,
      nullable: true,
      description: 'Its reference; small letters, spaces and missing dashes are understood.',
    })
    reference: string | null,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    if ((id == null) === (reference == null))
      throw badInput('referral: give the id or the reference, not both.');
    const by = keyOf(id, reference);
    const reader = readerOf(context, info);
    const found = by && (await findReferral<Referral>(reader, requested(info, 'Referral'), by));
    if (!found) throw notFound();
    return found;
  }

  @FieldResolver(() => ReferralAccess)
  access(
    @Root() { access }: { access: Standing & Parameters<typeof rolesIn>[0] },
    @Ctx() { actor }: RequestContext,
  ): ReferralAccess {
    const roles = rolesIn(access, actor);
    const flags = Object.entries(ABILITIES).map(([name, { action, mutation }]) => [
      name,
      mayCall(actor, mutation) && canTake(access, action, roles),
    ]);
    return Object.fromEntries(flags) as ReferralAccess;
  }
}

function keyOf(id: string | null | undefined, reference: string | null | undefined) {
  if (id != null) {
    const uuid = uuidOf('Referral', id);
    return uuid === null ? null : { uuid };
  }
  const normal = normaliseReference(reference!);
  return normal === null ? null : { reference: normal };
}
