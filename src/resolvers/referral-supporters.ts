import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { mustHaveChanged, onReferral } from './on-referral.js';
import { reachOf } from '../domain/referral/consent.js';
import { canReceive } from '../domain/referral/routing.js';
import { refuse } from '../domain/user-error.js';
import { ReferralPayload } from '../schema/referral.js';
import { SupporterInput } from '../schema/referral-step-inputs.js';
import { activeOrganisations } from '../store/new-referral.js';
import { consentsOf, endSupport, insertSupporter } from '../store/referral-consents.js';
import { changeReferral } from '../store/referral-steps.js';
import type { RequestContext } from '../context.js';
import type { Transaction } from '../store/transaction.js';

const PATH = ['organisation'];

@Resolver()
export class ReferralSupporters {
  @Mutation(() => ReferralPayload, {
    description: 'Invites an organisation to support the recipient, within what the person consented to.',
  })
  inviteSupporter(
    @Arg('input', () => SupporterInput, { description: 'Whom.' }) input: SupporterInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return onReferral(context, info, input, 'INVITE_SUPPORTER', async ({ manager, head }) => {
      const organisation = await organisationOf(manager, input.organisation);
      if (!canReceive(organisation))
        refuse('INVALID_VALUE', 'organisation: the police send referrals, they do not support them.', PATH);
      if (organisation.id === head.recipientId)
        refuse('DUPLICATE', 'organisation: is the recipient already.', PATH);
      const consents = await consentsOf(manager, head.id);
      if (head.supporterIds?.includes(organisation.id))
        refuse('DUPLICATE', 'organisation: supports it already.', PATH);
      if (reachOf(head.consentState, consents, organisation.id) === 'NONE')
        refuse('CONSENT_REQUIRED', 'organisation: the person has not consented to this organisation.', PATH);
      mustHaveChanged(await changeReferral(manager, head, {}));
      await insertSupporter(manager, head.id, organisation.id);
    });
  }

  @Mutation(() => ReferralPayload, {
    description: 'Ends the part of a supporter, which reads the referral no longer.',
  })
  removeSupporter(
    @Arg('input', () => SupporterInput, { description: 'Whom.' }) input: SupporterInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return onReferral(context, info, input, 'REMOVE_SUPPORTER', async ({ manager, head }) => {
      const organisation = await organisationOf(manager, input.organisation);
      if (!head.supporterIds?.includes(organisation.id))
        refuse('INVALID_VALUE', 'organisation: does not support this referral.', PATH);
      mustHaveChanged(await changeReferral(manager, head, {}));
      await endSupport(manager, head.id, [organisation.id]);
    });
  }
}

async function organisationOf(manager: Transaction, code: string) {
  const organisation = (await activeOrganisations(manager)).find((candidate) => candidate.code === code);
  if (!organisation)
    refuse('UNKNOWN_ORGANISATION', 'organisation: no active organisation has this code.', PATH);
  return organisation;
}
