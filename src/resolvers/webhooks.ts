import { randomUUID } from 'node:crypto';
import { Arg, Ctx, Info, Mutation, Query, Resolver } from 'type-graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { perform } from './perform.js';
import { requested } from './requested.js';
import { isGranted } from '../auth/agreement.js';
import { VALUE_REVEALS } from '../auth/reveals.js';
import { uuidOf } from '../domain/ids.js';
import { refuse } from '../domain/user-error.js';
import { eventsAbout } from '../domain/webhooks/events.js';
import { receiverProblem } from '../domain/webhooks/receivers.js';
import { notFound } from '../schema/errors.js';
import { CreateWebhookInput, DeleteWebhookInput, Webhook, WebhookPayload } from '../schema/webhook.js';
import { typesHeardBy } from '../store/changing.js';
import { newWebhookSecret } from '../store/sealed-secret.js';
import * as store from '../store/webhooks.js';
import type { Actor } from '../auth/actor.js';
import type { WebhookEvent } from '../domain/lists/webhooks.js';
import type { RequestContext } from '../context.js';

@Resolver()
export class WebhookResolver {
  @Query(() => [Webhook], {
    description: 'The webhooks of your organisation, the oldest first. Their secrets are not shown again.',
  })
  async webhooks(@Ctx() { actor, source }: RequestContext, @Info() info: GraphQLResolveInfo) {
    const reader = { source, party: actor.organisation.party };
    return store.listWebhooks(reader, requested(info, 'Webhook'));
  }

  @Mutation(() => WebhookPayload, {
    description: 'Has changes delivered to an address from now on. Keep the secret: it is shown once.',
  })
  async createWebhook(
    @Arg('input', () => CreateWebhookInput, { description: 'Where, and what to be told of.' })
    input: CreateWebhookInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { actor, source, webhooks } = context;
    const { id: organisationId, party } = actor.organisation;
    let secret: string | null = null;
    const { touched, errors } = await perform(context, info, input, async (manager) => {
      const problem = receiverProblem(input.url, webhooks.receivers);
      if (problem) refuse('INVALID_VALUE', problem, ['url']);
      const events = chosenEvents(input.events, actor);
      const id = randomUUID();
      secret = newWebhookSecret();
      const sealedSecret = webhooks.seal.close(id, secret);
      const url = new URL(input.url).href;
      if (!(await store.insertWebhook(manager, { id, organisationId, url, events, sealedSecret })))
        refuse('INVALID_VALUE', `Your organisation has ${store.MOST_WEBHOOKS} webhooks: delete one first.`, [
          'url',
        ]);
      return { type: 'Webhook', uuid: id };
    });
    const selection = requested(info, 'Webhook', 'webhook');
    const webhook = touched && (await store.findWebhook({ source, party }, selection, touched.uuid));
    return { errors, webhook, secret: touched && secret };
  }

  @Mutation(() => WebhookPayload, {
    description: 'Ends a webhook; answers with it as it was, and under a key that comes again with null.',
  })
  async deleteWebhook(
    @Arg('input', () => DeleteWebhookInput, { description: 'Which webhook.' }) input: DeleteWebhookInput,
    @Ctx() context: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const { actor, source } = context;
    const reader = { source, party: actor.organisation.party };
    const uuid = uuidOf('Webhook', input.id);
    const selection = requested(info, 'Webhook', 'webhook');
    const webhook = uuid && (await store.findWebhook(reader, selection, uuid));
    const { touched, errors } = await perform(context, info, input, async (manager) => {
      if (!uuid || !(await store.deleteWebhook(manager, uuid))) throw notFound();
      return { type: 'Webhook', uuid };
    });
    return { errors, webhook: touched && webhook };
  }
}

/** What a webhook is told of: what its organisation hears of and its creator may read. */
function chosenEvents(asked: readonly WebhookEvent[] | null | undefined, actor: Actor): WebhookEvent[] {
  const heard = eventsAbout(typesHeardBy(actor)).filter((event) =>
    isGranted(VALUE_REVEALS[`WebhookEvent.${event}`]!, actor.organisation.party),
  );
  const events = heard.filter((event) => !asked || asked.includes(event));
  if (asked?.some((event) => !heard.includes(event)))
    refuse('INVALID_VALUE', 'events: of what your scopes let you read.', ['events']);
  if (events.length === 0) refuse('INVALID_VALUE', 'events: one or more.', ['events']);
  return events;
}
