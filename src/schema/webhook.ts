import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { DeliveryStatusEnum, WebhookEventEnum } from './enums.js';
import { Node } from './node.js';
import { CommandInput, payloadOf } from './payload.js';
import { DateTimeScalar } from './scalars.js';
import { Code } from './text.js';
import type { DeliveryStatus, WebhookEvent } from '../domain/lists/webhooks.js';

@ObjectType({
  simpleResolvers: true,
  implements: Node,
  description:
    'Where your organisation is told that something it can read has changed. Deliveries follow Standard Webhooks (https://www.standardwebhooks.com); a body names the event and the `id` of the object and holds nothing of it: read the object again. Each change is delivered at least once, with the same `webhook-id` each time, and those of one object in their order.',
})
export class Webhook extends Node {
  @Field(() => String, { nullable: true, description: 'Where it is delivered, by POST.' })
  url: string;
  @Field(() => [WebhookEventEnum], { description: 'What it is told of.' })
  events: WebhookEvent[];
  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when; it is told of what happened after this.' })
  createdAt: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When the receiver last took a delivery; null when it has not yet.' })
  lastDeliveryAt: string | null;
  @Field(() => DeliveryStatusEnum, { nullable: true, description: 'How the last attempt ended; null when there was none yet.' })
  lastStatus: DeliveryStatus | null;
}

export const WebhookPayload = payloadOf(Webhook, 'Webhook', 'webhook');
Field(() => String, {
  nullable: true,
  description:
    'The secret that deliveries are signed with, `whsec_` and base64. Shown by createWebhook the first time and never again, under the same idempotencyKey neither.',
})(WebhookPayload.prototype, 'secret');

@InputType({ description: 'A new webhook. An organisation has at most 10.' })
export class CreateWebhookInput extends CommandInput {
  @Code({
    max: 500,
    description:
      'Where to deliver: https, at a public address, without user, password and fragment. Redirects are not followed.',
  })
  url: string;
  @Field(() => [WebhookEventEnum], {
    nullable: true,
    description:
      'What to be told of, one or more; unless given, all that your organisation hears of and your scopes let you read.',
  })
  events?: WebhookEvent[] | null;
}

@InputType({ description: 'The end of a webhook. What waits for it is forgotten.' })
export class DeleteWebhookInput extends CommandInput {
  @Field(() => ID, { description: 'The webhook.' })
  id: string;
}
