import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { mustHaveChanged, onReferral } from './on-referral.js';
import { beyond, reachOf } from '../domain/referral/consent.js';
import { refuse } from '../domain/user-error.js';
import { ReferralPayload } from '../schema/referral.js';
import { RecordServicesInput } from '../schema/referral-step-inputs.js';
import { consentsOf } from '../store/referral-consents.js';
import { insertServices } from '../store/referral-parts.js';
import { changeReferral } from '../store/referral-steps.js';
import type { RequestContext } from '../context.js';

@Resolver()
export class RecordServices {
  @Mutation(() => ReferralPayload, {
    description:
      'Records what your organisation offers or gives to the person: the recipient, and a supporter its own. Within the consent.',
  })
  recordServices(
    @Arg('input', () => RecordServicesInput, { description: 'The services.' }) input: RecordServicesInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { organisation } = context.actor;
    return onReferral(context, info, input, 'RECORD_SERVICES', async ({ manager, head }) => {
      const { services, healthNeeds, caseworkerNote } = input;
      if (services.length === 0 && healthNeeds == null && caseworkerNote == null)
        refuse('INVALID_VALUE', 'services: name at least one.', ['services']);
      const reach = reachOf(head.consentState, await consentsOf(manager, head.id), organisation.id);
      if (reach === 'NONE')
        refuse('CONSENT_REQUIRED', 'The person has not consented to your organisation.', ['id']);
      for (const service of beyond(
        reach,
        services.map((given) => given.service),
      )) {
        const index = services.findIndex((given) => given.service === service);
        const path = ['services', String(index), 'service'];
        refuse('CONSENT_LIMITED', 'services: the consent does not cover this service.', path);
      }
      const isRecipient = head.recipientId === organisation.id;
      for (const [name, value] of Object.entries({ healthNeeds, caseworkerNote })) {
        if (value != null && !isRecipient)
          refuse('INVALID_VALUE', `${name}: only the recipient sets it.`, [name]);
      }
      if (isRecipient) {
        const change = { ...(healthNeeds && { healthNeeds }), ...(caseworkerNote && { caseworkerNote }) };
        mustHaveChanged(await changeReferral(manager, head, change));
      }
      await insertServices(
        manager,
        services.map((given) => ({ ...given, referralId: head.id, organisationId: organisation.id })),
      );
    });
  }
}
