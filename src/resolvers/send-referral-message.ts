import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { onReferral } from './on-referral.js';
import { organisationsByCode } from './organisations-by-code.js';
import { refuse } from '../domain/user-error.js';
import { ReferralPayload } from '../schema/referral.js';
import { ReferralMessageInput } from '../schema/referral-step-inputs.js';
import { activeOrganisations } from '../store/new-referral.js';
import { insertMessage } from '../store/referral-parts.js';
import { visibleParticipants } from '../store/referral-participants.js';
import type { RequestContext } from '../context.js';

@Resolver()
export class SendReferralMessage {
  @Mutation(() => ReferralPayload, {
    description:
      'Sends a message to other participants. Nobody outside its audience reads it, the unit neither.',
  })
  sendReferralMessage(
    @Arg('input', () => ReferralMessageInput, { description: 'The message.' }) input: ReferralMessageInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { organisation } = context.actor;
    return onReferral(context, info, input, 'SEND_MESSAGE', async ({ manager, head }) => {
      const organisations = await activeOrganisations(manager);
      const audience = organisationsByCode(organisations, input.audience, ['audience']);
      if (audience.length === 0)
        refuse('INVALID_VALUE', 'audience: name at least one organisation.', ['audience']);
      const participants = await visibleParticipants(manager, head, organisations);
      const stranger = audience.find(({ id }) => id === organisation.id || !participants.has(id));
      if (stranger) {
        const path = ['audience', String(input.audience.indexOf(stranger.code))];
        refuse('INVALID_VALUE', 'audience: not another participant whose part you can see.', path);
      }
      await insertMessage(manager, {
        referralId: head.id,
        organisationId: organisation.id,
        audience: audience.map(({ id }) => id),
        body: input.body,
      });
    });
  }
}
