import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { mustHaveChanged, onReferral } from './on-referral.js';
import { acknowledgeBy } from '../domain/referral/clocks.js';
import { reachOf } from '../domain/referral/consent.js';
import { canReceive, proposedBoard } from '../domain/referral/routing.js';
import { refuse } from '../domain/user-error.js';
import { ReferralPayload } from '../schema/referral.js';
import { RedirectReferralInput } from '../schema/referral-step-inputs.js';
import { activeOrganisations } from '../store/new-referral.js';
import { consentsOf, endSupport } from '../store/referral-consents.js';
import { encounterDistrict, moveReferral } from '../store/referral-steps.js';
import type { RequestContext } from '../context.js';

@Resolver()
export class RedirectReferral {
  @Mutation(() => ReferralPayload, {
    description:
      'Passes a referral on to a new recipient within the consent; the clocks begin anew. The former recipient reads it no longer, so `referral` is null for it.',
  })
  redirectReferral(
    @Arg('input', () => RedirectReferralInput, { description: 'To whom.' }) input: RedirectReferralInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { actor, clocks } = context;
    return onReferral(context, info, input, 'REDIRECT', async ({ manager, head, to }) => {
      const organisations = await activeOrganisations(manager);
      const board = () =>
        encounterDistrict(manager, head.id).then((district) => proposedBoard(district, organisations));
      const recipient =
        input.recipient == null ? await board() : organisations.find(({ code }) => code === input.recipient);
      const path = ['recipient'];
      if (!recipient && input.recipient == null)
        refuse(
          'INVALID_VALUE',
          'recipient: name it; no board is known for the place of the encounter.',
          path,
        );
      if (!recipient)
        refuse('UNKNOWN_ORGANISATION', 'recipient: no active organisation has this code.', path);
      if (!canReceive(recipient))
        refuse('INVALID_VALUE', 'recipient: the police send referrals, they do not carry them.', path);
      if (recipient.id === head.recipientId) refuse('INVALID_VALUE', 'recipient: carries it already.', path);
      const reach = reachOf(head.consentState, await consentsOf(manager, head.id), recipient.id);
      if (reach === 'NONE')
        refuse('CONSENT_LIMITED', 'recipient: the person has not consented to this organisation.', path);
      // Whoever carries the referral supports it no longer, and would keep reading it after handing it on.
      await endSupport(manager, head.id, [recipient.id]);
      const { comment = null } = input;
      const step = {
        action: 'REDIRECT',
        to,
        organisationId: actor.organisation.id,
        reason: null,
        comment,
      } as const;
      const change = {
        recipientId: recipient.id,
        acknowledgeBy: acknowledgeBy(new Date(), clocks),
        decideBy: null,
      };
      mustHaveChanged(await moveReferral(manager, head, step, change));
    });
  }
}
